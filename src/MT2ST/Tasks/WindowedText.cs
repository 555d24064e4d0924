using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Evaluation;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>The text, word vectors and output vectors of a task that scores the words of a window against a centre and negatives.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class WindowedText<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <exception cref="ArgumentException">The text is empty, no two words of it stand near each other, or an option is out of range.</exception>
    public WindowedText(TaskContext<T> context, NegativeSamplingOptions options)
    {
        options.Validate();
        if (context.Train.TokenCount == 0)
            throw new ArgumentException($"Task '{context.Name}' has no text to train on.", nameof(context));
        Name = context.Name;
        Options = options;
        Train = context.Train;
        if (!HasNeighbours(Train))
            throw new ArgumentException($"Task '{Name}' found no two words of its vocabulary in one text, expected words that stand near each other. A line is a text: give longer ones, or lower minCount.", nameof(context));
        Embedding = context.Table.CreateView();
        WordRowCount = context.Table.WordCount + 1;
        int rows = WordRowCount + LocalRows<T>.SpareRows(WordRowCount, context.Threads);
        // Output vectors start at zero, as in word2vec: the first pairs move the inputs by nothing and the outputs towards them.
        Outputs = new RowParameter<T>($"{Name}/outputs", new RowMatrix<T>(rows, context.Table.Dimensions), isShared: false) { IsPartOfModel = false };
        Frequencies = new WordFrequencies(Train, context.Table.WordCount, options.Subsample, context.Cancellation);
        Negatives = Frequencies.CreateNegatives();
    }

    public string Name { get; }

    public NegativeSamplingOptions Options { get; }

    public EncodedCorpus Train { get; }

    public Embedding<T> Embedding { get; }

    /// <summary>The vectors of words as targets, then spare rows for threads' copies.</summary>
    public RowParameter<T> Outputs { get; }

    /// <summary>V + 1 rows of <see cref="Outputs"/>: every word and the unknown one.</summary>
    public int WordRowCount { get; }

    public WordFrequencies Frequencies { get; }

    public AliasSampler Negatives { get; }

    private static bool HasNeighbours(EncodedCorpus text)
    {
        for (int document = 0; document < text.DocumentCount; document++)
            if (text.Tokens(document).Length > 1)
                return true;
        return false;
    }

    /// <summary>A worker that runs a step at each centre of a share of a text.</summary>
    public ITaskWorker<T> CreateWorker<TStep>(TStep step, EncodedCorpus text, Shard shard)
        where TStep : struct, IWindowStep<T> => new Worker<TStep>(step, new ContextWindows<T>(this, text, shard, TStep.HasPrivateNegatives));

    /// <summary>The mean loss of a term, with subsampling, windows and negatives drawn from a fixed seed.</summary>
    public Measurement Evaluate<TStep>(TStep step, EncodedCorpus examples, CancellationToken cancellation)
        where TStep : struct, IWindowStep<T>
    {
        ArgumentNullException.ThrowIfNull(examples);
        const int BatchTokens = 1000;
        if (examples.TokenCount == 0)
            return new Measurement("loss", 0, HigherIsBetter: false, 0, 0);
        ITaskWorker<T> worker = CreateWorker(step, examples, Shard.Whole(seed: 1));
        StepReport report = default;
        while (report.ExampleCount < examples.TokenCount)
        {
            cancellation.ThrowIfCancellationRequested();
            report += worker.TrainBatch(default(DiscardUpdate<T>), BatchTokens);
        }
        double loss = report.LossSum / Math.Max(1, report.TermCount);
        return new Measurement("loss", loss, HigherIsBetter: false, loss, report.TermCount);
    }

    private sealed class Worker<TStep>(TStep step, ContextWindows<T> windows) : ITaskWorker<T>
        where TStep : struct, IWindowStep<T>
    {
        private TStep _step = step;

        public IReadOnlyList<RowMatrix<T>> DenseGradients => [];

        public StepReport TrainBatch<TUpdate>(TUpdate update, int exampleCount)
            where TUpdate : struct, IRowUpdate<T> => windows.Run(update, exampleCount, ref _step);

        public void Settle() => windows.Settle();
    }
}
