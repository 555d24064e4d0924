using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>Every task against its reference: the same loss, the same gradients, every multiply-add counted.</summary>
public sealed class TaskReferenceTests
{
    public static TheoryData<string, ulong> FixturesAndSeeds =>
        [.. from fixture in TaskFixtures.All
            from seed in (ulong[])[7, 8, 9]
            select (fixture.Name, seed)];

    [Theory]
    [MemberData(nameof(FixturesAndSeeds))]
    public void Batch_RecordedGradients_EqualThoseOfTheReference(string fixture, ulong seed)
    {
        ITask<double> task = TaskFixtures.Named(fixture).Create<double>();
        Tally expected = Reference(fixture, task, seed, updateCost: 0);
        BatchGradients actual = BatchGradients.Of(task, Shard.Whole(seed), (int)task.ExampleCount);
        Assert.Equal(expected.Loss, actual.Report.LossSum, 1e-10);
        Assert.Equal(expected.ExampleCount, actual.Report.ExampleCount);
        Assert.Equal(expected.TermCount, actual.Report.TermCount);
        Assert.Equal(expected.MultiplyAdds, actual.Report.MultiplyAdds);
        foreach ((string name, double[] gradient) in expected.Gradients)
            Assert.All(gradient.Zip(actual.ByParameter[name]), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Theory]
    [MemberData(nameof(FixturesAndSeeds))]
    public void Batch_Sgd_CountsEveryMultiplyAdd(string fixture, ulong seed) =>
        AssertCount(fixture, seed, new SgdUpdate<double>(0), updateCost: 1);

    [Theory]
    [MemberData(nameof(FixturesAndSeeds))]
    public void Batch_AdaGrad_CountsEveryMultiplyAdd(string fixture, ulong seed) =>
        AssertCount(fixture, seed, new AdaGradUpdate<double>(0), updateCost: 2);

    // A step size of 0 counts as any other and keeps the parameters where the reference reads them.
    private static void AssertCount<TUpdate>(string fixture, ulong seed, TUpdate update, int updateCost)
        where TUpdate : struct, IRowUpdate<double>
    {
        ITask<double> task = TaskFixtures.Named(fixture).Create<double>();
        Tally expected = Reference(fixture, task, seed, updateCost);
        StepReport report = task.CreateWorker(Shard.Whole(seed)).TrainBatch(update, (int)task.ExampleCount);
        Assert.Equal(expected.MultiplyAdds, report.MultiplyAdds);
    }

    private static Tally Reference(string fixture, ITask<double> task, ulong seed, int updateCost)
    {
        var tally = new Tally(task, updateCost);
        TaskFixture described = TaskFixtures.Named(fixture);
        var random = new SeededRandom(seed);
        TaskReferences.Create(described, task, tally)
            .Run((int)task.ExampleCount, new ExampleOrder(described.Train.DocumentCount, Shard.Whole(seed), random), random);
        return tally;
    }
}
