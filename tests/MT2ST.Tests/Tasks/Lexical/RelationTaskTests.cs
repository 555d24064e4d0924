using MT2ST.Indexing;
using MT2ST.Tasks;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Lexical;

public sealed class RelationTaskTests
{
    [Fact]
    public void Batch_UnlabelledPairInDataWithoutAntonyms_IsPulledTogether()
    {
        BatchGradients labelled = Batch(label: 0), unlabelled = Batch(label: -1);
        Assert.Equal(labelled.Report, unlabelled.Report);
        Assert.Equal(labelled.ByParameter.Values.Single(), unlabelled.ByParameter.Values.Single());
    }

    private static BatchGradients Batch(int label)
    {
        TaskFixture fixture = TaskFixtures.Named("relation-5");
        var corpus = new IndexedCorpusBuilder(fixture.Train.Words, labels: Vocabulary.Create(["synonym"]));
        corpus.Add([0, 1], label);
        ITask<double> task = (fixture with { Train = corpus.Build(), Options = new RelationOptions { Margin = 2 } }).Create<double>();
        return BatchGradients.Of(task, Shard.Whole(seed: 1), exampleCount: 4);
    }
}
