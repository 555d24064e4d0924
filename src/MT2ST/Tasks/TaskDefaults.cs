namespace MT2ST.Tasks;

/// <summary>A task's values for settings that the run does not give.</summary>
public sealed record TaskDefaults
{
    /// <summary>The defaults of tasks over raw text: short steps, rare words left out, and a small text read more often (benchmarks/results/skipgram.md).</summary>
    internal static TaskDefaults RawText { get; } = new() { Rate = 0.05, BatchSize = 1000, MinimumCount = 5, DropsUnknownWords = true, Epochs = 5, MinimumVisits = 50_000_000, MaximumEpochs = 20 };

    /// <summary>The defaults of tasks over pairs of words: words outside the vocabulary are left out.</summary>
    internal static TaskDefaults WordPairs { get; } = new() { Rate = 0.05, BatchSize = 32, DropsUnknownWords = true };

    /// <summary>The optimizer of rows, by its name in the catalog.</summary>
    public string RowOptimizer { get; init; } = "adagrad";

    /// <summary>The learning rate of rows.</summary>
    public required double Rate { get; init; }

    /// <summary>The optimizer of the head, by its name in the catalog.</summary>
    public string HeadOptimizer { get; init; } = "adam";

    /// <summary>The learning rate of the head.</summary>
    public double HeadRate { get; init; } = 0.002;

    /// <summary>Whether the rates fall linearly over the run.</summary>
    public bool LinearDecay { get; init; }

    /// <summary>Planned epochs of a run whose primary has so much data that <see cref="MinimumVisits"/> asks for no more.</summary>
    public double Epochs { get; init; } = 1;

    /// <summary>How many documents, or tokens of raw text, a run visits at least: few are visited more often, in at most <see cref="MaximumEpochs"/>.</summary>
    public double MinimumVisits { get; init; }

    /// <summary>The most epochs that <see cref="MinimumVisits"/> may ask for; no fewer than <see cref="Epochs"/> are planned.</summary>
    public double MaximumEpochs { get; init; } = 1;

    /// <summary>What takes the place of <see cref="MaximumEpochs"/> if auxiliaries train the table too; null for the same.</summary>
    public double? MaximumEpochsBesideAuxiliaries { get; init; }

    /// <summary>Evaluations on dev without improvement that end a run; with 0 it never ends early.</summary>
    public int Patience { get; init; }

    /// <summary>Evaluations on dev in each epoch.</summary>
    public double EvaluationsPerEpoch { get; init; } = 2;

    /// <summary>The share of the primary's training data that is held out if nothing else measures dev quality; 0 for none.</summary>
    public double DevShare { get; init; }

    /// <summary>How many documents the training data must have for <see cref="DevShare"/>: from fewer, nothing is held out.</summary>
    public int DevShareMinimum { get; init; } = 100;

    /// <summary>Examples per batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How often a word must occur in the task's data to be in the vocabulary.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>Whether words outside the vocabulary are left out (raw text) instead of being read as unknown.</summary>
    public bool DropsUnknownWords { get; init; }

    /// <summary>Planned epochs over the primary's training data: <see cref="MinimumVisits"/> / its size, at least <see cref="Epochs"/> and at most <see cref="MaximumEpochs"/>.</summary>
    /// <param name="size">Its number of documents, or of tokens if it is raw text.</param>
    /// <param name="sharesTable">Whether other tasks of the run train the table too.</param>
    internal double EpochsFor(long size, bool sharesTable = false) =>
        Math.Max(Epochs, Math.Min((sharesTable ? MaximumEpochsBesideAuxiliaries : null) ?? MaximumEpochs, Math.Ceiling(MinimumVisits / Math.Max(1, size))));
}

/// <summary>What a task's data must carry.</summary>
public enum TaskNeeds
{
    /// <summary>Nothing but words.</summary>
    Text,

    /// <summary>A label for each document.</summary>
    Labels,

    /// <summary>A tag for each token.</summary>
    Tags,

    /// <summary>A number for each document, as its label.</summary>
    Scores,

    /// <summary>A tag for each token or a label for each document.</summary>
    TagsOrLabels,
}

/// <summary>How <c>diminish</c> fades a weight: a share of gamma_0 as a function of u = eta t^nu, 1 at u = 0.</summary>
/// <remarks>The exponential shape is the paper's (Liu and Yu, arXiv 2406.18038, equation 5), the others are ours.</remarks>
public enum FadeShape
{
    /// <summary>e^-u: never 0, below the usual cut-off of 1 % from u = 4.6 on.</summary>
    Exponential,

    /// <summary>max(0, 1 - u): in a straight line (for nu = 1), 0 from u = 1 on.</summary>
    Linear,

    /// <summary>(1 + cos(pi min(1, u))) / 2: slow at both ends, 0 from u = 1 on.</summary>
    Cosine,

    /// <summary>2^-floor(u): halves each time u passes a whole number.</summary>
    Step,
}

/// <summary>How learning rates change over a run.</summary>
public enum RateDecay
{
    /// <summary>They do not change.</summary>
    None,

    /// <summary>They fall in a straight line to a ten-thousandth at the planned end.</summary>
    Linear,
}

/// <summary>How much a text counts in the training of <c>classification</c> by its label.</summary>
public enum ClassWeighting
{
    /// <summary>All count alike.</summary>
    None,

    /// <summary>n / (C n_c) for n texts, C labels and n_c texts of label c, so that all labels count alike (scikit-learn's <c>balanced</c>).</summary>
    Balanced,
}
