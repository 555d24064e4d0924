using MT2ST.Embeddings;
using MT2ST.Training;
using MT2ST.Vocabularies;

namespace MT2ST.Runs;

/// <summary>A run after training: its settings, parameters and record.</summary>
internal sealed record TrainedRun
{
    /// <summary>The settings.</summary>
    public required RunOptions Options { get; init; }

    /// <summary>The words.</summary>
    public required Vocabulary Words { get; init; }

    /// <summary>The labels, or tags, of the primary's training data; null if it has neither.</summary>
    public required Vocabulary? Labels { get; init; }

    /// <summary>The shared table.</summary>
    public required EmbeddingTable<float> Table { get; init; }

    /// <summary>The tasks with their heads, the primary first.</summary>
    public required IReadOnlyList<TrainingTask<float>> Tasks { get; init; }

    /// <summary>The run's record.</summary>
    public required RunRecord Record { get; init; }

    /// <summary>The vectors of the words and, where the run has them, of character n-grams; made at the first use.</summary>
    public WordVectors Vectors => field ??= VectorsOf(Words, Table);

    /// <summary>The vectors of words and, where the table has them, of character n-grams.</summary>
    internal static WordVectors VectorsOf(Vocabulary words, EmbeddingTable<float> table) => new(words, table.WordVectors(), table.Composition is { } composition
        ? new NgramVectors(composition.Ngrams, composition.Buckets, composition.CountUses(), table.Rows, composition.FirstNgramRow)
        : null);
}
