namespace MT2ST.Corpora;

/// <summary>Lower case, as corpora of word-vector tools and sets of pairs are compared.</summary>
internal static class WordCase
{
#pragma warning disable CA1308 // Upper case would not find the words of lower-cased corpora.
    /// <summary>The word in lower case, by invariant rules, and in Unicode's composed form: as texts are brought into their normal form.</summary>
    public static string Lower(string word) =>
        ComposedForm.Of(word.Replace('\u0130', 'i').ToLowerInvariant()).Replace("i\u0307", "i", StringComparison.Ordinal); // .NET alone leaves U+0130 as it is.
#pragma warning restore CA1308
}
