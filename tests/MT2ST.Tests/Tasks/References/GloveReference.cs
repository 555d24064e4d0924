using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.RawText;

namespace MT2ST.Tests.Tasks.References;

/// <summary>GloVe cell by cell, without subsampling. The counts, which have a test of their own, are the task's.</summary>
internal sealed class GloveReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private GloveOptions Options => (GloveOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        int words = Fixture.WordCount + 1;
        Cooccurrences cells = CooccurrenceCounter.Count(
            Train, Options, new WordFrequencies(Train, Fixture.WordCount, threshold: 0), words, new SeededRandom(1), CancellationToken.None);
        var columns = new double[words];
        foreach (CellBlock block in cells.Blocks)
            for (int k = 0; k < block.Count; k++)
                columns[cells.Contexts(block)[k]] += Math.Exp(cells.LogCounts(block)[k]);
        var negatives = new AliasSampler([.. columns.Select(column => Math.Pow(column, 0.75))]);
        var blocks = new ExampleOrder(cells.Blocks.Count, Shard.Whole(seed: 0), random);
        while (Tally.ExampleCount < exampleCount)
        {
            CellBlock block = cells.Blocks[blocks.Next()];
            Tally.ExampleCount += block.Count;
            Block(cells, block, [.. Enumerable.Range(0, Options.Negatives).Select(_ => negatives.Sample(random))]);
        }
    }

    private void Block(Cooccurrences cells, CellBlock block, int[] drawn)
    {
        double[] x = [.. Word(block.Word), 1], dX = new double[x.Length];
        double dBias = 0;
        void Cell(int context, double target, double weight)
        {
            double[] y = OwnRow("contexts", context), dY = new double[y.Length];
            double error = Tally.Dot(x, y) + OwnRow("biases", block.Word)[0] - target;
            double weighted = Tally.Product(weight, error);
            Tally.Loss += Tally.Product(weighted, error);
            Tally.AddScaled(2 * weighted, y, dX);
            Tally.AddScaled(2 * weighted, x, dY);
            dBias += 2 * weighted;
            Tally.Update(Named("contexts"), context, dY);
            Tally.TermCount++;
        }
        for (int k = 0; k < block.Count; k++)
        {
            double log = cells.LogCounts(block)[k];
            Cell(cells.Contexts(block)[k], log, Math.Min(1, Math.Pow(Math.Exp(log) / Options.XMax, Options.Alpha)));
        }
        foreach (int context in drawn)
            Cell(context, cells.LogShareOfRow(block.Word) + cells.LogShareOfColumn(context), Options.NegativeWeight);
        UpdateWord(block.Word, dX[..^1]);
        Tally.Update(Named("biases"), block.Word, [dBias]);
    }
}
