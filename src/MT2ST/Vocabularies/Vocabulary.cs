namespace MT2ST.Vocabularies;

/// <summary>The words (or labels) of a run with their counts: ids are [0, <see cref="Count"/>), most frequent first.</summary>
public sealed class Vocabulary
{
    /// <summary>What <see cref="IndexOf(string)"/> gives for a word that is not in the vocabulary.</summary>
    public const int Missing = -1;

    /// <summary>The number of words.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>The sum of all counts.</summary>
    public long TotalCount => throw new NotImplementedException();

    /// <summary>How often each word occurred, <c>[Count]</c>.</summary>
    public ReadOnlySpan<long> Counts => throw new NotImplementedException();

    /// <summary>The word with this id.</summary>
    public string this[int id] => throw new NotImplementedException();

    /// <summary>The word's id, or <see cref="Missing"/>.</summary>
    public int IndexOf(string word) => throw new NotImplementedException();

    /// <summary>The id of the word given in UTF-8, or <see cref="Missing"/>.</summary>
    public int IndexOf(ReadOnlySpan<byte> word) => throw new NotImplementedException();
}
