namespace MT2ST.Encoding;

/// <summary>
/// A corpus as ids: documents (texts, sentences, word pairs) of word ids, with a label each, a tag for each token, or neither.
/// </summary>
public sealed class EncodedCorpus
{
    /// <summary>The number of documents.</summary>
    public int DocumentCount => throw new NotImplementedException();

    /// <summary>The number of tokens in all documents.</summary>
    public long TokenCount => throw new NotImplementedException();

    /// <summary>Whether documents carry labels.</summary>
    public bool HasLabels => throw new NotImplementedException();

    /// <summary>Whether tokens carry tags.</summary>
    public bool HasTags => throw new NotImplementedException();

    /// <summary>How many features each token carries, 0 when there are none.</summary>
    public int FeaturesPerToken => throw new NotImplementedException();

    /// <summary>The word ids of one document: in [0, V) for words of the vocabulary, V for an unknown word (its own row).</summary>
    public ReadOnlySpan<int> Tokens(int document) => throw new NotImplementedException();

    /// <summary>The tag ids of one document, parallel to <see cref="Tokens"/>; -1 where a tag is not in the label set.</summary>
    public ReadOnlySpan<int> Tags(int document) => throw new NotImplementedException();

    /// <summary>The feature ids of one document, <c>[tokens, FeaturesPerToken]</c>.</summary>
    public ReadOnlySpan<int> Features(int document) => throw new NotImplementedException();

    /// <summary>The label id of one document; -1 when there is none.</summary>
    public int Label(int document) => throw new NotImplementedException();

    /// <summary>The documents named, in the order given; ids are shared with this corpus, not copied.</summary>
    public EncodedCorpus Select(ReadOnlySpan<int> documents) => throw new NotImplementedException();
}
