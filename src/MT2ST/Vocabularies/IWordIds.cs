using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>Gives words their ids, a whole document at a time so that the call costs nothing per word.</summary>
internal interface IWordIds
{
    /// <summary>The ids of consecutive words of a list, as many as there is room for ids.</summary>
    /// <param name="words">The words of a document.</param>
    /// <param name="start">The first word.</param>
    /// <param name="ids">Receives the ids.</param>
    void IdsOf(Utf8List words, int start, Span<int> ids);
}

/// <summary>Numbers words by a vocabulary that does not grow.</summary>
/// <param name="vocabulary">The vocabulary.</param>
/// <param name="missingId">The id of a word that it lacks.</param>
internal sealed class VocabularyLookup(Vocabulary vocabulary, int missingId) : IWordIds
{
    /// <inheritdoc/>
    public void IdsOf(Utf8List words, int start, Span<int> ids)
    {
        vocabulary.IndexOf(words, start, ids);
        if (missingId != Vocabulary.Missing)
            ids.Replace(Vocabulary.Missing, missingId);
    }
}
