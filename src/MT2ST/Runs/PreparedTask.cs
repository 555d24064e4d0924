using MT2ST.Corpora;
using MT2ST.Encoding;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>A task of a run with its data encoded.</summary>
public sealed record PreparedTask
{
    /// <summary>The task's name in the run.</summary>
    public required string Name { get; init; }

    /// <summary>The task's kind.</summary>
    public required ITaskDefinition Definition { get; init; }

    /// <summary>What is trained on.</summary>
    public required EncodedCorpus Train { get; init; }

    /// <summary>The dev split; null where there is none.</summary>
    public EncodedCorpus? Dev { get; init; }

    /// <summary>The test split; null where there is none.</summary>
    public EncodedCorpus? Test { get; init; }

    /// <summary>The similarity sets that stand for dev and test splits; null where there are none.</summary>
    public PreparedSimilarity? Similarity { get; init; }

    /// <summary>Which pairs of words were trained on and which left out; null for a task that is not over pairs.</summary>
    public PairUsage? Pairs { get; init; }

    /// <summary>Whether there is dev data.</summary>
    public bool HasDev => Dev is not null || Similarity is not null;
}
