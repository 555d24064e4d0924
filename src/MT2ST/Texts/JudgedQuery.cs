namespace MT2ST.Texts;

/// <summary>A query and the grades of the documents that were judged for it.</summary>
/// <param name="Text">The query.</param>
internal sealed record JudgedQuery(string Text)
{
    /// <summary>The grades by the documents' numbers.</summary>
    public Dictionary<int, double> Grades { get; } = [];

    /// <summary>The grades above 0 of documents that the corpus lacks.</summary>
    public List<double> MissingGrades { get; } = [];
}
