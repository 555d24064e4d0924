using MT2ST.Corpora;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Lexical;

namespace MT2ST;

/// <summary>The <c>relation</c> task: see <see cref="RelationTask{T}"/>.</summary>
public sealed partial record RelationOptions : TaskOptions
{
    /// <summary>By how much a related word's cosine must exceed a random word's.</summary>
    [Within("[0, 2]")]
    public double Margin { get; init; } = 0.6;

    /// <summary>K, the random words shared by up to 16 pairs of the same line.</summary>
    [Within("[1, 100]")]
    public int Negatives { get; init; } = 5;

    /// <inheritdoc/>
    public override string Task => "relation";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public override bool StreamsText => true;

    /// <inheritdoc/>
    public override bool ReadsPairs => true;

    /// <inheritdoc/>
    public override string UnnamedFormat => BuiltInCorpora.Pairs;

    /// <inheritdoc/>
    public override TaskDefaults Defaults => TaskDefaults.WordPairs;

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new RelationTask<T>(context, this);

    /// <inheritdoc/>
    internal override string SearchSpace(bool sharesTable) => """{ "primary.margin": [0.3, 1], "primary.negatives": [10, 20], "primary.rate": [0.02, 0.15], "epochs": [3, 10, 20], "dimensions": [50, 200] }""";

    /// <inheritdoc/>
    internal override bool IsMeasuredOnHeldOut => true;

    /// <inheritdoc/>
    internal override TaskOptions ForReading() => (RelationOptions)base.ForReading() with { Margin = 0, Negatives = 1 };
}
