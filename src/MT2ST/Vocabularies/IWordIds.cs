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

/// <summary>Numbers tags by a vocabulary that does not grow; the k-th tag that it lacks is -2 - k, so that these differ from each other and from <see cref="Vocabulary.Missing"/>.</summary>
/// <param name="vocabulary">The vocabulary.</param>
internal sealed class TagLookup(Vocabulary vocabulary) : IWordIds
{
    private readonly List<string> _unknown = [];

    /// <summary>The tags that the vocabulary lacks, in the order in which they came.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>The place among <see cref="Unknown"/> of a tag's number below -1.</summary>
    public static int PlaceOf(int tag) => -2 - tag;

    /// <inheritdoc/>
    public void IdsOf(Utf8List words, int start, Span<int> ids)
    {
        vocabulary.IndexOf(words, start, ids);
        for (int i = 0; i < ids.Length; i++)
        {
            if (ids[i] != Vocabulary.Missing)
                continue;
            string name = words.GetString(start + i);
            int place = _unknown.IndexOf(name);
            if (place < 0)
            {
                place = _unknown.Count;
                _unknown.Add(name);
            }
            ids[i] = -2 - place;
        }
    }
}
