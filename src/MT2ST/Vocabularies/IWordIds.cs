using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>Gives words their ids, a whole document at a time so that the call costs nothing per word.</summary>
internal interface IWordIds
{
    /// <summary>The ids of the words.</summary>
    /// <param name="words">The words of a document.</param>
    /// <param name="ids">Receives the ids, at least as many as words.</param>
    void IdsOf(Utf8List words, Span<int> ids);
}
