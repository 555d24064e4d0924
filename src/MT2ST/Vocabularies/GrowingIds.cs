using MT2ST.Corpora;

namespace MT2ST.Vocabularies;

/// <summary>Numbers words by an index, to which new ones are added.</summary>
/// <param name="index">The index.</param>
internal sealed class GrowingIds(Utf8Index index) : IWordIds
{
    /// <inheritdoc/>
    public void IdsOf(Utf8List words, Span<int> ids) => index.FindOrAdd(words, 0, ids[..words.Count]);
}
