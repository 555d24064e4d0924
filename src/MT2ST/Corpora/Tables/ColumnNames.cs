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

    /// <summary>Names of columns of scores that say how much two texts are alike.</summary>
    public static IReadOnlyList<string> Score { get; } = ["score", "similarity", "label", "relatedness", "rating"];

    private static readonly string[][] Groups = // The first text, the second, and one that is not to be taken for it.
    [
        ["anchor", "sentence1", "text1", "question1", "premise", "question", "query", "title", "source", "first"],
        ["positive", "sentence2", "text2", "question2", "hypothesis", "answer", "passage", "document", "body", "text", "abstract", "target", "second"],
        ["negative", "hard_negative"],
    ];

    /// <summary>The names of two or three columns of texts that belong together, as they are written there; empty if there are no two.</summary>
    public static string[] OfGroup(IReadOnlyList<string> found)
    {
        string[] names = [.. Groups.Select(usual => Among(found, usual)).OfType<string>()];
        return names.Length >= 2 && Among(names, Groups[0]) is not null && Among(names, Groups[1]) is not null ? names : [];
    }

    /// <summary>The first of the names that is among those found, as it is written there; null if none is.</summary>
    public static string? Among(IReadOnlyList<string> found, IReadOnlyList<string> names) =>
        names.Select(name => found.FirstOrDefault(other => other.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(name => name is not null);
}
