using MT2ST.Numerics;

namespace MT2ST.Indexing;

/// <summary>The columns of an indexed corpus in chunks. A document never straddles two chunks, so that it is one span.</summary>
/// <param name="hasLabels">Whether documents carry labels.</param>
/// <param name="hasTags">Whether tokens carry tags.</param>
/// <param name="featuresPerToken">How many features a token carries.</param>
/// <param name="memoryLimit">The most bytes of tokens that are held in memory; without effect if there are tags or features.</param>
internal sealed class DocumentStore(bool hasLabels, bool hasTags, int featuresPerToken, long memoryLimit = long.MaxValue)
{
    private const int FirstChunkTokens = 1 << 12;
    private const int LargestChunkTokens = 1 << 20;

    private readonly List<Chunk> _chunks = [];
    private readonly ChunkedList<long> _positions = new(); // of each document: its chunk << 32 | its first token
    private readonly ChunkedList<int> _labels = new();
    private readonly List<int[]> _labelSets = []; // Of each document, only with KeepsAllLabels.
    private ChunkedList<LabelTrust>? _trust; // Of each document; null if all are certain and weigh 1.
    private readonly HashSet<int> _withSeveralLabels = []; // Documents, only without KeepsAllLabels.
    private readonly ChunkedList<TextLengths> _texts = new(); // Of each document, only with HasTexts.
    private readonly List<ulong> _textHashes = []; // Of each document, only with HashesTexts.
    private readonly long _memoryLimit = hasTags || featuresPerToken > 0 ? long.MaxValue : memoryLimit;
    private TokenFile? _file;

    public bool HasLabels { get; } = hasLabels;

    public bool HasTags { get; } = hasTags;

    /// <summary>Whether a document keeps all of its labels, not only the first.</summary>
    public bool KeepsAllLabels { get; init; }

    /// <summary>How many examples were left out since their label is empty.</summary>
    public int UnlabelledCount { get; set; }

    /// <summary>How many labelled texts of dev or test data were left out since they have no visible character.</summary>
    public int BlankCount { get; set; }

    /// <summary>How many examples were left out since they weigh 0.</summary>
    public int WeightlessCount { get; set; }

    /// <summary>Whether some document weighs other than 1 or has a label that is not certain.</summary>
    public bool HasTrust => _trust is not null;

    /// <summary>Whether documents have a hash of their words.</summary>
    public bool HashesTexts { get; init; }

    /// <summary>Whether a document is several texts.</summary>
    public bool HasTexts { get; init; }

    /// <summary>How many documents had several labels, of which the first alone was kept.</summary>
    public int SeveralLabelsCount => _withSeveralLabels.Count;

    public int FeaturesPerToken { get; } = featuresPerToken;

    public int DocumentCount => _positions.Count;

    public long TokenCount => _chunks.Sum(chunk => (long)chunk.Count);

    /// <summary>Whether the tokens are in a file, from which a thread reads one chunk at a time.</summary>
    public bool IsOnDisk => _file is not null;

    /// <summary>The tokens of a document. If they are in a file, they are valid until the thread asks for another chunk.</summary>
    public ReadOnlySpan<int> Tokens(int document)
    {
        Chunk chunk = Find(document, out int start, out int length);
        return TokensOf(chunk).AsSpan(start, length);
    }

    /// <summary>The number of tokens of a document.</summary>
    public int Length(int document)
    {
        Find(document, out _, out int length);
        return length;
    }

    /// <summary>The chunk that holds a document; chunks are in the order of the documents.</summary>
    public int ChunkOf(int document) => (int)(_positions[document] >> 32);

    public ReadOnlySpan<int> Tags(int document)
    {
        if (!HasTags)
            return [];
        Chunk chunk = Find(document, out int start, out int length);
        return chunk.Tags.AsSpan(start, length);
    }

    public ReadOnlySpan<int> Features(int document)
    {
        Chunk chunk = Find(document, out int start, out int length);
        return chunk.Features.AsSpan(start * FeaturesPerToken, length * FeaturesPerToken);
    }

    /// <summary>How long the texts of a document are.</summary>
    public TextLengths Texts(int document) => HasTexts ? _texts[document] : default;

    public int Label(int document) => HasLabels ? _labels[document] : -1;

    /// <summary>All labels of a document, each once; empty unless the store keeps them.</summary>
    public ReadOnlySpan<int> LabelSet(int document) => KeepsAllLabels && HasLabels ? _labelSets[document] : [];

    /// <summary>How much a document's label counts, and how sure it is.</summary>
    public LabelTrust Trust(int document) => _trust is null ? LabelTrust.Whole : _trust[document];

    /// <summary>The hash of a document's words as they are written after tokenization; 0 for a document without words.</summary>
    public ulong TextHash(int document) => _textHashes[document];

    /// <summary>Notes that the document that is added next has several labels, of which the first alone is kept.</summary>
    public void NoteSeveralLabels() => _withSeveralLabels.Add(DocumentCount);

    /// <summary>Whether a document had several labels, of which the first alone was kept.</summary>
    public bool HadSeveralLabels(int document) => _withSeveralLabels.Contains(document);

