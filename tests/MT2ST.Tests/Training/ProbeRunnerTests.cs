using MT2ST.Schedules;
using MT2ST.Schedules.Probing;
using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>Probes: they leave the run as it was, are charged to it, and take its place where they are adopted.</summary>
public sealed class ProbeRunnerTests
{
    private static readonly TrainerOptions Options = new() { Name = "run", Epochs = 8, EvaluationsPerEpoch = 2, KeepBest = false };

    private static readonly ScheduleContext OneAuxiliary = new() { PlannedEpochs = 8, Auxiliaries = [new LexiconOptions()], ProbeShare = 0.4 };

    [Theory]
    [InlineData("sgd", "sgd")]
    [InlineData("adagrad", "adam")]
    public void Train_ProbesThatAreNotAdopted_LeaveEveryBit(string rows, string heads)
    {
        (float[][] plain, RunRecord without) = Run(new MtlSchedule(OneAuxiliary), rows, heads, () => 1);
        (float[][] probed, RunRecord with) = Run(new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary), rows, heads, () => 1);
        Assert.True(with.Probes.Count > 1);
        Assert.Equal(plain, probed);
        Assert.Equal(without.Examples, with.Examples);
        Assert.Empty(with.SwitchedOff);
    }

    [Fact]
    public void Train_Probes_AreCharged()
    {
        (_, RunRecord without) = Run(new MtlSchedule(OneAuxiliary), "adagrad", "adam", () => 1);
        (_, RunRecord with) = Run(new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary), "adagrad", "adam", () => 1);
        Assert.Equal(without.MultiplyAdds.Sum() + with.Probes.Sum(probe => probe.Cost), with.MultiplyAdds.Sum());
        Assert.Equal(without.MultiplyAdds[1], with.MultiplyAdds[1]); // They ran without the auxiliary.
        Assert.Equal(with.MultiplyAdds, with.Curve[^1].MultiplyAdds);
    }

    [Fact]
    public void Train_AdoptedProbe_GoesOnWithoutTheAuxiliary()
    {
        int evaluations = 0;
        // The third evaluation is the first probe's: far better without the auxiliary.
        (_, RunRecord record) = Run(new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary), "adagrad", "adam", () => ++evaluations == 3 ? 2 : 1);
        Assert.Single(record.Probes);
        Assert.Equal(["lexicon-labels-5"], record.SwitchedOff);
        Assert.Equal(0, record.Examples[1]); // What the auxiliary did is thrown away ...
        Assert.True(record.MultiplyAdds[1] > 0); // ... and charged.
        Assert.All(record.Curve.Skip(2), point => Assert.Equal(0, point.Weights[1]));
        Assert.Equal(8, record.Curve[^1].Epoch, 1e-9);
        Assert.Equal((0, 2.0, 1.0), (record.Probes[0].Epoch, record.Probes[0].Dev, record.Probes[0].RunDev));
    }

    [Theory]
    [InlineData("sgd", "sgd")]
    [InlineData("adagrad", "adam")]
    public void Train_ProbeFromTheStartThatIsAdopted_GivesTheBitsOfTheRunWithoutTheAuxiliary(string rows, string heads)
    {
        int evaluations = 0;
        (float[][] alone, RunRecord without) = Run(new StlSchedule(), rows, heads, () => 1);
        (float[][] adopted, RunRecord with) = Run(new GainSchedule(OneAuxiliary, new GainOptions()), rows, heads, () => ++evaluations == 3 ? 2 : 1);
        Assert.Single(with.Probes); // What harms is off for good, and not probed any more.
        Assert.Equal(alone, adopted);
        Assert.Equal(without.Steps, with.Steps);
        Assert.Equal(without.MultiplyAdds[0] + with.Curve[1].MultiplyAdds[0], with.MultiplyAdds[0]); // The first stretch is paid twice: with the auxiliary and without.
    }

    [Fact]
    public void Train_AdoptedProbe_GoesOnWithItsWorkersAndNotWithItsSumsOfLosses()
    {
        var alone = new LongProbeFromTheStart(probes: false);
        var probed = new LongProbeFromTheStart(probes: true);
        (float[][] without, _) = Run(alone, "adagrad", "adam", () => 1);
        (float[][] with, _) = Run(probed, "adagrad", "adam", () => 1);
        Assert.Equal(without, with);
        Assert.Equal(40, alone.Losses.Count); // Eight epochs of five sentences.
        Assert.Equal(alone.Losses[5..], probed.Losses[2..]); // Two steps with the auxiliary; the probe came five steps far.
    }

    [Fact]
    public void Train_ProbesWithoutDev_AreNotRun()
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5");
        RunRecord record = FixtureRuns.Run([.. tasks.Select(task => FixtureRuns.Training(task))], Options, new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary));
        Assert.Empty(record.Probes);
    }

    [Fact]
    public void Train_CancelledInAProbe_EndsAndKeepsTheRunsOwnParameters()
    {
        using var source = new CancellationTokenSource();
        int evaluations = 0;
        ObservedTask<float>[] tasks = Tasks(() =>
        {
            if (++evaluations == 2)
                source.Cancel(); // The probe comes after this evaluation.
            return 1;
        });
        RunRecord record = new Trainer<float>(Options, new HarmCheck(new MtlSchedule(OneAuxiliary), OneAuxiliary), Training(tasks, "adagrad", "adam")).Train(source.Token);
        Assert.Equal("cancelled", record.Ended);
        Assert.Empty(record.Probes);
        Assert.Equal(2, record.Curve.Count);
    }

    /// <summary>The primary alone; or all tasks until a probe of the primary alone, an epoch from the start, is adopted.</summary>
    private sealed class LongProbeFromTheStart(bool probes) : ISchedule, IProbePolicy
    {
        public List<double> Losses { get; } = [];

        public IProbePolicy? Probing => probes ? this : null;

        public bool Learns => true;

        public void SetWeights(Progress progress, Observations observed, Span<double> weights)
        {
            weights[0] = 1;
            weights[1] = probes && observed.Probes.Count == 0 ? 1 : 0;
        }

        public void Learn(Progress progress, ReadOnlySpan<double> losses, Observations observed) => Losses.Add(losses[0]);

        public ProbeRequest? NextProbe(Progress progress, Observations observed) =>
            observed.Probes.Count == 0 && observed.Points.Count == 2 ? new ProbeRequest([1, 0], Auxiliary: 1) { Epochs = 1 } : null;

        public bool AdoptsLastProbe(Observations observed) => true;

        public bool WantsMark(Progress progress, Observations observed) => observed.Points.Count == 1;

        public bool IsOff(int auxiliary, Observations observed) => observed.Probes.Count > 0;
    }

    private static (float[][] Values, RunRecord Record) Run(ISchedule schedule, string rows, string heads, Func<double> quality)
    {
        ObservedTask<float>[] tasks = Tasks(quality);
        RunRecord record = FixtureRuns.Run(Training(tasks, rows, heads), Options, schedule);
        return (FixtureRuns.Values(tasks), record);
    }

    private static ObservedTask<float>[] Tasks(Func<double> quality)
    {
        var table = TaskFixtures.Named("tagging-5").NewTable<float>();
        return
        [
            new ObservedTask<float>(TaskFixtures.Named("tagging-5").Create(table)) { Quality = quality },
            new ObservedTask<float>(TaskFixtures.Named("lexicon-labels-5").Create(table)),
        ];
    }

    private static TrainingTask<float>[] Training(ObservedTask<float>[] tasks, string rows, string heads) =>
    [
        FixtureRuns.Training(tasks[0], rows, heads) with { Quality = new TaskQuality<float>(tasks[0]) { DevCorpus = TaskFixtures.Named("tagging-5").Train } },
        FixtureRuns.Training(tasks[1], rows, heads),
    ];
}
