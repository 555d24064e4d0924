using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>Softmax on the mean of the rows, or on convolutions with the maximum over time.</summary>
internal sealed class ClassificationReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private ClassificationOptions Options => (ClassificationOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        for (; Tally.ExampleCount < exampleCount; Tally.ExampleCount++)
        {
            int document = order.Next();
            int[] words = Train.Tokens(document).ToArray();
            if (Options.Encoder == "mean")
                Mean(words, Train.Label(document));
            else
                Convolutions(words, Train.Label(document));
        }
    }

    private void Mean(int[] words, int label)
    {
        var x = new double[Dimensions];
        foreach (int word in words)
            Tally.AddScaled(1.0 / words.Length, Word(word), x);
        double[] dX = SoftmaxHead(x, label);
        foreach (int word in words)
        {
            var dRow = new double[Dimensions];
            Tally.AddScaled(1.0 / words.Length, dX, dRow);
            UpdateWord(word, dRow);
        }
    }

    private void Convolutions(int[] words, int label)
    {
        int count = Math.Max(words.Length, Options.Widths.Max());
        double[][] rows = [.. Enumerable.Range(0, count).Select(i => i < words.Length ? Word(words[i]) : new double[Dimensions])];
        var features = new double[Options.Widths.Count * Options.Filters];
        var best = new int[features.Length];
        for (int k = 0; words.Length > 0 && k < features.Length; k++)
        {
            double[][] windows = Windows(rows, Width(k));
            double[] scores = [.. windows.Select(window => Tally.Dot(window, Filter(k)))];
            best[k] = Array.IndexOf(scores, scores.Max());
            features[k] = Math.Max(0, scores[best[k]] + Dense("filter-bias")[0][k]);
        }
        double[] dFeatures = SoftmaxHead(features, label);
        if (words.Length == 0)
            return;

        double[][] dRows = [.. rows.Select(_ => new double[Dimensions])];
        for (int k = 0; k < features.Length; k++)
        {
            if (features[k] == 0 || dFeatures[k] == 0)
                continue;
            DenseGradient("filter-bias")[0][k] += dFeatures[k];
            Tally.AddScaled(dFeatures[k], Windows(rows, Width(k))[best[k]], DenseGradient($"filters-{Width(k)}")[k % Options.Filters]);
            for (int i = 0; i < Width(k); i++)
                Tally.AddScaled(dFeatures[k], Filter(k).AsSpan(i * Dimensions, Dimensions), dRows[best[k] + i]);
        }
        for (int i = 0; i < words.Length; i++)
            UpdateWord(words[i], dRows[i]);
    }

    private int Width(int feature) => Options.Widths[feature / Options.Filters];

    private double[] Filter(int feature) => Dense($"filters-{Width(feature)}")[feature % Options.Filters];

    private static double[][] Windows(double[][] rows, int width) =>
        [.. Enumerable.Range(0, rows.Length - width + 1).Select(start => rows.Skip(start).Take(width).SelectMany(row => row).ToArray())];
}
