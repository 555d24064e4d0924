using System.Text.Json;
using MT2ST.Formats;

namespace MT2ST.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Similarity => _folder.Write("sky.txt", "king queen 9\nking man 2\nman woman 8\nking moon 1\n");

    private string Analogies => _folder.Write("questions.txt", ": family\nman woman king queen\n: gram1\nrun ran walk walked\n");

    [Theory]
    [InlineData("word1\tword2\tscore\nking\tqueen\t9\nking\tman\t2\n", true)]
    [InlineData("Word 1,Word 2,Human (mean)\nking,queen,9\nking,man,2\n", true)]
    [InlineData("king,queen,9\nking, man, 2\n", false)]
    [InlineData("king queen 9\n\"king\",\"man\",\"2\"\n", false)]
    public void Evaluate_HeaderOrCommas_AreRead(string set, bool hasHeader)
    {
        string file = _folder.Write("set.txt", set);
        CommandResult result = CommandLine.Run("evaluate", _folder.WriteVectors(), "--similarity", file);
        Assert.Matches("set +1\\.000 +2 +2", result.Output);
        Assert.Equal(hasHeader ? $"{file}:1: has no score and was passed over as a header.\n" : "", result.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Evaluate_ScoreThatIsNoNumberFurtherDown_IsRefused()
    {
        string file = _folder.Write("set.txt", "king,queen,9\nking,man,high\n");
        CommandLine.Run("evaluate", _folder.WriteVectors(), "--similarity", file).AssertFails(ExitCode.Failure, $"{file}:2: found the score 'high', expected a number such as 7.35.");
    }

    [Fact]
    public void Evaluate_Json_HasTheDocumentedNames()
    {
        CommandResult result = CommandLine.Run("evaluate", _folder.WriteVectors(), "--similarity", Similarity, "--analogies", Analogies, "--json");
        using JsonDocument json = JsonDocument.Parse(result.AssertSucceeds().Output);
        JsonElement similarity = Assert.Single(json.RootElement.GetProperty("similarity").EnumerateArray());
        Assert.Equal(["name", "spearman", "pairs", "found"], similarity.EnumerateObject().Select(property => property.Name));
        Assert.Equal("sky", similarity.GetProperty("name").GetString());
        Assert.Equal(Math.Sqrt(0.75), similarity.GetProperty("spearman").GetDouble(), 1e-12);
        Assert.Equal((4, 3), (similarity.GetProperty("pairs").GetInt32(), similarity.GetProperty("found").GetInt32()));
        JsonElement[] analogy = [.. json.RootElement.GetProperty("analogy").EnumerateArray()];
        Assert.Equal(["family", "gram1", "semantic", "syntactic", "total"], analogy.Select(entry => entry.GetProperty("section").GetString()));
        Assert.Equal(["section", "accuracy", "questions", "found"], analogy[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, analogy[0].GetProperty("accuracy").GetDouble());
        Assert.Equal(JsonValueKind.Null, analogy[1].GetProperty("accuracy").ValueKind);
        Assert.Equal((2, 1), (analogy[4].GetProperty("questions").GetInt32(), analogy[4].GetProperty("found").GetInt32()));
    }

    [Fact]
    public void Evaluate_Sts_PrintsCorrelationsAndCountsPairsWithoutAKnownWord()
    {
        string vectors = _folder.Write("small.vec", "2 2\nsun 1 0\nmoon 0 1\n"), pairs = _folder.Write("sts.tsv", "sentence1\tsentence2\tscore\nThe sun\tA sun\t5\nsun\tmoon\t0\nstars\tmoon\t1\n");
        Assert.Matches("sts +0\\.866 +0\\.982 +3 +1", CommandLine.Run("evaluate", vectors, "--sts", pairs).AssertSucceeds().Output);
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("evaluate", vectors, "--sts", pairs, "--json").AssertSucceeds().Output);
        JsonElement sts = Assert.Single(json.RootElement.GetProperty("sts").EnumerateArray());
        Assert.Equal(["name", "spearman", "pearson", "pairs", "unknown"], sts.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Evaluate_Retrieval_PrintsEachRankingAndCountsWhatIsUnknown()
    {
        string vectors = _folder.Write("small.vec", "2 2\nsun 1 0\nmoon 0 1\n");
        _folder.Write("set/corpus.jsonl", "{\"_id\": \"a\", \"text\": \"moon\"}\n{\"_id\": \"b\", \"title\": \"sun\", \"text\": \"light\"}\n");
        _folder.Write("set/queries.jsonl", "{\"_id\": \"1\", \"text\": \"sun\"}\n");
        _folder.Write("set/qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\tb\t1\n");
        string output = CommandLine.Run("evaluate", vectors, "--retrieval", _folder.Path("set")).AssertSucceeds().Output;
        Assert.Matches("vectors +1\\.000 +1\\.000 +1\\.000 +1\\.000 +0\\.00", output);
        Assert.Contains("2 documents, 1 queries; 0 and 0 of them have no word that the model knows.", output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("evaluate", vectors, "--retrieval", _folder.Path("set"), "--json").AssertSucceeds().Output);
        JsonElement set = Assert.Single(json.RootElement.GetProperty("retrieval").EnumerateArray());
        Assert.Equal(["name", "documents", "queries", "unknownDocuments", "unknownQueries", "rankings"], set.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["name", "ndcg10", "binaryNdcg10", "recall100", "map", "wordWeight"], set.GetProperty("rankings")[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Evaluate_Probe_LearnsFromFewLabelsAndAll()
    {
        string vectors = _folder.Write("small.vec", "2 2\nsun 1 0\nmoon 0 1\n");
        _folder.Write("labelled/train.tsv", string.Concat(Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? "the sun\tday\n" : "a moon\tnight\n")));
        string test = _folder.Write("labelled/test.tsv", "sun\tday\nmoon\tnight\nmoon moon sun\tnight\nsun\tnight\n");
        string output = CommandLine.Run("evaluate", vectors, "--probe", _folder.Path("labelled")).AssertSucceeds().Output;
        Assert.Matches("100 +0\\.750 +0\\.000 +5", output);
        Assert.Matches("120 +0\\.750 +- +1", output);
        Assert.Equal(output, CommandLine.Run("evaluate", vectors, "--probe", _folder.Path("labelled/train.tsv"), "--test", test).AssertSucceeds().Output);
    }

    [Fact]
    public void Evaluate_ProbeWithoutATest_SaysWhatToGive()
    {
        string vectors = _folder.WriteVectors(), texts = _folder.Write("texts.tsv", "sun\tday\n");
        CommandLine.Run("evaluate", vectors, "--probe", texts).AssertFails(ExitCode.Usage, "--probe FILE needs --test FILE: the texts on which the regression is measured. Or give a folder of a train and a test file.");
        CommandLine.Run("evaluate", vectors, "--similarity", Similarity, "--test", texts).AssertFails(ExitCode.Usage, "--test is set without --probe, where it has no effect. Give --probe with the training texts, or leave it out. See 'mt2st evaluate --help'.");
        CommandLine.Run("evaluate", vectors, "--probe", texts, "--test", texts).AssertFails(ExitCode.Failure, $"{texts}: found the label 'day' on all texts, expected at least two labels. Is the column right?");
        string empty = Directory.CreateDirectory(_folder.Path("empty")).FullName;
        CommandLine.Run("evaluate", vectors, "--probe", empty).AssertFails(ExitCode.Failure, $"{empty}: found 0 files whose name ends in 'train', expected one, such as train.tsv. Name the files: --probe TRAIN --test TEST.");
    }

    [Fact]
    public void Evaluate_BinaryVectors_GiveWhatTextGives()
    {
        string text = _folder.WriteVectors(), binary = _folder.Path("vectors.bin");
        VectorFile.Save(binary, VectorFile.Load(text, TestContext.Current.CancellationToken), "word2vec-binary", cancellationToken: TestContext.Current.CancellationToken);
        string Evaluated(string vectors) => CommandLine.Run("evaluate", vectors, "--similarity", Similarity, "--json").AssertSucceeds().Output;
        Assert.Equal(Evaluated(text), Evaluated(binary));
        Assert.Equal(CommandLine.Run("nearest", text, "king").AssertSucceeds().Output, CommandLine.Run("nearest", binary, "king").AssertSucceeds().Output);
    }

    [Fact]
    public void Evaluate_Table_ShowsSetsAndSections()
    {
        string output = CommandLine.Run("evaluate", _folder.WriteVectors(), "--similarity", Similarity, "--analogies", Analogies).AssertSucceeds().Output;
        Assert.Matches(@"sky +0\.866 +4 +3 ", output);
        Assert.Matches(@"family +1\.000 +1 +1 ", output);
        Assert.Matches(@"gram1 +- +1 +0 ", output);
        Assert.DoesNotContain('\u001B', output);
    }

    [Fact]
    public void Evaluate_FolderOfSetsAndModelFolder_ReadsBoth()
    {
        _folder.WriteVectors("vectors.txt");
        Directory.CreateDirectory(_folder.Path("sets"));
        _folder.Write("sets/b.txt", "king queen 1\nking man 2\n");
        _folder.Write("sets/a.txt", "king queen 1\nking man 0\n");
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("evaluate", _folder.Root, "--similarity", _folder.Path("sets"), "--json").AssertSucceeds().Output);
        Assert.Equal([("a", 1.0), ("b", -1.0)], json.RootElement.GetProperty("similarity").EnumerateArray()
            .Select(set => (set.GetProperty("name").GetString(), set.GetProperty("spearman").GetDouble())));
        Assert.Equal(0, json.RootElement.GetProperty("analogy").GetArrayLength());
    }

    [Fact]
    public void Evaluate_OptionBehindASet_IsNotTakenForAFile() =>
        CommandLine.Run("evaluate", "a.vec", "--similarity", "a.txt", "--top", "3").AssertFails(ExitCode.Usage, "Unknown option '--top'. See 'mt2st evaluate --help'.");

    [Fact]
    public void Evaluate_NoSet_IsAUsageError() => CommandLine.Run("evaluate", _folder.WriteVectors()).AssertFails(
        ExitCode.Usage,
        "Nothing to evaluate on: give --similarity, --analogies, --sts, --retrieval or --probe. A classifier or a tagger is measured by 'mt2st test'. See 'mt2st evaluate --help'.");

    [Fact]
    public void Evaluate_BrokenSet_SaysWhereAndWritesNothing()
    {
        string set = _folder.Write("broken.txt", "king queen 9\nking man\n");
        CommandLine.Run("evaluate", _folder.WriteVectors(), "--similarity", Similarity, set, "--json")
            .AssertFails(ExitCode.Failure, $"{set}:2: found 2 columns, expected 3: word word score.");
    }

    [Fact]
    public void Evaluate_CutVectors_SaysWhereAndWritesNothing()
    {
        string vectors = _folder.Write("cut.vec", "4 2\nking 1 0.1\nqueen 1\n");
        CommandLine.Run("evaluate", vectors, "--similarity", Similarity)
            .AssertFails(ExitCode.Failure, $"{vectors}:3: found 1 values, expected 2 (dimensions from the header). Was the file cut off?");
    }
}
