using System.Text;
using System.Text.Json;
using MT2ST.Cli.Checks;
using MT2ST.Numerics;

namespace MT2ST.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_FaultyTable_CountsEachFaultAndNamesItsLine()
    {
        string train = _folder.Write(
            "train.tsv",
            "A good film.\tpos\n" + // 1
            "a GOOD film\tpos\n" + // 2: repeats 1
            "No fun at all\tneg\n" + // 3
            "no fun, at all!\tpos\n" + // 4: repeats 3 with another label
            "...\tneg\n" + // 5: no word
            "great\tpos\n" + // 6: one word
            "nothing said\t\n" + // 7: no label
            "so dull\tNeg\n" + // 8: a label like another
            "a cafÃ© scene\tpos\n" + // 9: mojibake
            "zero\u200Bwidth here\tneg\n" + // 10
            "Привет, мир\tneg\n" + // 11: another script
            "a раy day\tneg\n" + // 12: Cyrillic р and а with a Latin y
            "what is it \uFFFD\tpos\n" + // 13
            "it rings\u0007 twice\tpos\n"); // 14
        string test = _folder.Write("test.tsv", "a good film\tpos\nno fun at all\tpos\nunseen words\tmaybe\n");
        JsonElement report = Json(train, "--test", test, "--text-column", "1", "--label-column", "2");

        Assert.Equal([14, 3], [report.GetProperty("texts").GetInt64(), report.GetProperty("testTexts").GetInt64()]);
        AssertFound(report, "duplicates", $"{train}:2 as line 1", $"{train}:4 as line 3");
        AssertFound(report, "contradicting-labels", $"{train}:4 'pos', but 'neg' in line 3");
        AssertFound(report, "test-in-training", $"{test}:1 as {train}:1", $"{test}:2 as {train}:3, with another label");
        AssertFound(report, "unknown-test-labels", $"{test}:3 'maybe'");
        AssertFound(report, "without-words", $"{train}:5");
        AssertFound(report, "one-word", $"{train}:6");
        AssertFound(report, "unlabelled", $"{train}:7");
        AssertFound(report, "label-variants", $"{train}:8 'Neg' (1) beside 'neg' (5)");
        AssertFound(report, "mojibake", $"{train}:9");
        AssertFound(report, "invisible-characters", $"{train}:10");
        AssertFound(report, "other-scripts", $"{train}:11 Cyrillic");
        AssertFound(report, "mixed-words", $"{train}:12");
        AssertFound(report, "lost-characters", $"{train}:13");
        AssertFound(report, "control-characters", $"{train}:14");
        AssertFound(report, "few-examples", $"{train}:8 'Neg', 1 example", $"{train}:3 'neg', 5 examples", $"{train}:1 'pos', 7 examples");
        Assert.Equal(["test-in-training", "unknown-test-labels", "contradicting-labels", "label-variants", "mojibake"], Findings(report).Where(finding => finding.GetProperty("isSerious").GetBoolean() && finding.GetProperty("isFound").GetBoolean()).Select(Name));
        Assert.Equal(["pos 7", "neg 5", "Neg 1"], report.GetProperty("labels").EnumerateArray().Select(label => $"{label.GetProperty("name").GetString()} {label.GetProperty("count").GetInt64()}"));
    }

    [Fact]
    public void Check_CleanData_FindsNothingAndSaysWhatWasLookedFor()
    {
        string train = _folder.Write("train.tsv", string.Concat(Enumerable.Range(0, 40).Select(i => $"text number {i} is {(i % 2 == 0 ? "good" : "bad")}\t{(i % 2 == 0 ? "pos" : "neg")}\n")));
        JsonElement report = Json(train);
        Assert.All(Findings(report), finding => Assert.Equal(0, finding.GetProperty("count").GetInt64()));
        Assert.Equal(1, report.GetProperty("crossValidation").GetProperty("agreement").GetDouble());
        Assert.Empty(report.GetProperty("crossValidation").GetProperty("suspects").EnumerateArray());
        string output = CommandLine.Run("check", train).AssertSucceedsWithProgress().Output;
        Assert.Contains("Not found: contradicting labels, label variants,", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing serious was found.\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one-label", "a good film,pos\na fine film,pos\n")]
    [InlineData("without-words", "...,pos\n,neg\n")]
    public void Check_DataThatTeachesNothing_IsSerious(string finding, string rows) =>
        Assert.True(Finding(Json(_folder.Write("train.csv", "text,label\n" + rows)), finding).GetProperty("isSerious").GetBoolean());

    [Fact]
    public void Check_WrongLabels_AreTheSuspects()
    {
        var random = new SeededRandom(seed: 3);
        string[] good = ["good", "great", "fine", "lovely"], bad = ["bad", "poor", "awful", "dull"], other = ["the", "film", "was", "a", "story", "and", "it"];
        int[] wrong = [17, 101, 256];
        IEnumerable<string> lines = Enumerable.Range(1, 300).Select(line =>
        {
            bool isGood = line % 2 == 0;
            string Word(string[] words) => words[random.NextInt32(words.Length)];
            return $"{Word(other)} {Word(isGood ? good : bad)} {Word(other)} {Word(other)} {Word(isGood ? good : bad)} {line}\t{(isGood != wrong.Contains(line) ? "pos" : "neg")}\n";
        });
        JsonElement validation = Json(_folder.Write("train.tsv", string.Concat(lines)), "--suspects", "3").GetProperty("crossValidation");
        Assert.Equal(wrong, validation.GetProperty("suspects").EnumerateArray().Select(suspect => suspect.GetProperty("place").GetProperty("line").GetInt32()).Order());
        Assert.All(validation.GetProperty("suspects").EnumerateArray(), suspect => Assert.NotEqual(suspect.GetProperty("label").GetString(), suspect.GetProperty("suggested").GetString()));
        Assert.Equal(0.99, validation.GetProperty("agreement").GetDouble(), 0.005);
    }

    [Fact]
    public void Check_SeveralLabels_SuspectsSayWhichIsMissingOrTooMuch()
    {
        string[] topics = ["sport", "money"];
        IEnumerable<string> lines = Enumerable.Range(1, 200).Select(line =>
        {
            bool sport = line % 2 == 0, money = line % 3 == 0;
            string labels = string.Join(' ', new[] { sport != (line == 60) ? "__label__sport" : "", money != (line == 50) ? "__label__money" : "", "__label__news" }.Where(label => label.Length > 0));
            return $"{labels} {(sport ? "match goal team" : "rain wind")} {(money ? "bank euro price" : "tree leaf")} w{line}\n";
        });
        JsonElement validation = Json(_folder.Write("train.txt", string.Concat(lines)), "--suspects", "2").GetProperty("crossValidation");
        Assert.Equal(["50 not money", "60 sport"], validation.GetProperty("suspects").EnumerateArray().Select(suspect => $"{suspect.GetProperty("place").GetProperty("line").GetInt32()} {suspect.GetProperty("suggested").GetString()}").Order());
    }

    [Fact]
    public void Check_TaggedSentences_CompareTagsAndSuspectWords()
    {
        IEnumerable<string> sentences = Enumerable.Range(0, 60).Select(i => $"The DET\n{(i % 2 == 0 ? "dog" : "cat")}{i} NOUN\n{(i % 3 == 0 ? "sleeps" : "runs")} {(i == 30 ? "NOUN" : "VERB")}\n\n");
        string train = _folder.Write("train.conll", string.Concat(sentences) + "The DET\ndog0 VERB\nsleeps VERB\n\n");
        JsonElement report = Json(train, "--suspects", "2");
        AssertFound(report, "contradicting-labels", $"{train}:241 has other tags than line 1");
        Assert.Equal(["DET", "NOUN", "VERB"], report.GetProperty("labels").EnumerateArray().Select(Name));
        Assert.Equal(
            ["121 word 3 NOUN, rather VERB", "241 word 2 VERB, rather NOUN"],
            report.GetProperty("crossValidation").GetProperty("suspects").EnumerateArray()
                .Select(suspect => $"{suspect.GetProperty("place").GetProperty("line").GetInt32()} {suspect.GetProperty("place").GetProperty("note").GetString()} {suspect.GetProperty("label").GetString()}, rather {suspect.GetProperty("suggested").GetString()}").Order());
    }

    [Fact]
    public void Check_RawText_LooksForDuplicatesAndLengths()
    {
        string text = _folder.Write("text.txt", $"one\ttwo three\none two three\n{string.Join(' ', Enumerable.Repeat("word", 1200))}\n---\n");
        JsonElement report = Json(text, "--format", "text");
        AssertFound(report, "duplicates", $"{text}:2 as line 1");
        AssertFound(report, "very-long", $"{text}:3 1,200 words");
        AssertFound(report, "without-words", $"{text}:4");
        Assert.Equal(JsonValueKind.Null, report.GetProperty("crossValidation").ValueKind);
    }

    [Fact]
    public void Check_BytesOfAnotherEncoding_AreFound()
    {
        string path = _folder.Path("mixed.txt");
        File.WriteAllBytes(path, [.. "\uFEFFein Café\n"u8, .. "ein Caf"u8, 0xE9, .. " mehr\nund Straße\n"u8]);
        JsonElement report = Json(path, "--format", "text");
        AssertFound(report, "broken-bytes", $"{path}:2");
        AssertFound(report, "byte-order-mark", $"{path}:1");
        AssertFound(report, "lost-characters");
    }

    [Theory]
    [InlineData("id", "Different labels: 100 for 100 texts. Is the label column right?")]
    [InlineData("label", "Unbalanced labels: 'a' has 90.0% of all, 9 times as many as 'b'.")]
    public void Check_LabelColumn_TellsIdsFromUnbalancedLabels(string column, string expected)
    {
        string path = _folder.Write("t.csv", "text,id,label\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"some text {i},{i},{(i % 10 == 0 ? "b" : "a")}\n")));
        Assert.Contains(expected, Unwrapped(CommandLine.Run("check", path, "--text-column", "text", "--label-column", column).AssertSucceedsWithProgress().Output), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Output_FitsEightyColumns()
    {
        string rows = string.Concat(Enumerable.Range(0, 30).Select(i => $"{string.Join(' ', Enumerable.Repeat(i % 2 == 0 ? "日本語の長いテキスト" : "a long text of words", 20))} {i % 7}\t{(i % 3 == 0 ? "one label that is very long indeed, longer than any column of a table" : "another one")}\n"));
        string path = _folder.Write("t.tsv", rows);
        string output = CommandLine.Run("check", path, "--test", path, "--list", "3").AssertSucceedsWithProgress().Output;
        Assert.All(output.Split('\n').Where(line => !line.Contains(_folder.Root, StringComparison.Ordinal)), line => Assert.InRange(Excerpt.Width(line.TrimEnd('\r')), 0, 80));
        Assert.Contains($"{path}:1", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ListAndSuspects_SayHowManyAreListed()
    {
        string path = _folder.Write("t.tsv", string.Concat(Enumerable.Repeat("same text\ta\n", 3)) + string.Concat(Enumerable.Range(0, 8).Select(i => $"text {i}\ta\ntext {i}\tb\n")));
        JsonElement report = Json(path, "--list", "2", "--suspects", "0");
        Assert.Equal(10, Finding(report, "duplicates").GetProperty("count").GetInt64());
        Assert.Equal([$"{path}:2 as line 1, 3 times in all"], Places(Finding(report, "duplicates")).Take(1));
        Assert.Equal(2, Finding(report, "duplicates").GetProperty("places").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("crossValidation").ValueKind);
    }

    [Fact]
    public void Check_FewTexts_TriesNoLabels() => Assert.Equal(
        JsonValueKind.Null,
        Json(_folder.Write("t.tsv", string.Concat(Enumerable.Range(0, 39).Select(i => $"text {i}\t{i % 2}\n")))).GetProperty("crossValidation").ValueKind);

    [Fact]
    public void Check_MissingFile_Fails() => CommandLine.Run("check", _folder.Path("none.tsv")).AssertFailsAfterProgress(ExitCode.Failure, "There is no file");

    [Theory]
    [InlineData("--suspects", "-1", "--suspects expects a whole number of at least 0, found '-1'.")]
    [InlineData("--format", "tvs", "Did you mean 'tsv'?")]
    [InlineData("--tset", "x", "--tset")]
    public void Check_WrongOption_IsUsage(string option, string value, string expected) =>
        CommandLine.Run("check", _folder.Write("t.tsv", "a\tb\n"), option, value).AssertFailsAfterProgress(ExitCode.Usage, expected);

    [Fact]
    public void Check_Sst2_FindsTheLabelsThatWereTurned()
    {
        string data = RepositoryFiles.SharedData("cls/sst2_train.tsv");
        string[] lines = File.ReadAllLines(data);
        int[] turned = [.. Enumerable.Range(0, 20).Select(i => 50 + (i * 300))];
        foreach (int line in turned)
            lines[line] = lines[line][..^1] + (lines[line][^1] == '0' ? '1' : '0');
        File.WriteAllLines(_folder.Path("turned.tsv"), lines, new UTF8Encoding(false));
        JsonElement validation = Json(_folder.Path("turned.tsv"), "--suspects", "1000").GetProperty("crossValidation");
        int found = validation.GetProperty("suspects").EnumerateArray().Count(suspect => turned.Contains(suspect.GetProperty("place").GetProperty("line").GetInt32() - 1));
        Assert.InRange(found, 10, 20); // 3 by chance.
    }

    [Fact]
    public void Check_SeparatorAndComments_AreReadAsInTraining()
    {
        string table = _folder.Write("a.txt", "good soup~pos\nbad soup~neg\n"), columns = _folder.Write("a.conll", "# one\nMara B-PER\nsings O\n");
        Assert.Equal(2, Json(table, "--separator", "~").GetProperty("labels").GetArrayLength());
        Assert.Equal(2, Json(columns, "--comments", "true").GetProperty("labels").GetArrayLength());
        CommandLine.Run("check", table, "--separator", "~~").AssertFails(ExitCode.Usage, "--separator expects one ASCII character, such as ';', or tab, found '~~'. See 'mt2st check --help'.");
    }

    [Fact]
    public void Check_SeparatorFoundByTheRows_IsSaid() => Assert.Contains(
        "a.csv: was read as a table whose columns are separated by ';'. If that is wrong, set separator.",
        CommandLine.Run("check", _folder.Write("a.csv", "text;label\ngood soup;pos\nbad soup;neg\n")).Error,
        StringComparison.Ordinal);

    [Fact]
    public void Check_OptionWithoutEffect_IsRefused()
    {
        string path = _folder.Write("a.txt", "good soup\nbad bread\n");
        CommandLine.Run("check", path, "--label-column", "2").AssertFails(ExitCode.Usage, $"--label-column is set, but {path} is read as format 'text', where it has no effect; it is for csv, tsv, jsonl, conllu, conll. Leave it out or set format.");
        string table = _folder.Write("a.tsv", "good soup\tpos\nbad soup\tneg\n");
        CommandLine.Run("check", table, "--comments", "true").AssertFails(ExitCode.Usage, $"--comments is set, but {table} is read as format 'tsv', where it has no effect; it is for conll. Leave it out or set format.");
    }

    private static string Unwrapped(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static JsonElement Json(params string[] arguments) => JsonElement.Parse(CommandLine.Run(["check", .. arguments, "--json"]).AssertSucceedsWithProgress().Output);

    private static JsonElement.ArrayEnumerator Findings(JsonElement report) => report.GetProperty("findings").EnumerateArray();

    private static JsonElement Finding(JsonElement report, string name) => Findings(report).Single(finding => Name(finding) == name);

    private static string Name(JsonElement named) => named.GetProperty("name").GetString()!;

    private static string[] Places(JsonElement finding) =>
        [.. finding.GetProperty("places").EnumerateArray().Select(place => $"{place.GetProperty("path").GetString()}:{place.GetProperty("line").GetInt64()} {place.GetProperty("note").GetString()}".TrimEnd())];

    private static void AssertFound(JsonElement report, string name, params string[] places)
    {
        Assert.Equal(places, Places(Finding(report, name)));
        Assert.Equal(places.Length, Finding(report, name).GetProperty("count").GetInt64());
    }
}
