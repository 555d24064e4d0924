using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tasks.Classification;

/// <summary>Labels a text: an encoder's features, then a softmax or, if a text may have several labels, a sigmoid for each.</summary>
/// <remarks>An example and a term of the loss is a text, times its weight if it has one. Encoders: <c>rows</c> (with a pooling and n-grams of words), <c>cnn</c>, and those that tasks share (with a pooling).</remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class ClassificationTask<T> : ITask<T>, ITextClassifier, ITextExplainer, ITextEmbedder, ICalibrated, ILastStep
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IndexedCorpus _train;
    private readonly ClassificationOptions _options;
    private readonly ITextEncoder<T> _encoder;
    private readonly SoftmaxHead<T> _head;
    private readonly UnknownWordDropout _unknownWords;
    private readonly LossWeights _weights;
    private readonly DenseParameter<T>? _threshold;
    private readonly LinearPart<T>? _linear;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The data has no labels.</exception>
    public ClassificationTask(TaskContext<T> context, ClassificationOptions options)
    {
        _train = context.Train;
        if (_train.Labels is null)
            throw new ArgumentException($"Task '{context.Name}' needs a label for each text.", nameof(context));
        if (options.MultiLabel && !_train.HasLabelSets)
            throw new ArgumentException($"Task '{context.Name}' needs data that was indexed with all labels of a text.", nameof(context));
        if (options.MultiLabel && _train.IsWeighted && Enumerable.Range(0, _train.DocumentCount).Any(document => _train.Probability(document) < 1))
            throw new ArgumentException($"Task '{context.Name}' labels texts with several labels, of which one probability says nothing; give certain labels.", nameof(context));
        Name = context.Name;
        Labels = _train.Labels;
        options = (ClassificationOptions)options.DecideBy(_train, context.HasAuxiliaries);
        _options = options;
        var random = new SeededRandom(context.Seed);
        Embedding<T> embedding = context.Table.CreateView();
        if (context.Encoders.FirstOrDefault(shared => shared.Options.Name == options.Encoder) is { } shared)
            _encoder = new PooledTokenEncoder<T>(Name, shared.CreateView(embedding), options.Pooling ?? BuiltInPoolings.Mean);
        else if (options.Encoder == ClassificationOptions.Cnn)
            _encoder = new ConvolutionEncoder<T>(Name, embedding, options.Widths, options.Filters, random);
        else
            _encoder = new BagOfWordsEncoder<T>(context, embedding, options.Bag);
        _head = new SoftmaxHead<T>(Name, Labels.Count, _encoder.FeatureCount, random);
        _unknownWords = new UnknownWordDropout(_train, context.Table.WordCount, options.UnknownDropout!.Value, context.Cancellation);
        if (options.MultiLabel)
        {
            _threshold = new DenseParameter<T>($"{Name}/threshold", 1, 1);
            _threshold.Values.Row(0)[0] = T.CreateTruncating(LabelThreshold.Usual);
        }
        _weights = new LossWeights(_train, options.ClassWeights);
        if (options.LinearCost > 0)
            _linear = new LinearPart<T>(Name, _train, context.Table.WordCount, options, context.Cancellation);
        RowParameters = [embedding.Parameter, .. _encoder.RowParameters, .. _linear is null ? Array.Empty<RowParameter<T>>() : [_linear.Rows]];
        DenseParameters = [_head.Weights, _head.Bias, .. _encoder.DenseParameters];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ExampleCount => _train.DocumentCount;

    /// <inheritdoc/>
    public IReadOnlyList<RowParameter<T>> RowParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> DenseParameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DenseParameter<T>> Constants => [.. _encoder.Constants, .. new[] { _threshold, _linear?.Weights }.OfType<DenseParameter<T>>()];

    /// <inheritdoc/>
    public double Threshold => _threshold is null ? LabelThreshold.Usual : double.CreateTruncating(_threshold.Values.Row(0)[0]);

    /// <inheritdoc/>
    public Vocabulary Labels { get; }

    /// <inheritdoc/>
    public bool HasSeveralLabels => _options.MultiLabel;

    /// <inheritdoc/>
    public ITextPredictor CreatePredictor() => new Predictor(this);

    /// <summary>The encoder, if texts are weighed sums of words and n-grams that a teacher can teach.</summary>
    public BagOfWordsEncoder<T>? WeighedBag => _encoder is BagOfWordsEncoder<T> { WeighsByIdf: true } bag ? bag : null;

    /// <inheritdoc/>
    public int TextDimensions => _encoder.FeatureCount;

    /// <inheritdoc/>
    public ITextEmbeddingPass CreateEmbeddingPass() => new EmbeddingPass(this);

    /// <inheritdoc/>
    /// <remarks>The score is w_label x + b_label, x the weighted mean of the tokens' vectors, and what the linear part adds.</remarks>
    public List<TokenShare>? Shares(ReadOnlySpan<int> words, int label, int other)
    {
        if (_encoder is not BagOfWordsEncoder<T> bag)
            return null;
        T[] direction = _head.Weights.Values.Row(label).ToArray();
        if (other >= 0)
            TensorPrimitives.Subtract(direction, _head.Weights.Values.Row(other), direction);
        words = Beginning(words);
        return bag.Shares(words, direction) is not { } shares ? null
            : _linear is null ? shares
            : [.. shares.Concat(_linear.CreatePass().Shares(words, label, other)).GroupBy(share => (share.First, share.Last)).Select(same => new TokenShare(same.Key.First, same.Key.Last, same.Sum(share => share.Value)))];
    }

    /// <inheritdoc/>
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, shard);

    /// <inheritdoc/>
    public Measurement Evaluate(IndexedCorpus examples, CancellationToken cancellationToken)
    {
        var pass = new Predictor(this, cancellationToken);
        ITextScore score = CreateLoss().CreateScore();
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            score.Add(pass.Logits(examples.Tokens(document)), examples, document);
        }
        return score.Measure();
    }

    /// <inheritdoc/>
    public void Calibrate(IndexedCorpus dev, CancellationToken cancellationToken)
    {
        if (_threshold is null)
            return;
        var pass = new Predictor(this, cancellationToken);
        var probabilities = new double[dev.DocumentCount * Labels.Count];
        var isTrue = new bool[probabilities.Length];
        for (int document = 0; document < dev.DocumentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pass.Predict(dev.Tokens(document), probabilities.AsSpan(document * Labels.Count, Labels.Count));
            foreach (int label in dev.LabelSet(document))
                if (label >= 0 && label < Labels.Count)
                    isTrue[(document * Labels.Count) + label] = true;
        }
        _threshold.Values.Row(0)[0] = T.CreateTruncating(LabelThreshold.OfBestF1(probabilities, isTrue));
    }

    /// <inheritdoc/>
    public long TakeLastStep(CancellationToken cancellationToken)
    {
        if (_train.DocumentCount == 0)
            return 0;
        long multiplyAdds = 0;
        LinearSvm? svm = null;
        if (_linear is not null)
            (svm, multiplyAdds) = _linear.Fit(_train, _weights, _options.LinearCost!.Value, cancellationToken);
        if (_options.HeadPenalty > 0)
            multiplyAdds += FitHead(_options.HeadPenalty.Value, cancellationToken); // Once it writes, it is not interrupted.
        if (svm is not null)
            _linear!.Take(svm, _head.Bias.Values.Row(0)[..Labels.Count]);
        return multiplyAdds;
    }

    /// <summary>Fits the head anew to the texts' vectors as they are now, which moved under it in training.</summary>
    /// <remarks>W, b = argmin of the sum of the texts' losses + lambda / 2 |W|².</remarks>
    private long FitHead(double penalty, CancellationToken cancellationToken)
    {
        ITextEncoderPass<T> pass = _encoder.CreatePass(dropout: null, cancellationToken);
        var features = new RowMatrix<T>(1, _encoder.FeatureCount);
        var x = new RowMatrix<double>(_train.DocumentCount, _encoder.FeatureCount);
        for (int document = 0; document < _train.DocumentCount; document++)
        {
            Encode(pass, Beginning(_train.Tokens(document)), features);
            TensorPrimitives.ConvertTruncating<T, double>(features.Row(0), x.Row(document));
        }
        ILabelLoss<double> loss = CreateLoss<double>();
        var fit = new LogisticRegression(Labels.Count, _encoder.FeatureCount);
        long multiplyAdds = fit.Fit(x, Enumerable.Range(0, _train.DocumentCount).ToArray(), WeightedLoss, penalty / _train.DocumentCount, cancellationToken);
        for (int label = 0; label < Labels.Count; label++)
        {
            ReadOnlySpan<double> parameters = fit.Parameters.AsSpan(label * (_encoder.FeatureCount + 1), _encoder.FeatureCount + 1);
            TensorPrimitives.ConvertTruncating(parameters[..^1], _head.Weights.Values.Row(label)[.._encoder.FeatureCount]);
            _head.Bias.Values.Row(0)[label] = T.CreateTruncating(parameters[^1]);
        }
        return multiplyAdds;

        double WeightedLoss(MatrixView<double> logits, int document)
        {
            double value = loss.ToGradient(logits, _train, document), weight = _weights[document];
            TensorPrimitives.Multiply(logits[0], weight, logits[0]);
            return weight * value;
        }
    }

    private ILabelLoss<T> CreateLoss() => CreateLoss<T>();

    private ILabelLoss<TLoss> CreateLoss<TLoss>()
        where TLoss : unmanaged, IBinaryFloatingPointIeee754<TLoss> =>
        _options.MultiLabel ? new MultiLabelLoss<TLoss>(Labels.Count, Threshold) : new SingleLabelLoss<TLoss>(Labels.Count);

    private ReadOnlySpan<int> Beginning(ReadOnlySpan<int> words) => words[..Math.Min(words.Length, _options.MaximumTokens)];

    // A text without words has no features: its label is predicted from the bias alone.
    private void Encode(ITextEncoderPass<T> pass, ReadOnlySpan<int> words, MatrixView<T> x)
    {
        if (words.IsEmpty)
            x.Clear();
        else
            pass.Forward(words, x[0][.._encoder.FeatureCount]);
    }

    private sealed class Predictor(ClassificationTask<T> task, CancellationToken cancellationToken = default) : ITextPredictor
    {
        private readonly ITextEncoderPass<T> _pass = task._encoder.CreatePass(dropout: null, cancellationToken);
        private readonly ILabelLoss<T> _loss = task.CreateLoss();
        private readonly RowMatrix<T> _x = new(1, task._encoder.FeatureCount);
        private readonly Scratch<T> _logits = new();
        private readonly LinearPart<T>.Pass? _linear = task._linear?.CreatePass();

        /// <summary>The logits of a text, one row, <c>[1, C]</c>.</summary>
        public MatrixView<T> Logits(ReadOnlySpan<int> words)
        {
            MatrixView<T> logits = _logits.Take(1, task._head.ClassCount);
            words = task.Beginning(words);
            task.Encode(_pass, words, _x);
            task._head.Scores(_x, logits);
            _linear?.AddTo(words, logits[0]);
            return logits;
        }

        public void Predict(ReadOnlySpan<int> words, Span<double> probabilities)
        {
            Span<T> logits = Logits(words)[0];
            _loss.ToProbabilities(logits);
            for (int label = 0; label < logits.Length; label++)
                probabilities[label] = double.CreateTruncating(logits[label]);
        }
    }

    /// <summary>Takes the features, which the head reads, as the vector of a text.</summary>
    private sealed class EmbeddingPass(ClassificationTask<T> task) : ITextEmbeddingPass
    {
        private readonly ITextEncoderPass<T> _pass = task._encoder.CreatePass(dropout: null);
        private readonly RowMatrix<T> _x = new(1, task._encoder.FeatureCount);

        public bool Embed(ReadOnlySpan<int> words, Utf8List spelled, Span<float> vector)
        {
            words = task.Beginning(words);
            if (!words.ContainsAnyExcept(task._train.Words.Count))
                return false;
            task.Encode(_pass, words, _x);
            TensorPrimitives.ConvertTruncating<T, float>(_x.Row(0), vector);
            return true;
        }
    }

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly ClassificationTask<T> _task;
        private readonly SeededRandom _random;
        private readonly ExampleOrder _texts;
        private readonly ITextEncoderPass<T> _pass;
        private readonly Dropout<T> _dropout;
        private readonly ILabelLoss<T> _loss;
        private readonly RowMatrix<T> _x;
        private readonly RowMatrix<T> _dX;
        private readonly RowMatrix<T> _mask;
        private readonly Scratch<T> _logits = new();
        private readonly RowMatrix<T>[] _gradients;
        private readonly int[] _words;

        public Worker(ClassificationTask<T> task, Shard shard)
        {
            _task = task;
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _texts = new ExampleOrder(task._train.DocumentCount, shard, _random);
            _pass = task._encoder.CreatePass(_random);
            _dropout = new Dropout<T>(task._options.Dropout!.Value, _random);
            _loss = task.CreateLoss();
            int featureCount = task._encoder.FeatureCount;
            _x = new RowMatrix<T>(1, featureCount);
            _dX = new RowMatrix<T>(1, featureCount);
            _mask = new RowMatrix<T>(1, featureCount);
            _gradients = [.. task.DenseParameters.Select(parameter => parameter.LikeValues())];
            _words = new int[task._options.MaximumTokens];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients => _gradients;

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            StepReport report = default;
            for (int i = 0; i < exampleCount; i++)
                report += StepText(update, _texts.Next());
            return report;
        }

        private StepReport StepText<TUpdate>(TUpdate update, int document)
            where TUpdate : struct, IRowUpdate<T>
        {
            ReadOnlySpan<int> text = _task.Beginning(_task._train.Tokens(document));
            Span<int> words = _words.AsSpan(0, text.Length);
            _task._unknownWords.Apply(text, words, _random);
            Span<T> features = _x.Row(0), mask = _mask.Row(0);
            _task.Encode(_pass, words, _x);
            _dropout.Apply(features, mask);

            MatrixView<T> g = _logits.Take(1, _task._head.ClassCount);
            _task._head.Scores(_x, g);
            double loss = _loss.ToGradient(g, _task._train, document);
            if (_task._weights[document] is not 1 and double weight)
            {
                loss *= weight;
                TensorPrimitives.Multiply(g[0], T.CreateTruncating(weight), g[0]);
            }
            Span<T> dFeatures = _dX.Row(0);
            dFeatures.Clear();
            _task._head.Backward(g, _x, _dX, _gradients[0], _gradients[1]);
            long multiplyAdds = _task._head.MultiplyAdds(1);
            if (!words.IsEmpty)
            {
                for (int i = 0; i < dFeatures.Length; i++)
                    dFeatures[i] *= mask[i];
                multiplyAdds += _pass.Backward(update, dFeatures, _gradients.AsSpan(2));
            }
            return new StepReport(1, 1, loss, multiplyAdds);
        }
    }
}
