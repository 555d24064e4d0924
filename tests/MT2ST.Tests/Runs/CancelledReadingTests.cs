using MT2ST.Runs;
using MT2ST.Runs.Preparation;

namespace MT2ST.Tests.Runs;

/// <summary>Reading of 20,000 lines that takes many seconds ends soon where it is stopped, whichever file it is at.</summary>
public sealed class CancelledReadingTests : IDisposable
{
    private const int LineCount = 20_000;

    private readonly TemporaryFolder _folder = new();
    private readonly TimedStop _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Prepare_StoppedInExcludedPairs_EndsSoon()
    {
        // The same pairs again and again, so that they take time and no memory.
        string line = string.Join(' ', Enumerable.Range(0, 600).Select(i => $"Word{i}"));
        string excluded = Lines("pairs.txt", line);
        AssertEndsSoon("primary.task=relation", $"primary.train={_folder.Write("train.txt", "a b\n")}", $"primary.exclude={excluded}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Prepare_StoppedInTheTrainingText_EndsSoon(int threads)
    {
        string line = string.Concat(Enumerable.Range(0, 500).Select(i => $"é{i} "));
        string text = Lines("text.txt", line);
        AssertEndsSoon("primary.task=skipgram", $"primary.train=[\"{text}\", \"{text}\", \"{text}\", \"{text}\"]", $"threads={threads}");
    }

    private string Lines(string name, string line)
    {
        File.WriteAllLines(_folder.Path(name), Enumerable.Repeat(line, LineCount));
        return _folder.Path(name);
    }

    private void AssertEndsSoon(params string[] settings)
    {
        RunFile file = new();
        file.SetAll(settings);
        _stop.StopIn(TimeSpan.FromMilliseconds(300));
        Assert.ThrowsAny<OperationCanceledException>(() => RunPreparation.Prepare(file.Read(), _stop.Token));
        _stop.AssertEndedSoon();
    }
}
