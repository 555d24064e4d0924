using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>Numbers words by a vocabulary that does not grow.</summary>
/// <param name="vocabulary">The vocabulary.</param>
/// <param name="missingId">The id of a word that it lacks.</param>
internal sealed class FrozenIds(Vocabulary vocabulary, int missingId) : IWordIds
{
    /// <inheritdoc/>
    public void IdsOf(Utf8List words, int start, Span<int> ids)
    {
        vocabulary.IndexOf(words, start, ids);
        if (missingId != Vocabulary.Missing)
            ids.Replace(Vocabulary.Missing, missingId);
    }
}
