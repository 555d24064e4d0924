namespace MT2ST.Corpora;

/// <summary>Lower case, as corpora of word-vector tools and sets of pairs are compared.</summary>
internal static class WordCase
{
#pragma warning disable CA1308 // Upper case would not find the words of lower-cased corpora.
    /// <summary>The word in lower case, by invariant rules.</summary>
    public static string Lower(string word) => word.Replace('\u0130', 'i').ToLowerInvariant(); // As texts are lower-cased; .NET alone leaves that letter as it is.
#pragma warning restore CA1308
}
