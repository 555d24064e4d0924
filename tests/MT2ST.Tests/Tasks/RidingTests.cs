using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Tasks;

/// <summary>A tagger that rides on another's encoder pass.</summary>
public sealed class RidingTests
{
    private const double Weight = 0.7;

    private static readonly Shard Shard = Shard.Whole(seed: 7);

    public static TheoryData<string, string> HostsAndOutputs =>
        [.. from host in (string[])["tagging-16", "tagging-affixes-5", "tagging-bilstm-5-ngrams", "tagging-shared-5", "tagging-crf-5"]
            from output in BuiltInTagOutputs.Names
            select (host, output)];

    [Theory]
    [MemberData(nameof(HostsAndOutputs))]
    public void Gradient_OfOnePass_IsTheWeightedSumOfThatOfTwoTasks(string fixture, string output)
    {
        TaskFixture described = TaskFixtures.Named(fixture) with { Riders = [Rider with { Output = output }] };
        EmbeddingTable<double> table = described.NewTable<double>();
        SharedEncoder<double>? encoder = described.SharedEncoder is null ? null : described.NewEncoder(table);
        ITask<double> both = described.Create(table, encoder);
        ITask<double> host = (described with { Riders = [] }).Create(table, encoder), other = (OfItsOwn(described, output) with { Riders = [] }).Create(table, encoder);
        CopyParameters(both, host, other);

        BatchGradients joint = Gradients(both), ofHost = Gradients(host), ofOther = Gradients(other);
        Assert.Equal(ofHost.Report.LossSum + (Weight * ofOther.Report.LossSum), joint.Report.LossSum, 1e-10);
        foreach ((string name, double[] gradient) in ofHost.ByParameter)
        {
            double[] added = ofOther.ByParameter[InOther(name)];
            bool isHead = HeadParts.Contains(name.Split('/')[^1]);
            AssertSame(gradient.Select((value, i) => isHead ? value : value + (Weight * added[i])), joint.ByParameter[name]);
        }
        foreach ((string name, double[] gradient) in ofOther.ByParameter.Where(parameter => HeadParts.Contains(parameter.Key.Split('/')[^1])))
            AssertSame(gradient.Select(value => Weight * value), joint.ByParameter[name.Replace("other/", "rider/", StringComparison.Ordinal)]);

        string InOther(string name) => HeadParts.Contains(name.Split('/')[^1]) ? ofOther.ByParameter.Keys.First() : name.Replace($"{host.Name}/", "other/", StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_CarryingARider_CostsTheRidersHeadAlone()
    {
        TaskFixture fixture = TaskFixtures.Named("tagging-affixes-5");
        ITask<double> host = fixture.Create<double>();
        ITask<double> rider = fixture.CreateRider(Rider, fixture.NewTable<double>(), host);
        ITaskWorker<double> worker = host.CreateWorker(Shard), riding = rider.CreateWorker(Shard);
        long alone = host.CreateWorker(Shard).TrainBatch(default(DiscardUpdate<double>), 5).MultiplyAdds;
        worker.Carry(riding, Weight);
        Assert.Equal(alone, worker.TrainBatch(default(DiscardUpdate<double>), 5).MultiplyAdds);
        StepReport carried = riding.TakeCarried();
        long tokens = fixture.Train.TokenCount, classes = Rider.Train.TagSet!.Count, features = ((TaggingOptions)fixture.Options).Hidden;
        Assert.Equal(new StepReport(5, tokens, carried.LossSum, tokens * classes * ((3 * features) + 1)), carried);
        Assert.Equal(default, riding.TakeCarried());
        worker.TrainBatch(default(DiscardUpdate<double>), 5);
        Assert.Equal(default, riding.TakeCarried()); // It was carried in one batch.
    }

    [Fact]
    public void Evaluate_OfARider_ReadsTheHostsFeatures()
    {
        TaskFixture fixture = TaskFixtures.Named("tagging-bilstm-5");
        ITask<double> host = fixture.Create<double>();
        ITask<double> rider = fixture.CreateRider(new FixtureRider("rider", fixture.Train, 1), fixture.NewTable<double>(), host);
        foreach ((DenseParameter<double> from, DenseParameter<double> to) in host.DenseParameters.Zip(rider.DenseParameters))
            from.Values.Values.CopyTo(to.Values.Values);
        Measurement expected = host.Evaluate(fixture.Train, CancellationToken.None), actual = rider.Evaluate(fixture.Train, CancellationToken.None);
        Assert.Equal((expected.Value, expected.Loss, expected.ExampleCount), (actual.Value, actual.Loss, actual.ExampleCount));
    }

    [Fact]
    public void Among_HostAndRider_NamesTheHostsEncoder()
    {
        TaskFixture fixture = TaskFixtures.Named("tagging-affixes-5");
        ITask<double> host = fixture.Create<double>();
        IReadOnlyList<SharedParameter> shared = SharedParameter.Among([host, fixture.CreateRider(Rider, fixture.NewTable<double>(), host)]);
        Assert.Equal(["embedding", $"{host.Name}/affixes", $"{host.Name}/hidden", $"{host.Name}/hidden-bias", $"{host.Name}/affix-weights"], shared.Select(parameter => parameter.Name));
        Assert.All(shared, parameter => Assert.Equal([host.Name, "rider"], parameter.Tasks));
    }

    [Fact]
    public void Workers_UsedTheWrongWay_Throw()
    {
        TaskFixture fixture = TaskFixtures.Named("tagging-5");
        ITask<double> host = fixture.Create<double>(), stranger = fixture.Create<double>();
        ITaskWorker<double> rider = fixture.CreateRider(Rider, fixture.NewTable<double>(), host).CreateWorker(Shard);
        Assert.Throws<NotSupportedException>(() => rider.TrainBatch(default(DiscardUpdate<double>), 1));
        Assert.Throws<ArgumentException>(() => stranger.CreateWorker(Shard).Carry(rider, 1));
        Assert.Throws<ArgumentException>(() => host.CreateWorker(Shard).Carry(stranger.CreateWorker(Shard), 1));
        Assert.Throws<NotSupportedException>(() => TaskFixtures.Named("lexicon-tags-5").Create<double>().CreateWorker(Shard).Carry(rider, 1));
    }

    [Fact]
    public void Create_OnAWrongHost_SaysWhy()
    {
        TaskFixture fixture = TaskFixtures.Named("tagging-5");
        EmbeddingTable<double> table = fixture.NewTable<double>();
        ITask<double> host = fixture.Create(table), rider = fixture.CreateRider(Rider, table, host);
        EncodedCorpus train = Rider.Train;
        AssertRefused("Task 'rider' rides with 'lexicon-tags-5', which is no tagging task that runs", Rider, TaskFixtures.Named("lexicon-tags-5").Create(table));
        AssertRefused("Task 'rider' rides with 'rider', which is no tagging task that runs", Rider, rider);
        AssertRefused("Task 'rider' has 2 sentences with 7 tokens, expected the 5 with 14 of 'tagging-5'", Rider with { Train = train.Select([0, 1]) }, host);
        AssertRefused("Task 'rider' has other words in its sentence 1 than 'tagging-5'", Rider with { Train = train.Select([4, 1, 2, 3, 0]) }, host);

        void AssertRefused(string message, FixtureRider wrong, ITask<double> on) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => fixture.CreateRider(wrong, table, on)).Message, StringComparison.Ordinal);
    }

