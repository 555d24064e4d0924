using MT2ST.Optimization;
using MT2ST.Schedules;
using MT2ST.Tasks;
using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

/// <summary>What a task's weight does, for every task, optimizer and schedule of the catalogs.</summary>
public sealed class TaskWeightTests
{
    public static TheoryData<string, string, string> FixturesAndOptimizers =>
        [.. from fixture in TaskFixtures.All
            from rows in BuiltInOptimizers<double>.Rows.Names
            from heads in BuiltInOptimizers<double>.Heads.Names
            select (fixture.Name, rows, heads)];

    [Theory]
    [MemberData(nameof(FixturesAndOptimizers))]
    public void Step_AtHalfWeight_MovesEveryParameterHalfAsFar(string fixture, string rows, string heads)
    {
        ulong seed = SeedOfAMove(fixture, rows, heads);
        double[] whole = Move(fixture, rows, heads, seed, weight: 1), half = Move(fixture, rows, heads, seed, weight: 0.5);
        Assert.Contains(whole, value => Math.Abs(value) > 1e-4);
        for (int i = 0; i < whole.Length; i++)
            Assert.Equal(whole[i] / 2, half[i], 1e-15);
    }

    [Theory]
    [InlineData("diminish")]
    [InlineData("switch")]
    public void Run_PastTheEndOfTheAuxiliary_NeverCallsItAndLeavesItsHead(string strategy)
    {
        ObservedTask<float>[] tasks = FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5");
        int callsAtZero = -1;
        float[][] headAtZero = [];
        var listener = new RunListener
        {
            Evaluated = point =>
            {
                if (point.Step == 0 || point.Weights[1] > 0 || callsAtZero >= 0)
                    return;
                callsAtZero = tasks[1].Batches;
                headAtZero = Head(tasks[1]);
            },
        };
        float[][] headAtStart = Head(tasks[1]);
        Run(strategy, tasks, listener);
        Assert.InRange(callsAtZero, 1, int.MaxValue);
        Assert.NotEqual(headAtStart, headAtZero);
        Assert.Equal(callsAtZero, tasks[1].Batches);
        Assert.Equal(headAtZero, Head(tasks[1]));
    }

    [Fact]
    public void Run_StlWithAnAuxiliary_IsTheRunWithoutIt()
    {
        ObservedTask<float>[] both = FixtureRuns.Observe<float>("tagging-5", "lexicon-labels-5"), alone = FixtureRuns.Observe<float>("tagging-5");
        float[][] headAtStart = Head(both[1]);
        Run("stl", both);
        Run("stl", alone);
        Assert.Equal(0, both[1].Batches);
        Assert.Equal(headAtStart, Head(both[1]));
        Assert.Equal(FixtureRuns.Values([alone[0]]), FixtureRuns.Values([both[0]]));
    }

    private static void Run(string strategy, ObservedTask<float>[] tasks, IProgress<RunProgress>? listener = null)
    {
        LexiconOptions weight = new() { Gamma0 = 1, Eta = 3 }; // Below the cut-off of 1 % from t = 1.54 on.
        var options = new ScheduleContext { PlannedEpochs = 6, Auxiliaries = [weight] };
        TrainingTask<float>[] training = [.. tasks.Select(task => FixtureRuns.Training(task) with { Options = weight })];
        new Trainer<float>(new TrainerOptions { Name = strategy, Epochs = 6 }, (strategy == "switch" ? new SwitchOptions { At = 2 } : BuiltInSchedules.All[strategy].Factory()).CreateSchedule(options), training, listener)
            .Train(TestContext.Current.CancellationToken);
    }

    private static float[][] Head(ObservedTask<float> task) => [.. task.DenseParameters.Select(dense => dense.Values.Values.ToArray())];

    // A batch of one example is one block; some draw an empty sentence or a pair without loss, which moves nothing.
    private static ulong SeedOfAMove(string fixture, string rows, string heads) =>
        Enumerable.Range(1, 30).Select(seed => (ulong)seed).First(seed => Move(fixture, rows, heads, seed, 1).Any(value => Math.Abs(value) > 1e-4));

    private static double[] Move(string fixture, string rows, string heads, ulong seed, double weight)
    {
        ITask<double> task = TaskFixtures.Named(fixture).Create<double>();
        double[] before = [.. ParameterValues.Copy(task).SelectMany(values => values)];
        TrainingTask<double> training = FixtureRuns.Training(task, rows, heads);
        var thread = new TrainingWorker<double>([training], 0, new TrainerOptions { Name = "step", Seed = seed });
        thread.Run(new PlannedWork(Task: 0, ExampleCount: 1, weight), new Progress(1, task.ExampleCount, 1), TestContext.Current.CancellationToken);
        return [.. ParameterValues.Copy(task).SelectMany(values => values).Zip(before, (after, value) => after - value)];
    }
}
