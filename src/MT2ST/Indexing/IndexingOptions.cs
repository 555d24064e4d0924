namespace MT2ST.Indexing;

/// <summary>How one source is indexed.</summary>
internal sealed record IndexingOptions
{
    /// <summary>How often a word must occur in this source to enter the vocabulary through it, at least 1.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>
    /// Whether words outside the vocabulary are left out, as word2vec does with raw text; otherwise each is the unknown
    /// word, id V.
    /// </summary>
    public bool DropUnknownWords { get; init; }

    /// <summary>The most documents that are kept, at least 1; default all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether the documents kept are drawn at random; otherwise they are the first ones.</summary>
    public bool LimitSample { get; init; }

    /// <summary>The seed of the draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many characters of a tag count, from its start, at least 1: 2 makes <c>nn</c> of Brown's <c>nns</c> and <c>nn-tl</c>; default all.</summary>
    public int? TagLength { get; init; }

    /// <summary>Whether a document keeps all of its labels, not only the first.</summary>
    public bool AllLabels { get; init; }

    /// <summary>Whether examples whose label is empty, and those of weight 0, are left out; otherwise the former have the label -1.</summary>
    public bool LeavesOutUnlabelled { get; init; }

    /// <summary>Whether documents keep a hash of their words, by which the same text is found again: see <see cref="IndexedCorpus.CountTextsOf"/>. For data with labels or tags.</summary>
    public bool HashTexts { get; init; }

    /// <summary>Whether documents keep the <see cref="Corpora.TextKey"/> of their text, in place of a hash of their words; they then stay whole.</summary>
    public bool KeyTexts { get; init; }

    /// <summary>
    /// Whether documents' labels and tokens' tags are shuffled, by <see cref="Seed"/>: data of the same size that teaches
    /// nothing. Dev and test data keep theirs.
    /// </summary>
    public bool ShuffleLabels { get; init; }

    /// <summary>Whether dev or test data has labels of its own, such as scores, instead of those of the training data.</summary>
    public bool HasOwnLabels { get; init; }

    /// <summary>How many buckets each token's <see cref="WordFeatures"/> are hashed into; 0 for none.</summary>
    public int FeatureBucketCount { get; init; }

    /// <summary>
    /// The most tokens of a document of raw text, at least 1: a longer one, such as a corpus on one line, becomes several
    /// (gensim cuts at the same length). Texts with labels or tags stay whole.
    /// </summary>
    public int MaximumDocumentTokens { get; init; } = TextOptions.MaximumDocumentTokens;

    /// <summary>
    /// The most bytes of word ids that are held in memory, at least 0. If there are more, all are kept in a temporary file
    /// and read from it block by block. A source with tags or features is always held in memory.
    /// </summary>
    public long MemoryLimit { get; init; } = long.MaxValue;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Limit ?? 1, 1, nameof(Limit));
        ArgumentOutOfRangeException.ThrowIfLessThan(TagLength ?? 1, 1, nameof(TagLength));
        ArgumentOutOfRangeException.ThrowIfNegative(FeatureBucketCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDocumentTokens, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MemoryLimit);
    }
}
