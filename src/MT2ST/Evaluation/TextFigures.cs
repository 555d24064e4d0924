namespace MT2ST.Evaluation;

/// <summary>The figures of a test of texts with one label each.</summary>
/// <remarks>
/// <para>Precision, recall and F1 of a class c: TP / (TP + FP), TP / (TP + FN), 2 TP / (2 TP + FP + FN), 0 where the denominator is 0; macro: their mean
/// over the classes that occur or are predicted (Manning, Raghavan and Schütze 2008, section 13.6). With one label for each text, micro P, R and F1 all are the accuracy.</para>
/// <para>Log loss: the mean of -log p(label), p clipped to [2^-52, 1 - 2^-52] and divided by its sum, as scikit-learn 1.2 has it. Brier score: the mean of (p(positive) - y)²
/// for two classes, and of the sum over classes of (p(c) - y_c)² for more (Brier 1950). Calibration error (ECE, Guo et al. 2017): with texts in 10 bins of
/// equal width by the probability of their predicted label, (0, 0.1] ... (0.9, 1], the mean over texts of |accuracy - mean probability| of their bin.</para>
/// <para>For two classes the positive one is the last by ordinal order, as in scikit-learn (<c>1</c>, <c>pos</c>, <c>spam</c>). A label that the model does not know has probability 0.</para>
/// </remarks>
internal sealed class TextFigures : IFigures
{
    private const int BinCount = 10;
    private const double LeastProbability = 1.0 / (1L << 52); // numpy.finfo(float).eps.

    private readonly int[] _labels;
    private readonly int[] _predicted;
    private readonly double[] _top;
    private readonly double[] _losses;
    private readonly double[] _brier;
    private readonly int _classCount;
    private readonly BinaryRanking? _ranking; // Of two classes.

    /// <summary>Takes the predictions.</summary>
    /// <param name="classes">The classes: those that the model knows, then others of the data.</param>
    /// <param name="knownCount">How many the model knows.</param>
    /// <param name="texts">The predictions.</param>
    public TextFigures(IReadOnlyList<string> classes, int knownCount, IReadOnlyList<TextPrediction> texts)
    {
        _classCount = classes.Count;
        _labels = [.. texts.Select(text => text.Label)];
        _predicted = [.. texts.Select(text => text.Predicted)];
        _top = [.. texts.Select(text => text.Probability)];
        _losses = [.. texts.Select(text => -Math.Log(text.LabelShare))];
        Kinds = [Higher("accuracy"), Higher("macroPrecision"), Higher("macroRecall"), Higher("macroF1"), Higher("microPrecision"), Higher("microRecall"), Higher("microF1"), Lower("logLoss"), Lower("brier"), Lower("ece")];
        if (knownCount == 2)
        {
            int positive = string.CompareOrdinal(classes[0], classes[1]) > 0 ? 0 : 1;
            double[] scores = [.. texts.Select(text => positive == 0 ? text.FirstProbability : text.SecondProbability)];
            Positive = classes[positive];
            _brier = [.. texts.Select((text, i) => text.Label < knownCount ? Square(scores[i] - (text.Label == positive ? 1 : 0)) : text.Brier)];
            _ranking = new BinaryRanking(Enumerable.Range(0, texts.Count).Where(text => _labels[text] < knownCount), scores, text => _labels[text] == positive);
            Kinds = [.. Kinds, Higher("auc"), Higher("averagePrecision")];
        }
        else
            _brier = [.. texts.Select(text => text.Brier)];

        static FigureKind Higher(string name) => new(name, HigherIsBetter: true);
        static FigureKind Lower(string name) => new(name, HigherIsBetter: false);
        static double Square(double value) => value * value;
    }

    /// <summary>The class that AUC and average precision are about; null unless there are two.</summary>
    public string? Positive { get; }

    /// <inheritdoc/>
    public int ExampleCount => _labels.Length;

