using MT2ST.Cli.Prediction;

namespace MT2ST.Cli.Tests.Prediction;

/// <summary>Blocks worked on by several threads come out in the order of the input, in a bounded number of buffers.</summary>
public sealed class OrderedWorkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_AnyThreads_WritesAllInOrder(int threads)
    {
        List<int> written = [];
        int created = 0;
        Work(threads, Enumerable.Range(0, 10_000), block => Thread.SpinWait(block.Number % 3 == 0 ? 2000 : 10), written, () => created++);
        Assert.Equal(Enumerable.Range(0, 10_000), written);
        Assert.InRange(created, 1, 3 * threads);
    }

    [Fact]
    public void Run_ReadingFails_WritesWhatCameBefore()
    {
        List<int> written = [];
        Assert.Equal("broken", Assert.Throws<InvalidDataException>(() => Work(2, Broken(), _ => { }, written)).Message);
        Assert.Equal(Enumerable.Range(0, 25), written);

        static IEnumerable<int> Broken()
        {
            for (int i = 0; i < 25; i++)
                yield return i;
            throw new InvalidDataException("broken");
        }
    }

    [Fact]
    public void Run_WorkFails_WritesWhatCameBeforeAndNothingBehind()
    {
        List<int> written = [];
        Assert.Throws<InvalidDataException>(() => Work(3, Enumerable.Range(0, 10_000), block =>
        {
            if (block.Items[0] == 50)
                throw new InvalidDataException("broken");
        }, written));
        Assert.Equal(Enumerable.Range(0, 60), written); // The block of 50 to 59 with what was done of it.
    }

    [Fact]
    public void Run_WritingFails_Ends() =>
        Assert.Throws<IOException>(() => new OrderedWork<Block>(2, () => new Block(), _ => { }, _ => throw new IOException("full")).Run(Enumerable.Range(0, 10_000), (block, item) => block.Items.Add(item)));

    [Fact]
    public void Run_InputThatWaits_WritesWhatIsThere()
    {
        using var answered = new ManualResetEventSlim();
        new OrderedWork<Block>(1, () => new Block(), _ => { }, _ => answered.Set()).Run(Waiting(), (block, item) => block.Items.Add(item));

        IEnumerable<int> Waiting()
        {
            yield return 1; // One of ten that fill a block.
            Assert.True(answered.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Run_NoInput_WritesNothing()
    {
        List<int> written = [];
        Work(2, [], _ => { }, written);
        Assert.Empty(written);
    }

    private static void Work(int threads, IEnumerable<int> items, Action<Block> work, List<int> written, Action? created = null) =>
        new OrderedWork<Block>(threads, () =>
        {
            created?.Invoke();
            return new Block();
        }, work, block => written.AddRange(block.Items)).Run(items, (block, item) => block.Items.Add(item));

    private sealed class Block : WorkBlock
    {
        public List<int> Items { get; } = [];

        public override bool IsFull => Items.Count == 10;

        public override void Clear() => Items.Clear();
    }
}
