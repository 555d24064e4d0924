using MT2ST.Embeddings;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

public sealed class SkipGramTaskTests
{
    // A window's centre takes the dropped words behind it along, so a batch may run ahead; the next ones make up for it.
    [Fact]
    public void Batches_OfOneTokenUnderSubsampling_RunAsMuchAsAskedFor()
    {
        TaskFixture fixture = TaskFixtures.Named("skipgram-5");
        ITask<float> task = (fixture with { Options = new SkipGramOptions { Window = 2, Subsample = 0.001 } }).Create<float>();
        ITaskWorker<float> worker = task.CreateWorker(Shard.Whole(seed: 1));
        long executed = 0;
        for (int asked = 1; asked <= 1000; asked++)
        {
            executed += worker.TrainBatch(default(DiscardUpdate<float>), exampleCount: 1).ExampleCount;
            Assert.InRange(executed - asked, 0, 200); // No run of dropped words is that long.
        }
    }
}
