using System.Text;
using MT2ST.Comparisons.Rows;
using MT2ST.Schedules;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>Each wrong input gives one clear line, the right exit code and no output folder.</summary>
public sealed class WrongInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public WrongInputTests() => _run = SmallData.Write(_folder);

    private const string Conllu = "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\tcat\tcat\tNOUN\tNN\t_\t0\troot\t_\t_\n\n";
    private const string Refusal = "and only text without tags of skipgram, cbow, relation can be streamed. Raise the limit or set primary.limit.";

    private string Model => _folder.Path("model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_MissingFile_Fails() => Fails(ExitCode.Failure, "There is no file 'missing.txt'", "--corpus", "missing.txt");

    [Fact]
    public void Train_MissingRunFile_Fails() => Fails(ExitCode.Failure, "There is no run file 'missing.json'", "missing.json");

    [Fact]
    public void Train_MissingDevFile_Fails() => Fails(ExitCode.Failure, "There is no file 'missing.tsv'", _run, "--dev", "missing.tsv");

    [Fact]
    public void Train_LabelledDataBeyondTheMemoryLimit_IsRefused() => Fails(
        ExitCode.Usage,
        Refusal,
        _run, "--memory-limit", "1K");

    [Fact]
    public void Train_GloveBeyondTheMemoryLimit_IsRefused() => Fails(
        ExitCode.Usage,
        Refusal,
        "--primary", $"glove:{_folder.Path("text.txt")}", "--min-count", "1", "--memory-limit", "1K");

    [Fact]
    public void Train_TaggedTextBeyondTheMemoryLimit_IsRefused()
    {
        string file = _folder.Write("tagged.conllu", string.Concat(Enumerable.Range(0, 500).Select(_ => "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\tcat\tcat\tNOUN\tNN\t_\t0\troot\t_\t_\n\n")));
        Fails(ExitCode.Usage, Refusal, "--primary", $"skipgram:{file}", "--min-count", "1", "--memory-limit", "1K");
    }

    [Theory]
    [InlineData("primary.textColumn is set, but", "--text-column", "3")]
    [InlineData("primary.labelColumn is set, but", "--label-column", "2")]
    [InlineData("is read as format 'text', where it has no effect; it is for conllu, conll. Leave it out or set format.", "--set", "primary.column=xpos")]
    [InlineData("primary.labelSeparator is set, but task 'skipgram' reads no labels. Leave it out.", "--label-separator", ",")]
    [InlineData("ngramBuckets is set without ngrams, so it has no effect.", "--ngram-buckets", "1000")]
    public void Train_SettingWithoutEffectOnRawText_IsAUsageError(string message, params string[] flags) =>
        Fails(ExitCode.Usage, message, ["--corpus", _folder.Path("text.txt"), "--min-count", "1", .. flags]);

    [Fact]
    public void Train_LabelSeparatorForOneLabel_NamesMultiLabel() => Fails(ExitCode.Usage, "Set multiLabel to true", _run, "--label-separator", ",");

    [Fact]
    public void Train_DefaultRepeated_IsNoSettingWithoutEffect() => Assert.Equal(
        ExitCode.Success,
        CommandLine.Run("train", "--corpus", _folder.Path("text.txt"), "--min-count", "1", "--dimensions", "4", "--ngram-buckets", "2000000").ExitCode);

    [Fact]
    public void Train_UnknownLabelColumnOfConllu_NamesTheTen() => Fails(
        ExitCode.Usage,
        "CoNLL-U has these ten columns; set 'column' to the one with the tags",
        "--primary", $"tagging:{_folder.Write("tags.conllu", Conllu)}", "--label-column", "foo");

    [Theory]
    [InlineData("xpos")]
    [InlineData("5")]
    public void Train_LabelColumnOfConllu_HoldsTheTags(string column)
    {
        CommandLine.Run("train", "--primary", $"tagging:{_folder.Write("tags.conllu", Conllu)}", "--label-column", column, "--dimensions", "4", "--output", Model);
        Assert.Equal(["DT", "NN"], File.ReadAllLines(Path.Combine(Model, "labels.txt")).Select(line => line.Split('\t')[0]).Order());
    }

    [Theory]
    [InlineData]
    [InlineData("--dev-share", "0")]
    public void Train_RawTextWithoutDev_IsTrainedOnInFull(params string[] flags)
    {
        string file = _folder.Write("lines.txt", "one two three\none two three\n");
        CommandResult result = CommandLine.Run(["train", "--corpus", file, "--min-count", "1", "--dimensions", "4", .. flags]);
        Assert.Contains("6 tokens in 2 texts", result.Error, StringComparison.Ordinal);
        Assert.Contains("no dev data", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_RawTextWithoutDev_IsAUsageError()
    {
        string run = _folder.Write("text.json", """{ "primary": { "task": "skipgram", "train": "text.txt", "minCount": 1 } }""");
        CommandResult result = CommandLine.Run("compare", run, "--strategies", "stl", "--warm-up", "0");
        Assert.Contains("primary.dev is missing; a comparison measures quality on dev data. Name a dev file or set primary.devShare.", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
    }

    [Fact]
    public void Train_BrokenCsvRow_SaysWhere()
    {
        string file = _folder.Write("broken.csv", "good film,pos\nbad film\nfine film,pos\n");
        Fails(ExitCode.Failure, $"{file}:2: ", "--primary", $"classification:{file}");
    }

    [Fact]
    public void Train_ConllLineWithTooFewColumns_SaysWhere()
    {
        string file = _folder.Write("broken.conllu", "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\tcat\tcat\n\n");
        Fails(ExitCode.Failure, $"{file}:2: ", "--primary", $"tagging:{file}");
    }

    [Fact]
    public void Train_UnknownStrategy_IsSuggestedBeforeAnyFileIsRead() => CommandLine.Run("train", "--corpus", "missing.txt", "--strategy", "swich").AssertFails(
        ExitCode.Usage,
        $"Unknown strategy 'swich'. Did you mean 'switch'? Known: {Known(BuiltInSchedules.All.Names)}.");

    [Theory]
    [InlineData("primary.task=taging", "Unknown task 'taging'. Did you mean 'tagging'?")]
    [InlineData("tokenizer=word", "Unknown tokenizer 'word'. Did you mean 'words'?")]
    [InlineData("primary.optimizer=adagard", "Unknown row optimizer 'adagard'. Did you mean 'adagrad'?")]
    [InlineData("primary.headOptimizer=adm", "Unknown head optimizer 'adm'. Did you mean 'adam'?")]
    [InlineData("auxiliaries.words.schedule=swich", "Unknown strategy of one auxiliary 'swich'. Did you mean 'switch'?")]
    [InlineData("auxiliaries.words.schedule=pretrain", "Unknown strategy of one auxiliary 'pretrain'. Known: diminish, mtl, stl, switch.")]
    [InlineData("auxiliaries.words.format=cvs", "auxiliaries.words.format: Unknown format 'cvs'. Did you mean 'csv'?")]
    [InlineData("primary.droput=0.1", "'droput' of task 'classification'. Did you mean 'dropout'?")]
    [InlineData("primary.dropout=2", "primary.dropout is 2; it must be in [0, 0.9].")]
    [InlineData("primary.encoder=lstm", "primary.encoder is 'lstm'; allowed: cnn, mean, rows.")]
    [InlineData("primary.pooling=sum", "primary.pooling: Unknown pooling 'sum'. Known: attention, max, mean.")]
    [InlineData("primary.wordNgrams=6", "primary.wordNgrams is 6; it must be in [1, 5].")]
    [InlineData("primary.wordNgramBuckets=0", "primary.wordNgramBuckets is 0; it must be in [1, 100000000].")]
    [InlineData("primary.multiLabel=1", "expected true or false")]
    [InlineData("primary.bayesWeights=true", "'bayesWeights' was replaced: write 'tokenWeights' bayes.")]
    [InlineData("primary.devShare=0.6", "primary.devShare is 0.6; it must be in [0, 0.5].")]
    [InlineData("primary.devShare=0.1", "primary.devShare and primary.dev are both set; remove one of them.")]
    [InlineData("primary.labelSeparator=", "primary.labelSeparator is empty; give the text between labels, such as ','.")]
    [InlineData("auxiliaries.words.shuffleLabels=yes", "auxiliaries.words.shuffleLabels is \"yes\"; expected true or false.")]
    [InlineData("strategy={ \"name\": \"switch\", \"at\": -1 }", "strategy.at is -1; it must be at least 0.")]
    [InlineData("strategy={ \"name\": \"switch\", \"at\": \"soon\" }", "strategy.at is \"soon\"; expected a number of epochs or \"auto\".")]
    [InlineData("strategy.harmMargin=0", "strategy.harmMargin is 0; it must be greater than 0.")]
    [InlineData("strategy.probeShare=1", "strategy.probeShare is 1; it must be greater than 0 and below 1.")]
    [InlineData("epochs=1e18", "epochs is 1E+18; it must be greater than 0 and at most 1000000.")]
    [InlineData("freeze=maybe", "freeze is \"maybe\"; expected true or false.")]
    [InlineData("primary.devSimilarity=sim", "primary.devSimilarity and primary.dev both say")]
    [InlineData("auxiliaries.words.devSimilarity=sim", "auxiliaries.words.devSimilarity is set, but only the primary is measured. Set primary.devSimilarity.")]
    [InlineData("auxiliaries.words.exclude=sim", "auxiliaries.words.exclude is set for task 'lexicon', which has no pairs of words; it is for relation, similarity.")]
    [InlineData("auxiliaries.words.half=dev", "auxiliaries.words.half is set for task 'lexicon', which has no pairs of words; it is for relation, similarity.")]
    [InlineData("strategy={ \"name\": \"switch\", \"att\": 2 }", "'att' of strategy 'switch'. Did you mean 'at'?")]
    public void Train_WrongSetting_IsAUsageErrorBeforeAnyFileIsRead(string setting, string message)
    {
        File.Delete(_folder.Path("train.tsv"));
        Fails(ExitCode.Usage, message, _run, "--set", setting);
    }

    [Theory]
    [InlineData("balance", "lamda=1", "strategy: Unknown setting 'lamda' of strategy 'balance'. Did you mean 'lambda'?")]
    [InlineData("balance", "lambda=0", "strategy.lambda is 0; it must be greater than 0.")]
    [InlineData("balance", "smoothing=1", "strategy.smoothing is 1; it must be in [0, 1).")]
    [InlineData("balance", "interval=0", "strategy.interval is 0; it must be at least 1.")]
    [InlineData("fisher", "warmUp=-1", "strategy.warmUp is -1; it must be at least 0.")]
    [InlineData("feedback", "factor=1", "strategy.factor is 1; it must be in [0, 1).")]
    [InlineData("uncertainty", "rate=0", "strategy.rate is 0; it must be greater than 0.")]
    [InlineData("gradnorm", "alpha=-1", "strategy.alpha is -1; it must be at least 0.")]
    [InlineData("gradnorm", "alpha=high", "strategy.alpha is \"high\"; expected a number.")]
    [InlineData("dwa", "temperature=0", "strategy.temperature is 0; it must be greater than 0.")]
    [InlineData("mtl", "lambda=1", "strategy: 'lambda' has no effect on strategy 'mtl'; it is a setting of balance. Leave it out.")]
    public void Train_WrongSettingOfAStrategy_IsAUsageErrorBeforeAnyFileIsRead(string strategy, string setting, string message)
    {
        File.Delete(_folder.Path("train.tsv"));
        Fails(ExitCode.Usage, message, _run, "--strategy", strategy, "--set", $"strategy.{setting}");
    }

    [Theory]
    [InlineData("strategy.harmCheck=probes")]
    [InlineData("strategy.at=auto")]
    public void Train_FloorUnderAnAuxiliaryThatProbesMaySwitchOff_IsAUsageError(string setting) => Fails(
        ExitCode.Usage,
        "auxiliaries.words.gammaMin is 0.1, but a floor keeps an auxiliary running that probes would switch off; leave it out under gain, switch at auto and harmCheck probes.",
        _run, "--strategy", "switch", "--set", "auxiliaries.words.gammaMin=0.1", "--set", setting);

    [Fact]
    public void Train_SimilaritySetsForALabelledPrimary_AreRefused() => Fails(
        ExitCode.Usage,
        "primary.devSimilarity is set for task 'classification', which has a metric of its own; it is for skipgram, cbow, glove, relation, similarity, analogy. Set primary.dev.",
        _run, "--set", "primary.dev=null", "--set", "primary.test=null", "--dev-similarity", "sim");

    [Fact]
    public void Train_InitialVectorsOfOtherDimensions_AreRefusedBeforeAnyTextIsRead()
    {
        string vectors = _folder.Write("two.vec", "1 2\ngood 1 2\n");
        Fails(ExitCode.Usage, $"dimensions is 100, but the vectors of {vectors} have 2. Set --dimensions 2.", "--corpus", "missing.txt", "--initial-vectors", vectors);
    }

    [Fact]
    public void Train_InitialVectorsThatAreNone_Fail() => Fails(
        ExitCode.Failure,
        "is in no known vector format",
        "--corpus", _folder.Path("text.txt"), "--initial-vectors", _folder.Path("text.txt"));

    [Fact]
    public void Train_MissingSimilaritySet_Fails() => Fails(
        ExitCode.Failure,
        "There is no file 'missing.txt'",
        "--corpus", _folder.Path("text.txt"), "--min-count", "1", "--dev-similarity", "missing.txt");

    [Theory]
    [InlineData("pooling=max", "primary.pooling is 'max', but encoder 'cnn' has its own; leave it out or set 'encoder' to rows.")]
    [InlineData("wordNgrams=2", "primary.wordNgrams is 2, but encoder 'cnn' reads words alone; set it to 1 or 'encoder' to rows.")]
    [InlineData("characterNgrams=4", "primary.characterNgrams is 4, but tokens are not weighed; set it to 1 or 'tokenWeights' to idf.")]
    [InlineData("tokenWeights=bayes", "primary.tokenWeights is bayes, but encoder 'cnn' does not weigh its tokens; leave it out or set 'encoder' to rows.")]
    public void Train_SettingThatTheEncoderHasNoUseFor_IsAUsageError(string setting, string message) =>
        Fails(ExitCode.Usage, message, _run, "--encoder", "cnn", "--set", $"primary.{setting}");

    [Fact]
    public void Train_TokenWeightsWithAnotherPooling_IsAUsageError() => Fails(
        ExitCode.Usage,
        "primary.tokenWeights is bayes, but pooling 'max' does not weigh its tokens; leave it out or set 'pooling' to mean.",
        _run, "--token-weights", "bayes", "--pooling", "max");

    [Fact]
    public void Train_WrongSettingInTheRunFile_SaysItsLine()
    {
        string file = _folder.Write("wrong.json", "{\n  \"primary\": {\n    \"task\": \"classification\",\n    \"train\": \"train.tsv\",\n    \"dropout\": 2\n  }\n}\n");
        Fails(ExitCode.Usage, $"{file}:5: primary.dropout is 2;", file);
    }

    [Fact]
    public void Train_DimensionsOfZero_IsAUsageErrorThatNamesTheLine()
    {
        string file = _folder.Write("wrong.json", "{\n  \"dimensions\": 0,\n  \"primary\": { \"task\": \"skipgram\", \"train\": \"text.txt\" }\n}\n");
        Fails(ExitCode.Usage, $"{file}:2: dimensions is 0; it must be in [1, 65536].", file);
    }

    [Fact]
    public void Train_DimensionsOfZeroByAFlag_IsAUsageError() =>
        Fails(ExitCode.Usage, "mt2st: dimensions is 0; it must be in [1, 65536].", _run, "--dimensions", "0");

    [Fact]
    public void Train_RunFileThatIsNoJson_SaysWhere()
    {
        string file = _folder.Write("wrong.json", "{\n  \"dimensions\": \n");
        Fails(ExitCode.Usage, $"{file}:", file);
    }

    [Fact]
    public void Train_RunFileOfAnotherEncodingOrAPointer_IsAUsageError()
    {
        string file = _folder.Path("wrong.json");
        File.WriteAllBytes(file, [.. "{\n  \"primary\":\n    \"caf"u8, 0xE9, .. "\"\n}\n"u8]);
        Fails(ExitCode.Usage, $"{file}:3: byte 0xE9 is not UTF-8. Save the file as UTF-8.", file);
        Fails(ExitCode.Usage, "is a Git LFS pointer, not the data.", _folder.Write("pointer.json", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n"));
    }

    [Theory]
    [InlineData("a.txt", "text|label\ngood soup|pos\nbad soup|neg\n", "Its columns seem to be separated by '|': set separator (--separator '|') or name the file .csv.")]
    [InlineData("a.tsv", "good soup;pos\nbad soup;neg\n", "Its columns seem to be separated by ';': set separator (--separator ';') or name the file .csv.")]
    [InlineData("a.csv", "good soup^pos\nbad, cold soup^neg\n", "a.csv:2: found 2 columns, expected 1 as in the first row. Is a separator or a quote inside a field? If another character separates the columns, set separator to it.")]
    [InlineData("a.json", "[{\"text\": \"good soup\", \"label\": \"pos\"}]\n", "It looks like JSON, of which only JSON lines are read: write each object on a line of its own.")]
    [InlineData("a.jsonl", "{\"text\": \"good soup\", \"mood\": \"pos\"}\n", "The first object has the fields 'text', 'mood': set textColumn and labelColumn to two of them.")]
    public void Train_LayoutOfAnotherKind_SaysWhatItLooksLike(string name, string text, string message) =>
        Fails(ExitCode.Failure, message, "--primary", $"classification:{_folder.Write(name, text)}");

    [Fact]
    public void Train_CsvWithoutTags_DoesNotCallForTheSeparatorThatItHas() => Assert.EndsWith(
        "(read as format 'csv'). Name the format or the column.\n",
        CommandLine.Run("train", "--primary", $"tagging:{_folder.Write("a.csv", "text,label\ngood soup,pos\nbad soup,neg\n")}").Error,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("PK\u0003\u0004", "a ZIP archive (Excel's .xlsx and Word's .docx are such too)")]
    [InlineData("\u00D0\u00CF\u0011\u00E0", "an old Excel or Word document")]
    [InlineData("%PDF-1.7\n", "a PDF document")]
    [InlineData("PAR1\u0015\0", "a Parquet table")]
    [InlineData("BZh91AY&SY", "data compressed by bzip2")]
    [InlineData("\u00FD7zXZ\0", "data compressed by xz")]
    [InlineData("\u0028\u00B5\u002F\u00FD", "data compressed by zstd")]
    [InlineData("7z\u00BC\u00AF", "data compressed by 7-Zip")]
    [InlineData("\u00FF\u00FEa\0\n\0", "UTF-16")]
    [InlineData("\u00FE\u00FF\0a\0\n", "UTF-16")]
    [InlineData("\u00FF\u00FE\0\0a\0\0\0", "UTF-32")]
    public void Train_FileOfAnotherKind_SaysWhatItIs(string start, string kind)
    {
        foreach (string name in new[] { "other.txt", "other.csv", "other.tsv", "other.jsonl" })
        {
            string file = _folder.Path(name);
            File.WriteAllBytes(file, Encoding.Latin1.GetBytes(start));
            Fails(ExitCode.Failure, $"{file}:1: found {kind}, expected text in UTF-8", "--primary", $"classification:{file}");
        }
    }

    [Fact]
    public void Train_QuotedFieldsOfATsv_NameTheSetting() => Fails(
        ExitCode.Failure,
        "If fields stand in quotes, set quotes to true.",
        "--primary", $"classification:{_folder.Write("a.tsv", "good soup\tpos\n\"bad\tsoup\"\tneg\n")}");

    [Fact]
    public void Train_DevLabelThatTrainLacks_NamesIt()
    {
        string file = _folder.Write("strange.tsv", "a good film\tpos\na story\tneutral\n");
        Fails(ExitCode.Failure, "neutral", _run, "--dev", file);
    }

    [Theory]
    [InlineData("...,pos\n!!!,neg\n")]
    [InlineData(",pos\n,neg\n")]
    public void Train_TextsWithoutAWord_AsksForTheColumn(string rows) => Fails(
        ExitCode.Failure,
        "Found no word in any text, expected letters or digits. Is the text column the right one?",
        "--primary", $"classification:{_folder.Write("none.csv", "text,label\n" + rows)}");

    [Fact]
    public void Train_FolderAsRunFile_NamesTheRunFileInIt()
    {
        string folder = _folder.Path("trained");
        Directory.CreateDirectory(folder);
        Fails(ExitCode.Failure, $"{folder}: is a folder, expected a run file. A model's own is run.json in it.", folder);
    }

    [Fact]
    public void Train_EmptyCorpus_Fails()
    {
        string file = _folder.Write("empty.txt", "");
        Fails(ExitCode.Failure, file, "--corpus", file);
    }

    [Fact]
    public void Train_BinaryCorpus_SaysSo()
    {
        string file = _folder.Path("model.bin");
        File.WriteAllBytes(file, [1, 2, 0, 3, (byte)'\n', 4]);
        Fails(ExitCode.Failure, $"{file}:1: found a zero byte", "--corpus", file);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/deep/er")]
    public void Train_OutputBelowAFile_FailsBeforeReading(string below)
    {
        string place = $"{_folder.Write("taken", "")}/model{below}";
        CommandLine.Run("train", "--corpus", "missing.txt", "--output", place).AssertFails(ExitCode.Failure, $"{place}: '{_folder.Path("taken")}' is a file, expected a folder. Choose another place.");
    }

    [Theory]
    [InlineData("primary", "mt2st: 'primary' sets nothing; write PATH=VALUE")]
    [InlineData("=3", "mt2st: '' is not a setting")]
    public void Train_SetWithoutAssignment_IsNotBlamedOnTheRunFile(string setting, string message) => Fails(ExitCode.Usage, message, _run, "--set", setting);

    [Fact]
    public void Train_EmptyOutput_IsAUsageErrorBeforeReading() =>
        CommandLine.Run("train", "--corpus", "missing.txt", "--output", "").AssertFails(ExitCode.Usage, "--output is empty; name a folder. See 'mt2st train --help'.");

    [Fact]
    public void Compare_OutputIsAFolder_FailsBeforeAnyRun() =>
        CommandLine.Run("compare", _run, "--output", _folder.Root).AssertFails(ExitCode.Failure, $"{_folder.Root}: is a folder, expected the name of a file to write.");

    [Theory]
    [InlineData("a.vec")]
    [InlineData("a.txt")]
    public void GitLfsPointer_IsNamed(string name)
    {
        string file = _folder.Write(name, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n");
        string expected = $"{file}: is a Git LFS pointer, not the data. Fetch the data in its repository: git lfs pull";
        CommandLine.Run("nearest", file, "a").AssertFails(ExitCode.Failure, expected);
        Fails(ExitCode.Failure, expected, "--corpus", file);
    }

    [Fact]
    public void PlainTextNamedGz_IsRefused()
    {
        string file = _folder.Write("a.txt.gz", "one two\n");
        CommandLine.Run("tokenize", file).AssertFails(ExitCode.Failure, $"{file}: is not gzip-compressed, though its name ends in .gz. Take .gz off its name.");
    }

    [Fact]
    public void Train_ColumnTwiceInTheHeader_IsRefused()
    {
        string file = _folder.Write("twice.csv", "text,label,text\ngood,pos,a\nbad,neg,b\n");
        Fails(ExitCode.Failure, $"{file}:1: found two columns 'text' in the header, 1 and 3, expected one. Give its number", "--primary", $"classification:{file}", "--text-column", "text", "--label-column", "label");
    }

    [Fact]
    public void Nearest_CutGzip_NamesTheFile()
    {
        string file = _folder.Path("cut.vec.gz");
        File.WriteAllBytes(file, [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b]);
        CommandLine.Run("nearest", file, "a").AssertFails(ExitCode.Failure, $"{file}: found damaged gzip data, expected a whole .gz file. Was it cut off?");
    }

    [Fact]
    public void Train_Divergence_IsOneLine() =>
        Fails(ExitCode.Failure, "Training diverged at step", _run, "--rate", "1e30", "--head-rate", "1e30");

    [Fact]
    public void Compare_UnknownRow_ListsStrategiesAndRows() => CommandLine.Run("compare", _run, "--strategies", "stl,earli").AssertFails(
        ExitCode.Usage,
        $"{_run}:8: Unknown strategy 'earli'. Did you mean 'early'? Known: {Known(BuiltInSchedules.All.Names.Append("early").Union(BuiltInControls.All.Names))}.");

    [Fact]
    public void Compare_UnknownTarget_IsAUsageError() => Assert.Equal(ExitCode.Usage, CommandLine.Run("compare", _run, "--target", "best").ExitCode);

    [Fact]
    public void Compare_TargetWithoutItsRow_IsAUsageErrorBeforeAnyRun() => CommandLine.Run("compare", _run, "--strategies", "mtl").AssertFails(
        ExitCode.Usage,
        "The target 'stl' needs a row named 'stl'; rows: mtl. Add it, or give a fixed target such as 0.85.");

    [Fact]
    public void Compare_NoDevData_IsAUsageError() =>
        CommandLine.Run("compare", _run, "--set", "primary.dev=null", "--warm-up", "0").AssertFails(
            ExitCode.Usage,
            "primary.dev is missing; a comparison measures quality on dev data. Name a dev file or set primary.devShare.");

    [Theory]
    [InlineData("gain", "strategy 'gain'")]
    [InlineData("switch", "strategy 'switch'", "--at", "auto")]
    [InlineData("mtl", "strategy 'mtl' with harmCheck probes", "--harm-check", "probes")]
    public void Train_ProbesWithoutDevData_AreAUsageError(string strategy, string expected, params string[] flags) => Fails(
        ExitCode.Usage,
        $"primary.dev is missing; {expected} measures its probes on dev data. Name a dev file or set primary.devShare.",
        [_run, "--set", "primary.dev=null", "--strategy", strategy, .. flags]);

    [Fact]
    public void Train_OneLabelAlone_Warns()
    {
        string file = _folder.Write("one.tsv", "pos\tgood film\npos\tfine story\n");
        Assert.Contains("so there is nothing to tell apart", CommandLine.Run("train", "--primary", $"classification:{file}", "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FolderThatIsNoDictionary_SaysToNameFiles()
    {
        string folder = Directory.CreateDirectory(_folder.Path("texts")).FullName;
        Fails(ExitCode.Failure, "For texts, name the files in the folder.", "--corpus", folder);
    }

    [Fact]
    public void Train_RowsWithoutAnyLabel_NameTheFile()
    {
        string file = _folder.Write("gap.tsv", "good film\t\nbad film\t\nfine film\t\n");
        Fails(ExitCode.Failure, $"{file}: read 3 examples and found no label in any of them, expected one in some (read as format 'tsv'). Is the column right?", "--primary", $"classification:{file}", "--label-column", "2");
    }

    [Theory]
    [InlineData("words.ft", "__label__a good\n__label__b bad\n", "--weight-column", "primary.weightColumn is set, but")]
    [InlineData("words.ft", "__label__a good\n__label__b bad\n", "--probability-column", "primary.probabilityColumn is set, but")]
    public void Train_WeightsOfAFormatWithoutColumns_AreRefused(string name, string text, string flag, string expected) =>
        Fails(ExitCode.Usage, expected, "--primary", $"classification:{_folder.Write(name, text)}", flag, "3");

    [Theory]
    [InlineData("--class-weights", "balanced", "primary.classWeights is balanced, but 'multiLabel' is true")]
    [InlineData("--probability-column", "3", "primary.probabilityColumn is set, but 'multiLabel' is true")]
    public void Train_WeightsOfSeveralLabels_AreRefused(string flag, string value, string expected) =>
        Fails(ExitCode.Usage, expected, "--primary", $"classification:{_folder.Write("few.tsv", "good\ta\t1\nbad\tb\t1\n")}", "--multi-label", flag, value);

    private static string Known(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private void Fails(int exitCode, string expectedPart, params string[] arguments)
    {
        CommandLine.Run(["train", .. arguments, "--output", Model]).AssertFailsAfterProgress(exitCode, expectedPart);
        Assert.False(Directory.Exists(Model));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root, "*.tmp"));
    }
}
