using MT2ST.Corpora;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Lexical;

namespace MT2ST;

/// <summary>The <c>analogy</c> task: see <see cref="AnalogyTask{T}"/>.</summary>
public sealed partial record AnalogyOptions : TaskOptions
{
    /// <summary>How a word is scored.</summary>
    public AnalogyForm Form { get; init; } = AnalogyForm.Cosine;

    /// <summary>K, random words for each question.</summary>
    [Within("[1, 10000]")]
    public int Negatives { get; init; } = 20;

    /// <summary>The factor that multiplies scores before the softmax: sums of cosines, at most 3, are too small to tell words apart.</summary>
    [Within("(0, inf)")]
    public double Scale { get; init; } = 10;

    /// <inheritdoc/>
    public override string Task => "analogy";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public override string UnnamedFormat => BuiltInCorpora.Questions;

    /// <inheritdoc/>
    public override TaskDefaults Defaults => TaskDefaults.WordPairs;

    /// <inheritdoc/>
    internal override string SearchSpace(bool sharesTable) => """{ "primary.negatives": [10, 50], "primary.scale": [5, 20], "primary.rate": [0.02, 0.15], "epochs": [3, 10, 20], "dimensions": [50, 200] }""";

    /// <inheritdoc/>
    internal override bool IsMeasuredOnHeldOut => true;

    /// <inheritdoc/>
    internal override TaskOptions ForReading() => (AnalogyOptions)base.ForReading() with { Negatives = 1, Scale = 1 };

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new AnalogyTask<T>(context, this);
}

/// <summary>How the <c>analogy</c> task scores a word.</summary>
public enum AnalogyForm
{
    /// <summary>Dot products of vectors at length 1, as 3CosAdd answers.</summary>
    Cosine,

    /// <summary>Dot products of the vectors as they are.</summary>
    Dot,
}