    /// <summary>Appends a document; columns that the store lacks are ignored.</summary>
    public void Add(ReadOnlySpan<int> tokens, ReadOnlySpan<int> tags, ReadOnlySpan<int> features, ReadOnlySpan<int> labels, LabelTrust trust, ulong textHash = 0, TextLengths texts = default)
    {
        Chunk chunk = ChunkFor(tokens.Length);
        AddTrust(trust);
        _positions.Add(((long)(_chunks.Count - 1) << 32) | (uint)chunk.Count);
        if (HasLabels)
        {
            _labels.Add(labels.IsEmpty ? -1 : labels[0]);
            if (KeepsAllLabels)
                _labelSets.Add(labels.ToArray());
        }
        if (HashesTexts)
            _textHashes.Add(textHash);
        if (HasTexts)
            _texts.Add(texts);
        tokens.CopyTo(chunk.Tokens.AsSpan(chunk.Count));
        if (HasTags)
            tags.CopyTo(chunk.Tags.AsSpan(chunk.Count));
        features[..(tokens.Length * FeaturesPerToken)].CopyTo(chunk.Features.AsSpan(chunk.Count * FeaturesPerToken));
        chunk.Count += tokens.Length;
    }

    /// <summary>Forgets all documents and keeps the largest chunk for the next ones.</summary>
    public void Clear()
    {
        if (_chunks.Count > 1)
            _chunks.RemoveRange(0, _chunks.Count - 1);
        if (_chunks.Count > 0)
            _chunks[0].Count = 0;
        _positions.Clear();
        _labels.Clear();
        _labelSets.Clear();
        _trust = null;
        _textHashes.Clear();
        _texts.Clear();
    }

    /// <summary>Shuffles the documents' labels and the tokens' tags: each occurs as often as before.</summary>
    public void ShuffleLabels(SeededRandom random)
    {
        for (int i = HasLabels ? DocumentCount - 1 : 0; i > 0; i--)
        {
            int j = random.NextInt32(i + 1);
            (_labels[i], _labels[j]) = (_labels[j], _labels[i]);
            if (KeepsAllLabels)
                (_labelSets[i], _labelSets[j]) = (_labelSets[j], _labelSets[i]);
            if (_trust is not null)
                (_trust[i], _trust[j]) = (_trust[j], _trust[i]);
        }
        if (!HasTags)
            return;
        int[] tags = [.. _chunks.SelectMany(chunk => chunk.Tags.Take(chunk.Count))];
        random.Shuffle<int>(tags);
        int start = 0;
        foreach (Chunk chunk in _chunks)
        {
            tags.AsSpan(start, chunk.Count).CopyTo(chunk.Tags);
            start += chunk.Count;
        }
    }

    /// <summary>Gives all tokens other ids, in place; they must be in memory.</summary>
    /// <param name="tokenIds">The new id of each token's id.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Renumber(int[] tokenIds)
    {
        foreach (Chunk chunk in _chunks)
            foreach (ref int token in chunk.Tokens.AsSpan(0, chunk.Count))
                token = tokenIds[token];
    }

    /// <summary>Gives every token, tag and label its final id, in place.</summary>
    /// <param name="tokenIds">The final id of each token's id; -1 for an unknown word.</param>
    /// <param name="unknownId">The id of an unknown word, or -1 if unknown words are left out.</param>
    /// <param name="tagIds">The final id of each tag's id.</param>
    /// <param name="labelIds">The final id of each label's id.</param>
    /// <param name="cancellationToken">Ends the work; the store cannot be used afterwards.</param>
    /// <remarks>A document without a label is left out if it loses its last word.</remarks>
    public void Renumber(int[] tokenIds, int unknownId, int[] tagIds, int[] labelIds, CancellationToken cancellationToken)
    {
        int kept = 0;
        int documentCount = DocumentCount;
        Chunk? current = null;
        int written = 0;
        for (int document = 0; document < documentCount; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Writing never overtakes reading: documents and tokens only move down.
            Chunk chunk = Find(document, out int start, out int length);
            if (chunk != current)
            {
                End(current, written);
                current = chunk;
                written = 0;
            }
            TextLengths texts = Texts(document);
            int keptFirst = Renumber(chunk, start, texts.First, written, tokenIds, unknownId, tagIds);
            int keptSecond = Renumber(chunk, start + texts.First, texts.Second, written + keptFirst, tokenIds, unknownId, tagIds);
            int read = texts.First + texts.Second;
            int keptLength = keptFirst + keptSecond + Renumber(chunk, start + read, length - read, written + keptFirst + keptSecond, tokenIds, unknownId, tagIds);
            if (keptLength == 0 && !HasLabels)
                continue;
            if (HasLabels)
                RenumberLabels(document, kept, labelIds);
            if (_trust is not null)
                _trust[kept] = _trust[document];
            if (HashesTexts)
                _textHashes[kept] = _textHashes[document];
            if (HasTexts)
                _texts[kept] = new(keptFirst, keptSecond);
            _positions[kept++] = (_positions[document] & ~0xFFFFFFFFL) | (uint)written;
            written += keptLength;
        }
        End(current, written);
        _positions.Truncate(kept);
        if (HasLabels)
            _labels.Truncate(kept);
        if (KeepsAllLabels && HasLabels)
            _labelSets.RemoveRange(kept, documentCount - kept);
        _trust?.Truncate(kept);
        if (HashesTexts)
            _textHashes.RemoveRange(kept, documentCount - kept);
        if (HasTexts)
            _texts.Truncate(kept);
    }

