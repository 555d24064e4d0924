using MT2ST.Embeddings;
using MT2ST.Layers;
using MT2ST.Optimization;
using MT2ST.Schedules;
using MT2ST.Tasks;
using MT2ST.Tests.Training;
using MT2ST.Training;

namespace MT2ST.Tests.Tasks;

/// <summary>Two taggers with one encoder.</summary>
public sealed class SharedEncoderTests
{
    private const double Rate = 0.05;

    public static TheoryData<string, string> Optimizers =>
        [.. from rows in BuiltInOptimizers<double>.Rows.Names
            from heads in BuiltInOptimizers<double>.Heads.Names
            select (rows, heads)];

    public static TheoryData<string, ClassificationOptions> WrongClassifications { get; } = new()
    {
        { "primary.encoder is 'text'; allowed: cnn, mean, rows, texts, sentences.", new ClassificationOptions { Encoder = "text" } },
        { "primary.encoder is 'sentences', a shared encoder that reads affixes, which texts are not indexed with; ", new ClassificationOptions { Encoder = "sentences" } },
        { "primary.wordNgrams is for encoder 'rows', and 'encoder' is 'texts'; ", new ClassificationOptions { Encoder = "texts", WordNgrams = 2 } },
        { "primary.tokenWeights is bayes, but encoder 'texts' does not weigh its tokens; ", new ClassificationOptions { Encoder = "texts", TokenWeights = TokenWeighting.Bayes } },
        { "primary.pooling: Unknown pooling 'sum'. Known: attention, max, mean.", new ClassificationOptions { Encoder = "texts", Pooling = "sum" } },
    };

    [Theory]
    [MemberData(nameof(WrongClassifications))]
    public void Validate_ClassificationThatCannotUseTheEncoder_SaysWhy(string message, ClassificationOptions options)
    {
        TokenEncoderOptions[] encoders = [new() { Name = "texts" }, new() { Name = "sentences", Affixes = true }];
        RunOptions run = new() { Primary = options with { Train = ["texts.tsv"] }, Encoders = encoders };
        Assert.StartsWith(message, Assert.Throws<SettingException>(run.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradient_OfEveryTask_ReachesEverySharedParameter()
    {
        foreach (ITask<double> task in Tasks())
        {
            BatchGradients batch = BatchGradients.Of(task, Shard.Whole(seed: 7), (int)task.ExampleCount);
            string[] shared = [.. task.DenseParameters.Where(dense => dense.IsShared).Select(dense => dense.Name), .. task.RowParameters.Select(rows => rows.Name)];
            Assert.Equal(["sentences/recurrent-forward", "sentences/recurrent-backward", "sentences/hidden", "sentences/hidden-bias", "sentences/affix-weights", "embedding", "sentences/affixes"], shared);
            Assert.All(shared, name => Assert.Contains(batch.ByParameter[name], value => Math.Abs(value) > 1e-3));
        }
    }

    [Fact]
    public void Parameters_OfBothTasks_AreTheSameExceptTheHeads()
    {
        ITask<double>[] tasks = Tasks();
        foreach ((DenseParameter<double> first, DenseParameter<double> second) in tasks[0].DenseParameters.Zip(tasks[1].DenseParameters))
        {
            Assert.Equal(first.IsShared, ReferenceEquals(first.Values, second.Values));
            Assert.NotSame(first.FirstMoment, second.FirstMoment);
        }
        Assert.All(tasks[0].RowParameters.Zip(tasks[1].RowParameters), rows => Assert.Same(rows.First.Rows, rows.Second.Rows));
        Assert.All(tasks[0].RowParameters.Zip(tasks[1].RowParameters), rows => Assert.NotSame(rows.First.SquaredGradients, rows.Second.SquaredGradients));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_AtHalfWeightAfterTheOtherTask_MovesEverySharedParameterHalfAsFar(string rows, string heads)
    {
        double[] whole = MoveAfterTheOther(rows, heads, weight: 1), half = MoveAfterTheOther(rows, heads, weight: 0.5);
        Assert.Contains(whole, value => Math.Abs(value) > 1e-4);
        for (int i = 0; i < whole.Length; i++)
            Assert.Equal(whole[i] / 2, half[i], 1e-15);
    }

    // Adam's first step is the rate for every value with a gradient, whatever moments another task's steps left behind.
    [Fact]
    public void Step_FirstOfATaskUnderAdam_HasMomentsOfItsOwn()
    {
        ITask<double>[] tasks = Tasks();
        Step(tasks[0], "sgd", "adam", weight: 1, count: 5);
        DenseParameter<double> bias = tasks[1].DenseParameters.Single(dense => dense.Name == "sentences/hidden-bias");
        double[] before = bias.Values.Row(0).ToArray();
        Step(tasks[1], "sgd", "adam", weight: 1, count: 1);
        Assert.All(before.Zip(bias.Values.Row(0).ToArray()), pair => Assert.Equal(Rate, Math.Abs(pair.Second - pair.First), 1e-4));
    }

    [Fact]
    public void Among_TwoTasks_NamesWhatBothTrain()
    {
        ITask<double>[] tasks = Tasks();
        IReadOnlyList<SharedParameter> shared = SharedParameter.Among(tasks);
        Assert.Equal(7, shared.Count);
        Assert.All(shared, parameter => Assert.Equal(tasks.Select(task => task.Name), parameter.Tasks));
        Assert.Empty(SharedParameter.Among([tasks[0]]));
    }

    private static double[] MoveAfterTheOther(string rows, string heads, double weight)
    {
        ITask<double>[] tasks = Tasks();
        Step(tasks[0], rows, heads, weight: 1, count: 3);
        double[] before = Shared(tasks[1]);
        Step(tasks[1], rows, heads, weight, count: 1);
        return [.. Shared(tasks[1]).Zip(before, (after, value) => after - value)];
    }

    private static double[] Shared(ITask<double> task) =>
        [.. task.DenseParameters.Where(dense => dense.IsShared).SelectMany(dense => dense.Values.Values.ToArray()), .. task.RowParameters.SelectMany(rows => rows.Rows.Values.ToArray())];

    private static void Step(ITask<double> task, string rows, string heads, double weight, int count)
    {
        var thread = new TrainingWorker<double>([FixtureRuns.Training(task, rows, heads, Rate)], 0, new TrainerOptions { Name = "step" });
        for (int i = 0; i < count; i++)
            thread.Run(new PlannedWork(Task: 0, ExampleCount: 1, weight), new Progress(1, task.ExampleCount, 1), TestContext.Current.CancellationToken);
    }

    private static ITask<double>[] Tasks()
    {
        TaskFixture fixture = TaskFixtures.Named("tagging-shared-5");
        fixture = fixture with { Train = fixture.Train.Select([0, 4]) }; // Sentences of some words, so that every step moves something.
        EmbeddingTable<double> table = fixture.NewTable<double>();
        SharedEncoder<double> encoder = fixture.NewEncoder(table);
        return [fixture.Create(table, encoder), (fixture with { Name = "other", Seed = 2 }).Create(table, encoder)];
    }
}
