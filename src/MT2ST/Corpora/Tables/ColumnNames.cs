namespace MT2ST.Corpora.Tables;

/// <summary>What columns of texts and of labels are usually called, in the order in which they are looked for.</summary>
internal static class ColumnNames
{
    /// <summary>Names of columns of texts or words.</summary>
    public static IReadOnlyList<string> Text { get; } =
        ["text", "sentence", "word", "review", "document", "content", "message", "comment", "tweet", "utterance", "question", "query", "description", "body", "title", "headline"];

    /// <summary>Names of columns of labels.</summary>
    public static IReadOnlyList<string> Label { get; } =
        ["label", "class", "labels", "sentiment", "category", "target", "intent", "emotion", "topic", "tag", "polarity", "rating", "score"];

    /// <summary>The first of the names that is among those found, as it is written there; null if none is.</summary>
    public static string? Among(IReadOnlyList<string> found, IReadOnlyList<string> names) =>
        names.Select(name => found.FirstOrDefault(other => other.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(name => name is not null);
}
