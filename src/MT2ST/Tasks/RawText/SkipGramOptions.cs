using MT2ST.Tasks;
using MT2ST.Tasks.RawText;

namespace MT2ST;

/// <summary>The <c>skipgram</c> task: see <see cref="SkipGramStep{T}"/>.</summary>
public sealed partial record SkipGramOptions : NegativeSamplingOptions
{
    /// <inheritdoc/>
    public override string Task => "skipgram";

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new NegativeSamplingTask<T, SkipGramStep<T>>(context, this);
}

/// <summary>The <c>cbow</c> task: see <see cref="CbowStep{T}"/>.</summary>
public sealed partial record CbowOptions : NegativeSamplingOptions
{
    /// <inheritdoc/>
    public override string Task => "cbow";

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new NegativeSamplingTask<T, CbowStep<T>>(context, this);
}