    private static readonly string[] HeadParts = ["weights", "bias", "transitions", "starts", "ends"];

    private static FixtureRider Rider => new("rider", FixtureCorpora.SentencesWithOtherTags(5), Weight);

    /// <summary>The rider as a task that runs the same encoder by itself.</summary>
    private static TaskFixture OfItsOwn(TaskFixture fixture, string output)
    {
        var corpus = new EncodedCorpusBuilder(FixtureCorpora.Words, tags: Rider.Train.TagSet, featureBucketCount: fixture.Train.FeatureBucketCount);
        for (int document = 0; document < fixture.Train.DocumentCount; document++)
            corpus.Add(fixture.Train.Tokens(document), tags: Rider.Train.Tags(document), features: fixture.Train.FeaturesPerToken > 0 ? fixture.Train.Features(document) : []);
        return fixture with { Name = "other", Train = corpus.Build(), Options = (TaggingOptions)fixture.Options with { Output = output } };
    }

    /// <summary>Gives two tasks the parameters of host and rider.</summary>
    private static void CopyParameters(ITask<double> both, ITask<double> host, ITask<double> other)
    {
        var values = both.RowParameters.Select(rows => (rows.Name, rows.Rows)).Concat(both.DenseParameters.Select(dense => (dense.Name, Rows: dense.Values))).ToDictionary();
        foreach (ITask<double> task in (ITask<double>[])[host, other])
            foreach ((string name, RowMatrix<double> rows) in task.RowParameters.Select(rows => (rows.Name, rows.Rows)).Concat(task.DenseParameters.Select(dense => (dense.Name, Rows: dense.Values))))
                (values.GetValueOrDefault(name.Replace("other/", "rider/", StringComparison.Ordinal)) ?? values[name.Replace("other/", $"{both.Name}/", StringComparison.Ordinal)]).Values.CopyTo(rows.Values);
    }

    private static BatchGradients Gradients(ITask<double> task) => BatchGradients.Of(task, Shard, (int)task.ExampleCount);

    private static void AssertSame(IEnumerable<double> expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
}
