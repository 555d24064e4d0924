using MT2ST.Indexing;
using MT2ST.Runs;
using MT2ST.Runs.Preparation;
using MT2ST.Training;

namespace MT2ST.Tests.Runs;

public sealed class RunTrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_SeparableTexts_LearnsThemAndNamesWordsLabelsAndTasks()
    {
        TrainedRun run = SmallRuns.Train(_folder, "primary.dropout=0");
        Assert.Equal(1, run.Record.Curve[run.Record.BestPoint].Dev);
        Assert.InRange(run.Record.Curve[0].Dev, 0, 0.9); // What was not trained does not know them.
        Assert.Equal(["classification", "words"], run.Record.Tasks);
        Assert.Equal(["neg", "pos"], Enumerable.Range(0, run.Labels!.Count).Select(label => run.Labels[label]).Order());
        Assert.Equal(run.Words.Count + 1, run.Table.Rows.RowCount); // One more for unknown words.
        Assert.Equal(8, run.Vectors.Dimensions);
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameBitsAndAnotherSeedOthers()
    {
        float[] first = Rows(SmallRuns.Train(_folder, "seed=3"));
        Assert.Equal(first, Rows(SmallRuns.Train(_folder, "seed=3")));
        Assert.NotEqual(first, Rows(SmallRuns.Train(_folder, "seed=4")));
    }

    [Fact]
    public void Train_DataOfAnotherRun_IsTrainedWithTheSettingsGiven()
    {
        PreparedRun data = SmallRuns.Prepare(SmallRuns.Options(_folder));
        RunOptions other = SmallRuns.Options(_folder, "primary.rate=0.5", "primary.batch=2", "auxiliaries.words.units=3", "primary.optimizer=adagrad", "auxiliaries.words.optimizer=sgd", "auxiliaries.words.decay=linear");
        IReadOnlyList<TrainingTask<float>> tasks = RunTrainer.Train(other, data, cancellationToken: Cancellation).Tasks;
        Assert.Equal((0.5, 2), (tasks[0].Rate, tasks[0].BatchSize));
        Assert.Equal((3, true), (tasks[1].Units, tasks[1].LinearDecay));
        Assert.NotEqual(tasks[0].RowOptimizer.GetType(), tasks[1].RowOptimizer.GetType());
    }

    [Fact]
    public void Train_BatchBeyondTheData_IsAnEpoch() =>
        Assert.Equal(6, SmallRuns.Train(_folder, "primary.batch=1000").Tasks[0].BatchSize);

    [Fact]
    public void Train_NoUnits_CostAThirdOfAPrimaryExample()
    {
        TrainedRun run = SmallRuns.Train(_folder, "epochs=40", "primary.tokenWeights=none");
        double[] costs = [.. run.Record.MultiplyAdds.Zip(run.Record.Examples, (multiplyAdds, examples) => multiplyAdds / (double)examples)];
        Assert.InRange(run.Tasks[1].Units * costs[1] / costs[0], 0.8 / 3, 1.2 / 3);
    }

    [Fact]
    public void Train_UnitsFactor_MultipliesUnitsDecidedAndGiven()
    {
        double decided = SmallRuns.Train(_folder).Tasks[1].Units;
        Assert.Equal(3 * decided, SmallRuns.Train(_folder, "auxiliaries.words.unitsFactor=3").Tasks[1].Units, 1e-9);
        Assert.Equal(6, SmallRuns.Train(_folder, "auxiliaries.words.units=2", "auxiliaries.words.unitsFactor=3").Tasks[1].Units);
    }

    [Fact]
    public void Train_CheapAuxiliary_HasAtMost400Units()
    {
        string film = string.Concat(Enumerable.Repeat(" film", 100)), longTexts = $"fine{film}\tpos\nlovely{film}\tpos\ndull{film}\tneg\nawful{film}\tneg\n";
        TrainedRun run = SmallRuns.Train(_folder, $"primary.train={_folder.Write("long.tsv", longTexts)}", "primary.dev=null", "primary.encoder=cnn", "primary.widths=[3]", "primary.filters=64", "epochs=1");
        Assert.Equal(400, run.Tasks[1].Units);
    }

    [Fact]
    public void Train_HalvedDev_SplitsItByTheThueMorseSequence()
    {
        string dev = _folder.Write("dev.tsv", string.Concat(Enumerable.Range(1, 8).Select(length => string.Concat(Enumerable.Repeat("film ", length)) + "\tpos\n")));
        RunOptions options = SmallRuns.Options(_folder, $"primary.dev={dev}", "epochs=1");
        PreparedRun data = SmallRuns.Prepare(options);
        var halved = Assert.IsType<TaskQuality<float>>(RunTrainer.Train(options, data, halvesDev: true, cancellationToken: Cancellation).Tasks[0].Quality);
        Assert.Equal([1, 4, 6, 7], Lengths(halved.DevCorpus)); // A B B A B A A B
        Assert.Equal([2, 3, 5, 8], Lengths(halved.DevTargetCorpus));
        Assert.Equal(6, halved.TrainCorpus!.DocumentCount); // As many as dev has, of which there are fewer.

        var whole = Assert.IsType<TaskQuality<float>>(RunTrainer.Train(options, data, cancellationToken: Cancellation).Tasks[0].Quality);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Lengths(whole.DevCorpus));
        Assert.Null(whole.DevTargetCorpus);
        Assert.Null(whole.TrainCorpus);
    }

    [Theory]
    [InlineData("initialScale=null", 0.5 / 2)]
    [InlineData("initialScale=0.01", 0.01)]
    public void Train_InitialScale_BoundsTheTable(string setting, double expected)
    {
        TrainedRun run = SmallRuns.Train(_folder, "dimensions=4", setting, "primary.rate=1e-9", "auxiliaries.words.rate=1e-9", "epochs=1");
        Assert.InRange(Rows(run).Max(Math.Abs), 0.9 * expected, 1.001 * expected);
    }

    [Theory]
    [InlineData("strategy.name=gain", "strategy 'gain' measures")]
    [InlineData("strategy.harmCheck=probes", "strategy 'mtl' with harmCheck probes measures")]
    public void Train_ProbesWithoutDev_IsRefused(string setting, string message)
    {
        RunOptions options = SmallRuns.Options(_folder, "primary.dev=null", setting);
        PreparedRun data = SmallRuns.Prepare(options);
        var error = Assert.Throws<SettingException>(() => RunTrainer.Train(options, data, cancellationToken: Cancellation));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("primary.dev is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_CancelledBeforeItsStart_Throws()
    {
        RunOptions options = SmallRuns.Options(_folder);
        PreparedRun data = SmallRuns.Prepare(options);
        Assert.Throws<OperationCanceledException>(() => RunTrainer.Train(options, data, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Train_Warnings_AreInTheRecord()
    {
        RunOptions options = SmallRuns.Options(_folder);
        PreparedRun data = SmallRuns.Prepare(options) with { Warnings = ["Half of it is missing."] };
        Assert.Equal(["Half of it is missing."], RunTrainer.Train(options, data, cancellationToken: Cancellation).Record.Warnings);
    }

    private static float[] Rows(TrainedRun run) =>
        [.. Enumerable.Range(0, run.Words.Count).SelectMany(word => run.Table.Rows.Row(word).ToArray())];

    private static IEnumerable<int> Lengths(IndexedCorpus? corpus) => Enumerable.Range(0, corpus!.DocumentCount).Select(document => corpus.Tokens(document).Length);
}
