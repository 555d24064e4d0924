using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.RawText;
using MT2ST.Tests.Training;
using MT2ST.Training;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.RawText;

public sealed class HotRowCopiesTests
{
    private const int RowCount = 100;
    private const int Copied = 6; // A sixteenth.
    private const int Threads = 2;
    private const int Words = 400;
    private const int FrequentWords = 20;

    [Fact]
    public void Place_OneThread_IsTheRow()
    {
        var local = new HotRowCopies<float>(TableWithSpareRows(), RowCount, Shard.Whole(seed: 1));

        Assert.Equal(0, local.Count);
        Assert.Equal(Enumerable.Range(0, RowCount), Enumerable.Range(0, RowCount).Select(local.Place));
    }

    [Fact]
    public void Place_TwoThreads_AreSpareRowsOfTheirOwn()
    {
        RowMatrix<float> table = TableWithSpareRows();

        IEnumerable<int> places = Locals(table).SelectMany(local => Enumerable.Range(0, Copied).Select(local.Place));

        Assert.Equal(Enumerable.Range(RowCount, Threads * Copied), places);
        Assert.Equal(RowCount + (Threads * Copied), table.RowCount);
        Assert.Equal(Copied, Locals(table)[1].Place(Copied));
    }

    [Fact]
    public void Place_LargeTable_CopiesItsFirstRowsOnly()
    {
        const int Many = 50_000;
        var table = new RowMatrix<float>(Many + HotRowCopies<float>.SpareRows(Many, Threads), 3);

        HotRowCopies<float> second = Locals(table, Many)[1];

        Assert.Equal(512, second.Count);
        Assert.Equal([Many + 512, Many + 1023, 512, Many - 1], new[] { 0, 511, 512, Many - 1 }.Select(second.Place));
    }

    [Fact]
    public void Place_TableWithoutSpareRows_IsTheRow()
    {
        HotRowCopies<float> local = Locals(new RowMatrix<float>(RowCount, 3))[1];

        Assert.Equal([0, 3], new[] { 0, 3 }.Select(local.Place));
        local.Read();
        local.Settle();
    }

    [Fact]
    public void Exchange_GainsOfTwoThreads_AddUp()
    {
        RowMatrix<float> table = TableWithSpareRows();
        table.Row(2).Fill(1);
        HotRowCopies<float>[] locals = Locals(table);
        foreach (HotRowCopies<float> local in locals)
            local.Read();
        Add(table, locals[0].Place(2), 0.5f);
        Add(table, locals[1].Place(2), 0.25f);

        locals[0].Exchange();
        Assert.Equal(1.5f, table.Row(2)[0]);
        locals[1].Exchange();
        locals[0].Exchange(); // What a thread gained is added once; the others' gains are read.

        Assert.Equal([1.75f, 1.75f, 1.75f], new[] { 2, locals[0].Place(2), locals[1].Place(2) }.Select(row => table.Row(row)[0]));
    }

    [Fact]
    public void Read_AfterSettling_TakesTheTableAsItIs()
    {
        RowMatrix<float> table = TableWithSpareRows();
        HotRowCopies<float> local = Locals(table)[0];
        local.Read();
        Add(table, local.Place(1), 0.5f);
        local.Settle();
        table.Row(1).Fill(3); // As where a probe's parameters are taken back.

        local.Read();
        local.Settle();

        Assert.Equal([3f, 3f], new[] { 1, local.Place(1) }.Select(row => table.Row(row)[0]));
    }

    // Shorter than what threads train between exchanges: the table has what copies gained because they are settled in the end.
    [Theory]
    [InlineData("skipgram-5", "sgd")]
    [InlineData("cbow-5", "sgd")]
    [InlineData("skipgram-5", "adagrad")]
    public void Train_TwoThreads_MovesTheRowsOfFrequentWordsToo(string name, string optimizer)
    {
        TaskFixture fixture = TaskFixtures.Named(name) with { Train = TextOfFrequentWords(), WordCount = Words, Threads = Threads };
        ITask<float> task = fixture.Create<float>();
        RowMatrix<float> outputs = task.RowParameters[1].Rows;
        float[][] before = [.. Enumerable.Range(0, FrequentWords).Select(word => outputs.Row(word).ToArray())];
        double lossBefore = task.Evaluate(fixture.Train, TestContext.Current.CancellationToken).Loss;

        FixtureRuns.Run([FixtureRuns.Training(task, optimizer, batch: 100)], new TrainerOptions { Name = "run", Epochs = 0.7, Threads = Threads });

        Assert.All(before, (row, word) => Assert.NotEqual(row, outputs.Row(word).ToArray()));
        Assert.InRange(task.Evaluate(fixture.Train, TestContext.Current.CancellationToken).Loss, 0, 0.9 * lossBefore);
    }

    /// <summary>Half of the text are a few words, the others have few successors.</summary>
    private static IndexedCorpus TextOfFrequentWords()
    {
        var random = new SeededRandom(1);
        var text = new IndexedCorpusBuilder(Vocabulary.Create([.. Enumerable.Range(0, Words).Select(id => $"w{id}")]));
        int word = 0;
        for (int document = 0; document < 1000; document++)
            text.Add([.. Enumerable.Range(0, 20).Select(_ => word = random.NextInt32(2) == 0 ? random.NextInt32(FrequentWords) : ((word * 7) + random.NextInt32(3)) % Words)]);
        return text.Build();
    }

    private static RowMatrix<float> TableWithSpareRows() => new(RowCount + HotRowCopies<float>.SpareRows(RowCount, Threads), 3);

    private static HotRowCopies<float>[] Locals(RowMatrix<float> table, int rowCount = RowCount) =>
        [.. Enumerable.Range(0, Threads).Select(index => new HotRowCopies<float>(table, rowCount, new Shard(index, Threads, Seed: 1)))];

    private static void Add(RowMatrix<float> table, int row, float gain)
    {
        foreach (ref float value in table.Row(row))
            value += gain;
    }
}