    private void AddTrust(LabelTrust trust)
    {
        if (_trust is null && trust == LabelTrust.Whole)
            return;
        if (_trust is null)
        {
            _trust = new ChunkedList<LabelTrust>();
            for (int document = 0; document < DocumentCount; document++)
                _trust.Add(LabelTrust.Whole);
        }
        _trust.Add(trust);
    }

    private void RenumberLabels(int document, int target, int[] labelIds)
    {
        _labels[target] = _labels[document] < 0 ? -1 : labelIds[_labels[document]];
        if (!KeepsAllLabels)
            return;
        _labelSets[target] = _labelSets[document];
        foreach (ref int label in _labelSets[target].AsSpan())
            label = labelIds[label];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Most of a cold run's words pass before it would be recompiled.
    private int Renumber(Chunk chunk, int start, int length, int target, int[] tokenIds, int unknownId, int[] tagIds)
    {
        int first = target;
        int[] tokens = TokensOf(chunk);
        for (int source = start; source < start + length; source++)
        {
            int id = tokenIds[tokens[source]];
            if (id < 0)
                id = unknownId;
            if (id < 0)
                continue;
            tokens[target] = id;
            if (HasTags)
                chunk.Tags[target] = chunk.Tags[source] < 0 ? -1 : tagIds[chunk.Tags[source]];
            if (FeaturesPerToken > 0)
                chunk.Features.AsSpan(source * FeaturesPerToken, FeaturesPerToken).CopyTo(chunk.Features.AsSpan(target * FeaturesPerToken));
            target++;
        }
        return target - first;
    }

    private Chunk Find(int document, out int start, out int length)
    {
        long position = _positions[document];
        Chunk chunk = _chunks[(int)(position >> 32)];
        start = (int)position;
        long next = document + 1 < _positions.Count ? _positions[document + 1] : -1;
        int end = next >> 32 == position >> 32 ? (int)next : chunk.Count;
        length = end - start;
        return chunk;
    }

    private Chunk ChunkFor(int tokenCount)
    {
        if (_chunks.Count > 0 && _chunks[^1].Tokens!.Length - _chunks[^1].Count >= tokenCount)
            return _chunks[^1];
        int length = _chunks.Count == 0 ? FirstChunkTokens : Math.Min(2 * _chunks[^1].Tokens!.Length, LargestChunkTokens);
        Chunk chunk = new(Math.Max(length, tokenCount), HasTags, FeaturesPerToken);
        if (IsOnDisk || HeldBytes(chunk) > _memoryLimit)
            MoveToDisk();
        _chunks.Add(chunk);
        return chunk;
    }

    private long HeldBytes(Chunk next) => (_chunks.Sum(chunk => (long)chunk.Tokens!.Length) + next.Tokens!.Length) * sizeof(int);

    /// <summary>Writes all chunks so far to the file; the chunk that grows next stays in memory until another begins.</summary>
    private void MoveToDisk()
    {
        _file ??= new TokenFile();
        foreach (Chunk chunk in _chunks)
        {
            if (chunk.Tokens is not { } tokens)
                continue;
            chunk.FileOffset = _file.Append(tokens.AsSpan(0, chunk.Count));
            chunk.Tokens = null;
        }
    }

    private int[] TokensOf(Chunk chunk) => chunk.Tokens ?? _file!.Read(chunk.FileOffset, chunk.Count);

    /// <summary>Ends the renumbering of a chunk, in which some tokens remain.</summary>
    private void End(Chunk? chunk, int count)
    {
        if (chunk is null)
            return;
        if (chunk.Tokens is null)
            _file!.Overwrite(chunk.FileOffset, TokensOf(chunk).AsSpan(0, count));
        chunk.Count = count;
    }

    private sealed class Chunk(int tokenCount, bool hasTags, int featuresPerToken)
    {
        /// <summary>The tokens; null if they are in the file.</summary>
        public int[]? Tokens { get; set; } = new int[tokenCount];

        public long FileOffset { get; set; }

        public int[] Tags { get; } = hasTags ? new int[tokenCount] : [];

        public int[] Features { get; } = new int[checked(tokenCount * featuresPerToken)];

        public int Count { get; set; }
    }
}

/// <summary>How many tokens of a document belong to its first and its second text; the rest is the third.</summary>
internal readonly record struct TextLengths(int First, int Second);

/// <summary>How much a document's label counts in training, and how sure it is.</summary>
/// <param name="Weight">The factor of its loss.</param>
/// <param name="Probability">The probability that it holds.</param>
internal readonly record struct LabelTrust(double Weight, double Probability)
{
    /// <summary>A certain label that counts once.</summary>
    public static LabelTrust Whole => new(1, 1);
}
