using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>Labels each token of a sentence from a window around it.</summary>
/// <remarks>The network is <c>TaggingNetwork</c>; an example is a sentence, a term of the loss a token.</remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class TaggingTask<T> : ITask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EncodedCorpus _train;
    private readonly TaggingNetwork<T> _network;
    private readonly RareWordDropout _rareWords;

    /// <summary>Creates the task.</summary>
    /// <exception cref="ArgumentException">The data has no tags, or lacks the affix features that the options ask for.</exception>
    public TaggingTask(TaskContext<T> context, TaggingOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _train = context.Train;
        if (!_train.HasTags)
            throw new ArgumentException($"Task '{context.Name}' needs a tag for each token.", nameof(context));
        if (options.Affixes && _train.FeaturesPerToken != WordFeatures.Count)
            throw new ArgumentException($"Task '{context.Name}' needs data that was encoded with word features.", nameof(context));
        Name = context.Name;
        _network = new TaggingNetwork<T>(context, options, new SeededRandom(context.Seed));
        _rareWords = new RareWordDropout(_train, context.Table.WordCount, options.UnknownDropout);
        RowParameters = _network.RowParameters;
        DenseParameters = _network.DenseParameters;
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
    public ITaskWorker<T> CreateWorker(Shard shard) => new Worker(this, shard);

    /// <inheritdoc/>
    public Measurement Evaluate(EncodedCorpus examples, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var pass = new TaggingNetwork<T>.Pass(_network);
        var score = new ClassificationScore(_network.Head.ClassCount);
        for (int document = 0; document < examples.DocumentCount; document++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> words = examples.Tokens(document);
            if (words.IsEmpty)
                continue;
            words.CopyTo(pass.Words(words.Length));
            score.Add(pass.Forward(Features(examples, document), dropout: null), examples.Tags(document));
        }
        return score.Measure();
    }

    private ReadOnlySpan<int> Features(EncodedCorpus corpus, int document) =>
        _network.Options.Affixes ? corpus.Features(document) : [];

    private sealed class Worker : ITaskWorker<T>
    {
        private readonly TaggingTask<T> _task;
        private readonly SeededRandom _random;
        private readonly ExampleOrder _sentences;
        private readonly TaggingNetwork<T>.Pass _pass;
        private readonly Dropout<T> _dropout;

        public Worker(TaggingTask<T> task, Shard shard)
        {
            _task = task;
            _random = new SeededRandom(shard.Seed, (ulong)shard.Index);
            _sentences = new ExampleOrder(task._train.DocumentCount, shard, _random);
            _pass = new TaggingNetwork<T>.Pass(task._network);
            _dropout = new Dropout<T>(task._network.Options.Dropout, _random);
            DenseGradients = [.. task.DenseParameters.Select(parameter => parameter.LikeValues())];
        }

        public IReadOnlyList<RowMatrix<T>> DenseGradients { get; }

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T>
        {
            StepReport report = default;
            for (int i = 0; i < exampleCount; i++)
                report += StepSentence(update, _sentences.Next());
            return report;
        }

        private StepReport StepSentence<TUpdate>(TUpdate update, int document)
            where TUpdate : struct, IRowUpdate<T>
        {
            ReadOnlySpan<int> words = _task._train.Tokens(document);
            if (words.IsEmpty)
                return new StepReport(1, 0, 0, 0);
            _task._rareWords.Apply(words, _pass.Words(words.Length), _random);
            ReadOnlySpan<int> features = _task.Features(_task._train, document);
            MatrixView<T> g = _pass.Forward(features, _dropout);
            ReadOnlySpan<int> tags = _task._train.Tags(document);
            double loss = 0;
            for (int i = 0; i < words.Length; i++)
                loss += Logistic.SoftmaxCrossEntropy(g[i], tags[i]);
            long multiplyAdds = _pass.Backward(update, g, features, DenseGradients);
            return new StepReport(1, words.Length, loss, multiplyAdds);
        }
    }
}