    /// <inheritdoc/>
    public IReadOnlyList<FigureKind> Kinds { get; }

    /// <summary>The probabilities of one text as its figures need them.</summary>
    /// <param name="label">The text's label; -1 for one that the model does not know.</param>
    /// <param name="unknownLabel">The number of such a label among all classes.</param>
    /// <param name="probabilities">Of each label that the model knows.</param>
    public static TextPrediction Predict(int label, int unknownLabel, ReadOnlySpan<double> probabilities)
    {
        int predicted = TensorPrimitives.IndexOfMax(probabilities);
        double sum = 0, brier = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            double wanted = c == label ? 1 : 0;
            brier += (probabilities[c] - wanted) * (probabilities[c] - wanted);
            sum += Clipped(probabilities[c]);
        }
        return new TextPrediction
        {
            Label = label >= 0 ? label : unknownLabel,
            Predicted = predicted,
            Probability = probabilities[predicted],
            LabelShare = Clipped(label >= 0 ? probabilities[label] : 0) / sum,
            Brier = label >= 0 ? brier : brier + 1,
            FirstProbability = probabilities[0],
            SecondProbability = probabilities.Length > 1 ? probabilities[1] : 0,
        };

        static double Clipped(double probability) => Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
    }

    /// <inheritdoc/>
    public void Compute(ReadOnlySpan<int> copies, Span<double> values)
    {
        var labelled = new long[_classCount];
        var predicted = new long[_classCount];
        var correct = new long[_classCount];
        Span<double> binGap = stackalloc double[BinCount]; // Correct texts less the sum of their probabilities.
        binGap.Clear();
        double loss = 0, brier = 0;
        long count = 0;
        for (int text = 0; text < copies.Length; text++)
        {
            int n = copies[text];
            if (n == 0)
                continue;
            bool isCorrect = _labels[text] == _predicted[text];
            count += n;
            labelled[_labels[text]] += n;
            predicted[_predicted[text]] += n;
            correct[_labels[text]] += isCorrect ? n : 0;
            loss += n * _losses[text];
            brier += n * _brier[text];
            binGap[Math.Clamp((int)Math.Ceiling(_top[text] * BinCount) - 1, 0, BinCount - 1)] += n * ((isCorrect ? 1 : 0) - _top[text]);
        }
        double accuracy = (double)correct.Sum() / count;
        values[0] = accuracy;
        ClassFigures.Macro(labelled, predicted, correct, values[1..]);
        values[4..7].Fill(accuracy);
        values[7] = loss / count;
        values[8] = brier / count;
        values[9] = TensorPrimitives.SumOfMagnitudes<double>(binGap) / count;
        if (_ranking is not null)
            (values[10], values[11]) = _ranking.Compute(copies);
    }

    /// <summary>How often each class was predicted for each: rows are the data's labels, columns the predicted ones.</summary>
    public long[][] Confusion()
    {
        long[][] counts = [.. Enumerable.Range(0, _classCount).Select(_ => new long[_classCount])];
        for (int text = 0; text < _labels.Length; text++)
            counts[_labels[text]][_predicted[text]]++;
        return counts;
    }
}

/// <summary>What the figures need of a text with one label.</summary>
internal readonly record struct TextPrediction
{
    /// <summary>The text's label among all classes.</summary>
    public required int Label { get; init; }

    /// <summary>The likeliest label.</summary>
    public required int Predicted { get; init; }

    /// <summary>Its probability.</summary>
    public required double Probability { get; init; }

    /// <summary>The clipped probability of the text's label, as a share of all.</summary>
    public required double LabelShare { get; init; }

    /// <summary>The sum over classes of (p - y)².</summary>
    public required double Brier { get; init; }

    /// <summary>The probability of the first label that the model knows.</summary>
    public required double FirstProbability { get; init; }

    /// <summary>The probability of the second one.</summary>
    public required double SecondProbability { get; init; }
}
