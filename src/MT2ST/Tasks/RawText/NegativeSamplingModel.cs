using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>The text, word vectors and output vectors of a task that scores the words of a window against a centre and negatives.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class NegativeSamplingModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <exception cref="ArgumentException">The text is empty, no two words of it stand near each other, or an option is out of range.</exception>
    public NegativeSamplingModel(TaskContext<T> context, NegativeSamplingOptions options)
    {
        if (context.Train.TokenCount == 0)
            throw new ArgumentException($"Task '{context.Name}' has no text to train on.", nameof(context));
        Name = context.Name;
        Options = options;
        Train = context.Train;
        if (!HasNeighbours(Train))
            throw new ArgumentException($"Task '{Name}' found no two words of its vocabulary in one text, expected words that stand near each other. A line is a text: give longer ones, or lower minCount.", nameof(context));
        Embedding = context.Table.CreateView();
        WordRowCount = context.Table.WordCount + 1;
        int rows = WordRowCount + HotRowCopies<T>.SpareRows(WordRowCount, context.Threads);
        // Output vectors start at zero, as in word2vec: the first pairs move the inputs by nothing and the outputs towards them.
        Outputs = new RowParameter<T>($"{Name}/outputs", new RowMatrix<T>(rows, context.Table.Dimensions), isShared: false) { IsPartOfModel = false };
        Frequencies = new WordFrequencies(Train, context.Table.WordCount, options.Subsample, context.Cancellation);
        Negatives = Frequencies.CreateNegatives();
    }

    public string Name { get; }

    public NegativeSamplingOptions Options { get; }

    public IndexedCorpus Train { get; }

    public Embedding<T> Embedding { get; }

    /// <summary>The vectors of words as targets, then spare rows for threads' copies.</summary>
    public RowParameter<T> Outputs { get; }

    /// <summary>V + 1 rows of <see cref="Outputs"/>: every word and the unknown one.</summary>
    public int WordRowCount { get; }

    public WordFrequencies Frequencies { get; }

    public AliasSampler Negatives { get; }

    private static bool HasNeighbours(IndexedCorpus text)
    {
        for (int document = 0; document < text.DocumentCount; document++)
            if (text.Tokens(document).Length > 1)
                return true;
        return false;
    }
}
