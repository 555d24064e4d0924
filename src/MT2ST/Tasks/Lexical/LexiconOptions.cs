using MT2ST.Tasks;
using MT2ST.Tasks.Lexical;

namespace MT2ST;

/// <summary>The <c>lexicon</c> task, which has no settings of its own: see <see cref="LexiconTask{T}"/>.</summary>
public sealed partial record LexiconOptions : TaskOptions
{
    /// <inheritdoc/>
    public override string Task => "lexicon";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.TagsOrLabels;

    /// <inheritdoc/>
    public override TaskDefaults Defaults { get; } = new() { Rate = 0.1, BatchSize = 32 };

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new LexiconTask<T>(context);
}
