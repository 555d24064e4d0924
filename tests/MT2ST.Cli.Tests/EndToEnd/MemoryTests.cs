using System.Text.Json;
using MT2ST.Numerics;

namespace MT2ST.Cli.Tests.EndToEnd;

/// <summary>How much memory a whole run takes. It takes seconds, so it runs by <c>--explicit on --filter-trait Category=Long</c>.</summary>
[Trait("Category", "Long")]
public sealed class MemoryTests
{
    private const int FrequentWords = 50_000;
    private const int RareWords = 100_000; // Once each: counted, and left out of the vocabulary.
    private const int TokenCount = 6_000_000;

    [Theory(Explicit = true)]
    [InlineData("1")]
    [InlineData("2")]
    public void Train_RawText_PeakIsLittleMoreThanTablesAndIds(string threads)
    {
        const double ProgramBytes = 80e6;
        const double PaddedDimensions = 112; // 100 floats up to whole 64 bytes.
        using TemporaryFolder folder = new();
        WriteCorpus(folder.Path("text.txt"));
        CommandResult train = CommandLine.RunProcess(["train", "--corpus", folder.Path("text.txt"), "--epochs", "0.05", "--threads", threads, "--json"]).AssertSucceedsWithProgress();

        using JsonDocument report = JsonDocument.Parse(train.Output);
        Assert.Equal(FrequentWords, report.RootElement.GetProperty("words").GetInt32());
        double tables = 2 * (FrequentWords + 1) * PaddedDimensions * sizeof(float), ids = (double)TokenCount * sizeof(int);
        Assert.InRange(report.RootElement.GetProperty("peakBytes").GetInt64(), ids, ProgramBytes + (1.1 * (tables + ids)));
    }

    private static void WriteCorpus(string path)
    {
        const int LineTokens = 50;
        var random = new SeededRandom(1);
        using var writer = new StreamWriter(path);
        for (int token = 0; token < TokenCount; token++)
        {
            // Every frequent word comes first in turn, so that each has its count for certain.
            int word = token < 5 * FrequentWords ? token % FrequentWords : random.NextInt32(FrequentWords);
            writer.Write($"w{word}{((token + 1) % LineTokens == 0 ? '\n' : ' ')}");
        }
        for (int word = 0; word < RareWords; word++)
            writer.Write($"rare{word}\n");
    }
}
