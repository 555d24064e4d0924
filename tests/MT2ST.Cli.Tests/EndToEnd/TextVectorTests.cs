using System.Text.Json;

namespace MT2ST.Cli.Tests.EndToEnd;

/// <summary>From pairs of texts to a search box, at the command line.</summary>
public sealed class TextVectorTests : IDisposable
{
    private const int Topics = 12;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // No question has a word of its answer, so words alone find nothing: the vectors must have learnt what belongs together.
    [Fact]
    public void Search_ModelOfPairs_FindsAnswersThatShareNoWord()
    {
        string pairs = _folder.Write("pairs.tsv", string.Concat(Enumerable.Range(0, 40 * Topics).Select(i => $"{Question(i)}\t{Answer(i)}\n")));
        string answers = _folder.Write("answers.txt", string.Concat(Enumerable.Range(0, Topics).Select(topic => $"{Answer(topic)}\n"))), model = _folder.Path("model");
        CommandLine.Run("train", "--primary", $"matching:{pairs}", "--output", model, "--epochs", "20").AssertSucceedsWithProgress();
        CommandResult found = CommandLine.Run(["search", model, answers, .. Enumerable.Range(0, Topics).Select(Question), "--count", "1", "--bm25", "0", "--json"]).AssertSucceeds();
        string[] best = [.. found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("found")[0].GetProperty("text").GetString()!)];
        Assert.Equal(Enumerable.Range(0, Topics).Select(Answer), best);
    }

    [Fact]
    public void Train_ScoreThatIsNoNumber_SaysWhere()
    {
        string pairs = _folder.Write("pairs.tsv", "first\tsecond\tscore\na b\tc d\t1\na c\tb d\thigh\n");
        CommandLine.Run("train", "--primary", $"matching:{pairs}", "--output", _folder.Path("model")).AssertFailsAfterProgress(ExitCode.Failure, "pairs.tsv:3: found the score 'high', expected a number");
    }

    [Fact]
    public void Train_FrozenTableAlone_IsRefused()
    {
        string pairs = _folder.Write("pairs.tsv", "a b\tc d\na c\tb d\n");
        CommandLine.Run("train", "--primary", $"matching:{pairs}", "--freeze", "true", "--output", _folder.Path("model")).AssertFailsAfterProgress(ExitCode.Usage, "nothing would be trained");
    }

    [Fact]
    public void Embed_OverItsInput_IsRefused()
    {
        string texts = _folder.Write("texts.txt", "a\n"), vectors = _folder.Write("small.vec", "1 2\na 3 0\n");
        CommandLine.Run("embed", vectors, texts, "--output", texts, "--format", "npy", "--force").AssertFailsAfterProgress(ExitCode.Usage, "is read and would be written over");
        Assert.Equal("a\n", File.ReadAllText(texts));
    }

    private static string Question(int i) => $"{Name("ask", i % Topics)} {Name("say", i % Topics)}";

    private static string Answer(int i) => $"{Name("reply", i % Topics)} {Name("tell", i % Topics)}";

    private static string Name(string start, int topic) => start + (char)('a' + topic);
}
