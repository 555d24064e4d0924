using MT2ST.Numerics;
using MT2ST.Threading;

namespace MT2ST.Evaluation;

/// <summary>How far the figures of a test would move with other examples: percentile intervals over resamples (Efron and Tibshirani 1993, chapter 13).</summary>
/// <remarks>A resample draws as many examples as there are, with replacement. The same seed draws the same examples, on any number of threads.</remarks>
internal static class Bootstrap
{
    /// <summary>How many resamples are drawn.</summary>
    public const int ResampleCount = 1000;

    private const ulong Seed = 1;

    /// <summary>The figures of a test with their intervals; those without a value are left out.</summary>
    /// <param name="figures">The test.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static IReadOnlyList<TestFigure> Estimate(IFigures figures, CancellationToken cancellationToken)
    {
        double[] values = Whole(figures);
        double[][] resampled = Resample([figures], cancellationToken)[0];
        return [.. figures.Kinds.Select((kind, i) => Figure(kind, values[i], resampled[i])).Where(figure => double.IsFinite(figure.Value))];
    }

    /// <summary>The differences of the figures that two tests on the same examples both have: the first less the second, with paired intervals.</summary>
    /// <param name="first">A test.</param>
    /// <param name="second">A test of as many examples.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static IReadOnlyList<TestFigure> Differences(IFigures first, IFigures second, CancellationToken cancellationToken)
    {
        double[] a = Whole(first), b = Whole(second);
        double[][][] resampled = Resample([first, second], cancellationToken);
        List<TestFigure> differences = [];
        for (int i = 0; i < a.Length; i++)
        {
            int j = second.Kinds.ToList().IndexOf(first.Kinds[i]);
            if (j >= 0 && double.IsFinite(a[i] - b[j]))
                differences.Add(Figure(first.Kinds[i], a[i] - b[j], [.. resampled[0][i].Zip(resampled[1][j], (one, other) => one - other)]));
        }
        return differences;
    }

    private static double[] Whole(IFigures figures)
    {
        var once = new int[figures.ExampleCount];
        Array.Fill(once, 1);
        var values = new double[figures.Kinds.Count];
        figures.Compute(once, values);
        return values;
    }

    /// <summary>The values of each test's figures, <c>[tests][figures][resamples]</c>.</summary>
    private static double[][][] Resample(IFigures[] tests, CancellationToken cancellationToken)
    {
        int count = tests[0].ExampleCount, next = -1;
        double[][][] values = [.. tests.Select(test => test.Kinds.Select(_ => new double[ResampleCount]).ToArray())];
        WorkerThreads.Run(Math.Min(Environment.ProcessorCount, ResampleCount), _ =>
        {
            var copies = new int[count];
            double[][] figures = [.. tests.Select(test => new double[test.Kinds.Count])];
            int resample;
            while ((resample = Interlocked.Increment(ref next)) < ResampleCount)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Draw(new SeededRandom(Seed, stream: (ulong)resample), copies);
                for (int test = 0; test < tests.Length; test++)
                {
                    tests[test].Compute(copies, figures[test]);
                    for (int i = 0; i < figures[test].Length; i++)
                        values[test][i][resample] = figures[test][i];
                }
            }
        });
        return values;
    }

    private static void Draw(SeededRandom random, int[] copies)
    {
        Array.Clear(copies);
        for (int i = 0; i < copies.Length; i++)
            copies[random.NextInt32(copies.Length)]++;
    }

    private static TestFigure Figure(FigureKind kind, double value, double[] resampled)
    {
        const double Tail = (1 - PairedEstimate.UsualLevel) / 2;
        double[] sorted = [.. resampled.Where(double.IsFinite).Order()]; // A resample may lack a class that a figure needs.
        return new TestFigure(kind.Name, value, kind.HigherIsBetter)
        {
            Low = sorted.Length == 0 ? null : Quantile(sorted, Tail),
            High = sorted.Length == 0 ? null : Quantile(sorted, 1 - Tail),
        };
    }

    /// <summary>A quantile with linear interpolation between neighbours (Hyndman and Fan 1996, definition 7).</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
