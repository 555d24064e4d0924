namespace MT2ST.Evaluation;

/// <summary>A named group of analogy questions of one kind.</summary>
/// <param name="Name">The section's name, such as <c>capital-world</c>.</param>
/// <param name="Questions">The questions, in the file's order.</param>
public sealed record AnalogySection(string Name, IReadOnlyList<AnalogyQuestion> Questions)
{
    /// <summary>Whether the questions ask for a form of a word rather than for its meaning: sections <c>gram...</c> of the published set.</summary>
    public bool IsSyntactic => Name.StartsWith("gram", StringComparison.Ordinal);
}
