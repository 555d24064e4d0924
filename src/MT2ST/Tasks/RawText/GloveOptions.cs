using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.RawText;

namespace MT2ST;

/// <summary>The <c>glove</c> task: see <see cref="GloveTask{T}"/>.</summary>
public sealed partial record GloveOptions : TaskOptions
{
    /// <summary>The greatest distance between a word and its context, in words after subsampling.</summary>
    [Within("[1, 100]")]
    public int Window { get; init; } = 10;

    /// <summary>Whether the words on both sides of a word are its context; otherwise only those before it.</summary>
    public bool Symmetric { get; init; } = true;

    /// <summary>The frequency above which words are dropped at random before counting; 0 drops none.</summary>
    [Within("[0, 1]")]
    public double Subsample { get; init; } = 1e-3;

    /// <summary>x_max, the count at and above which a cell has its full weight.</summary>
    [Within("(0, inf)")]
    public double XMax { get; init; } = 10;

    /// <summary>alpha, the power in a cell's weight, (count / x_max)^alpha, for counts below x_max.</summary>
    [Within("[0, 1]")]
    public double Alpha { get; init; } = 0.75;

    /// <summary>K, how many random contexts are drawn for each block of up to 16 cells of a word; their target is the count expected by chance, and 0 gives the loss of the GloVe paper.</summary>
    [Within("[0, 100]")]
    public int Negatives { get; init; } = 16;

    /// <summary>f_0, the weight of a randomly drawn cell.</summary>
    [Within("(0, 1]")]
    public double NegativeWeight { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string Task => "glove";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public override TaskDefaults Defaults => TaskDefaults.RawText;

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new GloveTask<T>(context, this);

    /// <inheritdoc/>
    internal override string SearchSpace(bool sharesTable) => DevSimilarity.Count > 0
        ? """
            { "primary.window": [5, 15], "primary.xMax": [30, 100], "primary.rate": [0.025, 0.1], "epochs": [5, 15, 30], "dimensions": [50, 200, 300] }
            """
        : """{ "primary.rate": [0.025, 0.1], "epochs": [5, 15, 30], "dimensions": [50, 200, 300] }"""; // Losses of other counts cannot be compared.

    /// <inheritdoc/>
    internal override TaskOptions ForReading() => (GloveOptions)base.ForReading() with { Window = 1, XMax = 1, Alpha = 0, Negatives = 0, NegativeWeight = 1, Subsample = 0 };
}
