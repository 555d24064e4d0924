using MT2ST.Comparisons;
using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Running;
using MT2ST.Runs;

namespace MT2ST.Tests.Comparisons;

/// <summary>Tuning and warm-up over 20,000 sentences of dev data end soon where they are stopped.</summary>
public sealed class CancelledTuningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TimedStop _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Tune_StoppedInATrial_EndsSoon()
    {
        Comparison comparison = new(new ComparisonTrainer().Train, progress: new Listener(() => _stop.StopIn(TimeSpan.FromSeconds(1)))); // Time to read 20,000 sentences.
        Assert.Throws<OperationCanceledException>(() => comparison.Tune(Row(), trialCount: 2, _stop.Token));
        _stop.AssertEndedSoon();
    }

    [Fact]
    public void WarmUp_Stopped_EndsSoon()
    {
        _stop.StopIn(TimeSpan.FromSeconds(1));
        ComparisonTrainer preparation = new() { WarmUpTime = TimeSpan.FromHours(1) };
        Assert.Throws<OperationCanceledException>(() => preparation.WarmUp([Row().Options], _stop.Token));
        _stop.AssertEndedSoon();
    }

    private ComparisonRow Row()
    {
        RunFile file = new();
        const string Sentence = "the/D old/A dog/N sleeps/V at/P the/D door/N of/P the/D small/A house/N that/C he/P found/V in/P a/D wood/N\n";
        file.SetAll([
            "primary.task=tagging",
            "primary.encoder=bilstm",
            "primary.hidden=256",
            $"primary.train={_folder.Write("train.tagged", Sentence)}",
            $"primary.dev={_folder.Write("dev.tagged", string.Concat(Enumerable.Repeat(Sentence, 20_000)))}",
            "primary.minCount=1",
            "tuning={ \"space\": { \"epochs\": [1, 2] } }"]);
        return Assert.Single(ComparisonRow.List(file, ["stl"]));
    }

    private sealed class Listener(Action started) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => started();
    }
}
