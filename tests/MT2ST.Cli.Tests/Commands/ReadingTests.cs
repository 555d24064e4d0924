namespace MT2ST.Cli.Tests.Commands;

/// <summary>Files of the kinds that people have: what commands read of them, and what they say.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tokenize_JsonLines_WritesTheTextAlone()
    {
        string path = _folder.Write("a.jsonl", "{\"text\": \"A good\\nfilm\", \"label\": \"pos\"}\n{\"label\": \"neg\", \"text\": \"No fun\"}\n");
        Assert.Equal("a good film\nno fun\n", CommandLine.Run("tokenize", path).AssertSucceeds().Output);
        Assert.Equal("pos\nneg\n", CommandLine.Run("tokenize", path, "--text-column", "label", "--label-column", "text").AssertSucceeds().Output);
    }

    [Fact]
    public void Train_JsonLines_HasTheLabelsOfTheirField()
    {
        string path = _folder.Write("a.jsonl", "{\"body\": \"good soup\", \"kind\": true}\n{\"body\": \"bad soup\", \"kind\": false}\n{\"body\": \"good bread\", \"kind\": true}\n");
        Train($"classification:{path}", "--text-column", "body", "--label-column", "kind", "--dev", path, "--test", path);
        Assert.Equal("true\t2\nfalse\t1\n", File.ReadAllText(_folder.Path("model/labels.txt")));
    }

    [Fact]
    public void Train_JsonLinesOfSeveralLabels_HasAll()
    {
        string path = _folder.Write("a.jsonl", "{\"text\": \"good soup\", \"label\": [\"a\", \"b\"]}\n{\"text\": \"bad soup\", \"label\": [\"b\"]}\n{\"text\": \"good bread\", \"label\": \"b\"}\n");
        Train($"classification:{path}", "--multi-label", "true");
        Assert.Equal("b\t3\na\t1\n", File.ReadAllText(_folder.Path("model/labels.txt")));
    }

    [Theory]
    [InlineData("text;label\ngood soup, warm bread;pos\nbad bread;neg\ngood cake;pos\n", "separated by ';'")]
    [InlineData("label|text\npos|good soup, warm bread\nneg|bad bread\npos|cake\n", "separated by '|'")]
    public void Train_CsvOfOtherSeparators_ReadsItAndSaysSo(string text, string note)
    {
        CommandResult result = Train($"classification:{_folder.Write("a.csv", text)}");
        Assert.Equal("pos\t2\nneg\t1\n", File.ReadAllText(_folder.Path("model/labels.txt")));
        Assert.Contains(note, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_SeparatorGiven_IsUsed()
    {
        Train($"classification:{_folder.Write("a.txt", "good soup~pos\nbad bread~neg\ngood cake~pos\n")}", "--separator", "~");
        Assert.Equal("pos\t2\nneg\t1\n", File.ReadAllText(_folder.Path("model/labels.txt")));
        CommandResult wrong = CommandLine.Run("train", "--primary", $"classification:{_folder.Path("a.txt")}", "--separator", "~~");
        wrong.AssertFails(ExitCode.Usage, "primary.separator is '~~'; expected one ASCII character, such as ';', or tab.");
    }

    [Fact]
    public void Train_SeparatorForRawText_IsAUsageError() => Assert.Contains(
        "it is for csv, tsv",
        CommandLine.Run("train", "--corpus", _folder.Write("a.txt", "one two\n"), "--format", "text", "--separator", ";").Error,
        StringComparison.Ordinal);

    [Fact]
    public void Train_FirstLineThatLooksLikeAHeader_Warns()
    {
        CommandResult result = Train($"classification:{_folder.Write("a.tsv", "mood\tphrase\n1\tgood soup\n0\tbad soup\n1\tgood bread\n0\tbad bread\n")}");
        Assert.Contains("a.tsv:1: the label 'mood' stands on no other line looked at. If the line is a header, set header to true", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ConllComments_WarnOrAreLeftOut()
    {
        string path = _folder.Write("a.conll", "# s1\nMara B-PER\nlikes O\njazz O\n\n# s2\nTom B-PER\nsings O\n");
        Assert.Contains("a.conll:1: a line in front of a sentence begins with '# s1' and was read as a token.", Train($"tagging:{path}").Output, StringComparison.Ordinal);
        CommandResult asked = Train($"tagging:{path}", "--comments", "true");
        Assert.Equal("O\t3\nB-PER\t2\n", File.ReadAllText(_folder.Path("model/labels.txt")));
        Assert.DoesNotContain("warning", asked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ConllOfTabs_KeepsBlanksInWords()
    {
        Train($"tagging:{_folder.Write("a.conll", "New York\tB-LOC\n\nice cream\tO\n")}");
        Assert.Equal("ice_cream\t1\nnew_york\t1\n", File.ReadAllText(_folder.Path("model/vocabulary.txt")));
    }

    [Fact]
    public void Train_WordsInTwoForms_AreOne()
    {
        Train($"skipgram:{_folder.Write("a.txt", "caf\u00E9 open\ncafe\u0301 open\n")}");
        Assert.Equal("caf\u00E9\t2\nopen\t2\n", File.ReadAllText(_folder.Path("model/vocabulary.txt")));
        CommandLine.Run("nearest", _folder.Path("model"), "Cafe\u0301").AssertSucceeds();
    }

    [Fact]
    public void Info_Vectors_CountsEachWordOnceAndSaysWhatItLeftOut()
    {
        string path = _folder.Write("a.vec", "5 3\ndogs 1 0 0\n  0 1 0\ndogs 0 0 1\nnew york 0.5 0.5 0\ngate 1 1 1\n");
        CommandResult result = CommandLine.Run("info", path).AssertSucceedsWithProgress();
        Assert.Matches(@"words +3\r?\n", result.Output);
        Assert.Contains($"{path}: 'dogs' comes again on line 4; its first vector is kept (1 such word in all).", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{path}:3: the word is a blank and is left out (1 such word in all).", result.Error, StringComparison.Ordinal);
        Assert.Contains("comes again on line 4", CommandLine.Run("nearest", path, "new york").AssertSucceedsWithProgress().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_InitialVectorsWithNotes_Warns()
    {
        string vectors = _folder.Write("a.vec", "good 1 0\nof course 1 1\n  0 1\nsoup 0 0\ngood 0 1\n");
        CommandResult result = Train($"skipgram:{_folder.Write("a.txt", "good soup\n")}", "--initial-vectors", vectors, "--dimensions", "2");
        Assert.Contains("'good' comes again on line 5", result.Output, StringComparison.Ordinal);
        Assert.Contains("a.vec:3: the word is a blank", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ReturnsAlone_EndLines() =>
        Assert.Equal("one two\nthree\n", CommandLine.Run("tokenize", _folder.Write("a.txt", "one two\rthree\r")).AssertSucceeds().Output);

    [Fact]
    public void Train_LabelsThatDifferInCapitals_Warns() => Assert.Contains(
        "The labels 'pos' and 'Pos' of task 'classification' differ only in capitals, blanks, hyphens or underscores, and each is a class of its own.",
        Train($"classification:{_folder.Write("a.tsv", "good\tpos\nbad\tneg\nfine\tPos \ngreat\tpos\n")}").Output,
        StringComparison.Ordinal);

    [Fact]
    public void Train_JsonLinesWithoutALabelInSome_LeavesThoseOut()
    {
        string path = _folder.Write("a.jsonl", "{\"text\": \"good soup\", \"label\": \"pos\"}\n{\"text\": \"soup\", \"label\": null}\n{\"text\": \"bad soup\", \"label\": \"neg\"}\n");
        Assert.Contains("left out: 1 without a label", Train($"classification:{path}").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", "word1,word2,score\ngood,bad,1\ngood,fine,8\nsoup,bread,5\n")]
    [InlineData("a.csv", "good;bad;1\ngood;fine;8\nsoup;bread;5\n")]
    [InlineData("a.tsv", "first\tsecond\tmean\ngood\tbad\t1\ngood\tfine\t8\nsoup\tbread\t5\n")]
    public void Train_JudgedPairsInATable_AreReadAsASetThatMeasures(string name, string text) => Assert.Contains(
        "6 tokens in 3 texts",
        CommandLine.Run("train", "--primary", $"similarity:{_folder.Write(name, text)}", "--min-count", "1", "--dimensions", "4", "--epochs", "1").Error,
        StringComparison.Ordinal);

    [Fact]
    public void Train_BucketsSavedWithAModel_AreReadAgain()
    {
        Train($"classification:{_folder.Write("a.tsv", "good soup\tpos\nbad soup\tneg\n")}", "--word-ngram-buckets", "64");
        CommandLine.Run("predict", _folder.Path("model"), _folder.Path("a.tsv")).AssertSucceeds();
    }

    private CommandResult Train(string primary, params string[] flags)
    {
        string model = _folder.Path("model");
        if (Directory.Exists(model))
            Directory.Delete(model, recursive: true);
        string[] dimensions = flags.Contains("--dimensions") ? [] : ["--dimensions", "4"];
        return CommandLine.Run(["train", "--primary", primary, "--min-count", "1", "--output", model, .. dimensions, .. flags]).AssertSucceedsWithProgress();
    }
}
