using MT2ST.Corpora;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Threading;

namespace MT2ST.Texts;

/// <summary>Measures what the vectors of texts hold about labels: a logistic regression on the vectors alone, trained on few labels and on all.</summary>
/// <remarks>
/// The penalty is chosen among five by cross-validation in five folds on the training part. The figure for a number of labels is the mean of five draws of
/// that many training texts, the same for every model.
/// </remarks>
public sealed class TextProbe
{
    private const int DrawCount = 5;
    private const int FoldCount = 5;

    private static readonly int[] LabelCounts = [100, 250, 1000];
    private static readonly double[] Penalties = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6]; // Of equal ones the strongest is taken.

    private readonly LabelledTexts _train;
    private readonly LabelledTexts _test;
    private readonly string[] _classes;

    private TextProbe(LabelledTexts train, LabelledTexts test)
    {
        (_train, _test) = (train, test);
        _classes = [.. train.Labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads labelled texts.</summary>
    /// <param name="train">What the regression is trained on.</param>
    /// <param name="test">What it is measured on, read like <paramref name="train"/>.</param>
    /// <param name="reading">How files are read; null for what names and first lines say.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A file is broken, or has no labels or only one; the message says where.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TextProbe Read(ExampleSource train, ExampleSource test, CorpusOptions? reading = null, CancellationToken cancellationToken = default)
    {
        CorpusSource resolved = new CorpusSource(train, reading).Resolve();
        var probe = new TextProbe(LabelledTexts.Read(resolved, cancellationToken), LabelledTexts.Read(new CorpusSource(test, resolved.Options), cancellationToken));
        return probe._classes.Length > 1
            ? probe
            : throw new InvalidDataException($"{string.Join(", ", resolved.Paths)}: found the label '{probe._classes[0]}' on all texts, expected at least two labels. Is the column right?");
    }

    /// <summary>Trains and measures.</summary>
    /// <param name="texts">Gives the texts their vectors.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<ProbeResult> Evaluate(TextEmbedder texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        RowMatrix<double> x = Doubles(texts.EmbedAll(_train.Texts, cancellationToken)), testX = Doubles(texts.EmbedAll(_test.Texts, cancellationToken));
        int[] y = ClassesOf(_train), testY = ClassesOf(_test);
        int[] counts = [.. LabelCounts.Where(count => count < y.Length), y.Length];
        (int Count, int Draw)[] fits = [.. counts.SelectMany(count => Enumerable.Range(0, count == y.Length ? 1 : DrawCount).Select(draw => (count, draw)))];
        var accuracies = new double[fits.Length];
        int next = fits.Length; // The longest first.
        WorkerThreads.Run(Environment.ProcessorCount, _ =>
        {
            for (int i; (i = Interlocked.Decrement(ref next)) >= 0;)
                accuracies[i] = Accuracy(x, y, testX, testY, Draw(y.Length, fits[i].Count, fits[i].Draw), cancellationToken);
        });
        return [.. counts.Select(count => Result(count, [.. accuracies.Where((_, i) => fits[i].Count == count)]))];
    }

    private static ProbeResult Result(int count, double[] accuracies)
    {
        double mean = accuracies.Average();
        double? deviation = accuracies.Length > 1 ? Math.Sqrt(accuracies.Sum(value => (value - mean) * (value - mean)) / (accuracies.Length - 1)) : null;
        return new ProbeResult(count, mean, deviation, accuracies.Length);
    }

    private double Accuracy(RowMatrix<double> x, int[] y, RowMatrix<double> testX, int[] testY, int[] rows, CancellationToken cancellationToken)
    {
        double best = Penalties.MaxBy(penalty => Enumerable.Range(0, FoldCount).Sum(fold =>
        {
            int[] trained = [.. rows.Where((_, i) => i % FoldCount != fold)];
            LogisticRegression model = Fit(x, y, trained, penalty, cancellationToken);
            return rows.Where((_, i) => i % FoldCount == fold).Count(row => model.Predict(x.Row(row)) == y[row]);
        }));
        LogisticRegression final = Fit(x, y, rows, best, cancellationToken);
        return Enumerable.Range(0, testY.Length).Count(row => final.Predict(testX.Row(row)) == testY[row]) / (double)testY.Length;
    }

    private LogisticRegression Fit(RowMatrix<double> x, int[] y, int[] rows, double penalty, CancellationToken cancellationToken)
    {
        var model = new LogisticRegression(_classes.Length, x.Dimensions);
        model.Fit(x, rows, LogisticRegression.CrossEntropy(y), penalty, cancellationToken);
        return model;
    }

    private static int[] Draw(int total, int count, int draw)
    {
        int[] rows = [.. Enumerable.Range(0, total)];
        new SeededRandom(seed: 1, (ulong)draw).Shuffle<int>(rows);
        return rows[..count];
    }

    private int[] ClassesOf(LabelledTexts examples) => [.. examples.Labels.Select(label => Array.BinarySearch(_classes, label, StringComparer.Ordinal))]; // Below 0 for an unknown one, which is never right.

    private static RowMatrix<double> Doubles(RowMatrix<float> rows)
    {
        var doubles = new RowMatrix<double>(rows.RowCount, rows.Dimensions);
        for (int row = 0; row < rows.RowCount; row++)
            TensorPrimitives.ConvertTruncating<float, double>(rows.Row(row), doubles.Row(row));
        return doubles;
    }
}

/// <summary>How well a logistic regression on the vectors of texts labels texts.</summary>
/// <param name="LabelCount">How many labelled texts it was trained on.</param>
/// <param name="Accuracy">The share of test texts with the right label, the mean over draws.</param>
/// <param name="StandardDeviation">Its standard deviation over the draws; null for one.</param>
/// <param name="DrawCount">How many draws of the training texts.</param>
public sealed record ProbeResult(int LabelCount, double Accuracy, double? StandardDeviation, int DrawCount);
