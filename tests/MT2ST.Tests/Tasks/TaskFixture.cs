using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>A small task over hand-made data, the same values in every number type.</summary>
internal sealed record TaskFixture
{
    /// <summary>The variant's name.</summary>
    public required string Name { get; init; }

    /// <summary>The task's name in the catalog.</summary>
    public required string Task { get; init; }

    /// <summary>The task's own options.</summary>
    public required TaskOptions Options { get; init; }

    /// <summary>Whether what the task hands over is its loss's gradient: not so for CBOW by word2vec's rule.</summary>
    public bool HasExactGradient => Task != "cbow";

    /// <summary>What it trains on.</summary>
    public required IndexedCorpus Train { get; init; }

    /// <summary>V.</summary>
    public int WordCount { get; init; } = FixtureCorpora.WordCount;

    /// <summary>D.</summary>
    public required int Dimensions { get; init; }

    /// <summary>The character n-grams that make up words; null for none.</summary>
    public CharacterNgrams? Ngrams { get; init; }

    /// <summary>The encoder that the task shares; null where it has its own.</summary>
    public TokenEncoderOptions? SharedEncoder { get; init; }

    /// <summary>Whether other tasks train the table too.</summary>
    public bool HasAuxiliaries { get; init; }

    /// <summary>How many threads will train it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The seed of all parameters, chosen so that no input lies near a tie of max, ReLU or hinge.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>A table of its own.</summary>
    public EmbeddingTable<T> NewTable<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(WordCount, Dimensions, scale: 0.8, new SeededRandom(Seed, stream: 1), Composition);

    /// <summary>The rows of each word; null without n-grams.</summary>
    public WordComposition? Composition => Ngrams is null ? null : new WordComposition(Ngrams, FixtureCorpora.Words);

    /// <summary>The shared encoder over a table.</summary>
    public SharedEncoder<T> NewEncoder<T>(EmbeddingTable<T> table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(SharedEncoder!, table, Train.FeatureBucketCount, new SeededRandom(Seed, stream: 3));

    /// <summary>The task over a table, by default over a new one, with the encoder given or a new one.</summary>
    public ITask<T> Create<T>(EmbeddingTable<T>? table = null, SharedEncoder<T>? encoder = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        table ??= NewTable<T>();
        encoder ??= SharedEncoder is null ? null : NewEncoder(table);
        ITask<T> task = Options.Create(new TaskContext<T>
        {
            Name = Name,
            Table = table,
            Train = Train,
            Encoders = encoder is null ? [] : [encoder],
            Seed = Seed,
            Threads = Threads,
            HasAuxiliaries = HasAuxiliaries,
        });
        // Biases and skip-gram's output vectors start at zero, where some gradients are zero as well and prove nothing.
        var random = new SeededRandom(Seed, stream: 2);
        foreach (RowParameter<T> rows in task.RowParameters)
            FillIfZero(rows.Rows, random);
        foreach (DenseParameter<T> dense in task.DenseParameters)
            FillIfZero(dense.Values, random);
        return task;
    }

    private static void FillIfZero<T>(RowMatrix<T> values, SeededRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!values.Values.ContainsAnyExcept(T.Zero))
            Initialization.Uniform(values, 0.5, random);
    }

    public override string ToString() => Name;
}
