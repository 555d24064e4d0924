using System.Text.Unicode;
using MT2ST.Corpora;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Indexing;

/// <summary>Turns the examples of one source into documents of ids.</summary>
/// <param name="text">How text becomes words.</param>
/// <param name="options">How the source is indexed; in range.</param>
/// <param name="wordIds">The ids of words; below 0 for a word that is left out.</param>
/// <param name="labelIds">The ids of labels; null to pass over labels.</param>
/// <param name="tagIds">The ids of tags; null to pass over tags.</param>
internal sealed class DocumentIndexer(TextOptions text, IndexingOptions options, IWordIds wordIds, IWordIds? labelIds, IWordIds? tagIds)
{
    private const int PieceBytes = 1 << 20; // Of a long text, or words of one: the work between two checks for cancellation.
    private const int PieceWords = 1 << 18;

    private readonly Tokenizer _tokenizer = new(text);
    // Lower-casing and folding go character by character, so both tokenizers give the same number of words.
    private readonly Tokenizer _originalTokenizer = new(text with { Lowercase = false, FoldDigits = false });

    private readonly Utf8List _words = new();
    private readonly Utf8List _originals = new();
    private readonly Utf8List _labels = new();
    private readonly Utf8List _shortTags = new();
    private readonly List<int> _textEnds = []; // Of an example of several texts: the words up to the end of each.
    private int[] _tokens = [];
    private int[] _tags = [];
    private int[] _features = [];
    private int[] _labelIdsOfExample = [];

    /// <summary>The known labels, for the error message about another one; null while labels are still collected.</summary>
    public Vocabulary? KnownLabels { get; init; }

    /// <summary>Indexes all examples of a source, or as many as the options ask for.</summary>
    /// <exception cref="InvalidDataException">The source is broken or empty, or a label is not known.</exception>
    public DocumentStore Index(CorpusSource source, CancellationToken cancellationToken)
    {
        DocumentStore? store = null;
        (int unlabelled, int weightless, int blank) = (0, 0, 0);
        foreach (CorpusExample example in source.Read(cancellationToken))
        {
            if (options.LeavesOutUnlabelled && (example.LacksLabel || example.Weight == 0))
            {
                _ = example.LacksLabel ? unlabelled++ : weightless++;
                continue;
            }
            if (KnownLabels is not null && options.LeavesOutUnlabelled && example.IsBlank)
            {
                blank++; // A model gives such a text no label, so there is nothing to measure.
                continue;
            }
            store ??= new DocumentStore(
                hasLabels: labelIds is not null && IsOfLabels(example),
                hasTags: tagIds is not null && example.Tags.Count > 0,
                options.FeatureBucketCount > 0 ? WordFeatures.Count : 0,
                options.MemoryLimit)
            {
                KeepsAllLabels = options.AllLabels,
                HashesTexts = options.HashTexts || options.KeyTexts,
                HasTexts = example.Texts.Count > 0,
            };
            Add(example, store, cancellationToken);
            if (IsFull(store))
                break;
        }
        if (store is null)
            throw NoneLeft(source, unlabelled, weightless, blank);
        if (options.LimitSample)
            store = Sample(store, cancellationToken);
        (store.UnlabelledCount, store.WeightlessCount, store.BlankCount) = (unlabelled, weightless, blank);
        return store;
    }

    private static bool IsOfLabels(CorpusExample example) => example.Labels.Count > 0 || (example.LacksLabel && example.Words.Count == 0);

    private static InvalidDataException NoneLeft(CorpusSource source, int unlabelled, int weightless, int blank)
    {
        if (blank > 0)
            return new(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", source.Paths)}: read {unlabelled + weightless + blank} examples and found no text with a label in any of them, expected one in some{source.Resolve().HowRead}. Are the columns right?"));
        if (source.Resolve().Options is { TagColumn: { } column, Format: BuiltInCorpora.Conllu })
            return new(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", source.Paths)}: column '{column}' of all {unlabelled} sentences holds _ alone, which is CoNLL-U's sign for nothing; expected tags in some. Set column to the one with the tags: {string.Join(", ", ConlluReader.Columns)}."));
        string found = weightless == 0 ? "no label in any of them, expected one in some" : unlabelled == 0 ? "the weight 0 in all of them, expected more in some" : "neither a label nor a weight above 0 in any of them, expected both in some";
        return new(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", source.Paths)}: read {unlabelled + weightless} examples and found {found}{source.Resolve().HowRead}. Is the column right?"));
    }

    private bool IsFull(DocumentStore store) => !options.LimitSample && store.DocumentCount >= options.Limit;

    /// <summary>Indexes one example and appends it to the store.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled within a long text.</exception>
    public void Add(CorpusExample example, DocumentStore store, CancellationToken cancellationToken)
    {
        CheckColumns(example, store);
        CheckScore(example);
        SplitIntoWords(example, cancellationToken);
        IndexTokens(example, store, cancellationToken);
        TextLengths texts = Texts();
        int count = WithoutMissing(store);
        if (store.HasLabels && !options.AllLabels && HasSeveralLabels(example))
            store.NoteSeveralLabels();
        if (store.HasLabels || store.HasTags || store.HasTexts || options.KeyTexts)
            AddPiece(store, 0, count, Labels(example, store), new LabelTrust(example.Weight, example.Probability), !store.HashesTexts ? 0 : options.KeyTexts ? TextKey.Of(example.Text.Span) : TextHash(), texts);
        else
        {
            for (int start = 0; start < count && !IsFull(store); start += options.MaximumDocumentTokens)
                AddPiece(store, start, Math.Min(count - start, options.MaximumDocumentTokens), labels: [], LabelTrust.Whole);
        }
    }

    private static void CheckScore(CorpusExample example)
    {
        if (example.Texts.Count > 0 && example.Labels.Count > 0 && !(double.TryParse(example.Labels[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double score) && double.IsFinite(score)))
            throw CorpusError.At(example.Path, example.LineNumber, $"found the score {CorpusError.Quote(example.Labels[0])}, expected a number such as 4.5. Is the column right? Set labelColumn to {CorpusOptions.NoColumn} if it holds no scores.");
    }

    private static bool HasSeveralLabels(CorpusExample example)
    {
        for (int i = 1; i < example.Labels.Count; i++)
            if (!example.Labels[i].SequenceEqual(example.Labels[0]))
                return true;
        return false;
    }

    // All words count, those outside the vocabulary too: two texts with different rare words are different.
    private ulong TextHash()
    {
        ulong hash = 0;
        for (int i = 0; i < _words.Count; i++)
        {
            WordKey word = new(_words, i);
            hash = WordKey.Mixed(hash, word.First ^ ((ulong)word.LengthAndHash << 32));
            hash = WordKey.Mixed(hash, word.Last ^ word.Hash);
        }
        return _words.Count == 0 ? 0 : Math.Max(1, hash);
    }

    private void AddPiece(DocumentStore store, int start, int count, ReadOnlySpan<int> labels, LabelTrust trust, ulong textHash = 0, TextLengths texts = default) => store.Add(
        _tokens.AsSpan(start, count),
        store.HasTags ? _tags.AsSpan(start, count) : [],
        _features.AsSpan(start * store.FeaturesPerToken, count * store.FeaturesPerToken),
        labels,
        trust,
        textHash,
        texts);

    /// <summary>Either all examples of a source have labels (or tags), or none.</summary>
    private void CheckColumns(CorpusExample example, DocumentStore store)
    {
        if (labelIds is not null && IsOfLabels(example) != store.HasLabels)
            throw CorpusError.At(example.Path, example.LineNumber, $"found {(store.HasLabels ? "no label" : "a label")}, expected {(store.HasLabels ? "one" : "none")} as in the first example. Are the files of one kind?");
        if (tagIds is not null && example.Words.Count > 0 && example.Tags.Count != (store.HasTags ? example.Words.Count : 0))
            throw CorpusError.At(example.Path, example.LineNumber, $"found {example.Tags.Count} tags for {example.Words.Count} words, expected {(store.HasTags ? "one for each" : "none")} as in the first example. Are the files of one kind?");
    }

    private void SplitIntoWords(CorpusExample example, CancellationToken cancellationToken)
    {
        _words.Clear();
        _originals.Clear();
        for (int i = 0; i < example.Words.Count; i++)
            _tokenizer.Normalize(example.Words[i], _words);
        Split(_tokenizer, example.Text.Span, _words, cancellationToken);
        _textEnds.Clear();
        for (int i = 0; i < example.Texts.Count; i++)
        {
            Split(_tokenizer, example.Texts[i], _words, cancellationToken);
            _textEnds.Add(_words.Count);
        }
        if (options.FeatureBucketCount == 0)
            return;
        for (int i = 0; i < example.Words.Count; i++)
            _originalTokenizer.Normalize(example.Words[i], _originals);
        Split(_originalTokenizer, example.Text.Span, _originals, cancellationToken);
    }

    /// <summary>Splits a text into pieces that end before a blank, which is never within a word.</summary>
    private static void Split(Tokenizer tokenizer, ReadOnlySpan<byte> text, Utf8List words, CancellationToken cancellationToken)
    {
        while (text.Length > PieceBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int blank = text[PieceBytes..].IndexOf((byte)' ');
            int length = blank < 0 ? text.Length : PieceBytes + blank;
            tokenizer.Split(text[..length], words);
            text = text[length..];
        }
        tokenizer.Split(text, words);
    }

    /// <summary>How many words of the first and the second text are not left out.</summary>
    private TextLengths Texts()
    {
        return _textEnds.Count < 2 ? default : new(Kept(0, _textEnds[0]), Kept(_textEnds[0], _textEnds[1]));

        int Kept(int start, int end) => end - start - _tokens.AsSpan(start, end - start).Count(Vocabulary.Missing);
    }

    private void IndexTokens(CorpusExample example, DocumentStore store, CancellationToken cancellationToken)
    {
        int count = _words.Count;
        Grow(ref _tokens, count);
        for (int start = 0; start < count; start += PieceWords)
        {
            if (start > 0)
                cancellationToken.ThrowIfCancellationRequested();
            wordIds.IdsOf(_words, start, _tokens.AsSpan(start, Math.Min(PieceWords, count - start)));
        }
        if (store.HasTags)
        {
            Grow(ref _tags, count);
            tagIds!.IdsOf(options.TagLength is { } length ? Shortened(example.Tags, length) : example.Tags, 0, _tags.AsSpan(0, example.Tags.Count));
        }
        Grow(ref _features, count * store.FeaturesPerToken);
        for (int i = 0; i < _originals.Count; i++)
            WordFeatures.Write(_originals[i], options.FeatureBucketCount, _features.AsSpan(i * WordFeatures.Count, WordFeatures.Count));
    }

    private Utf8List Shortened(Utf8List tags, int length)
    {
        _shortTags.Clear();
        for (int i = 0; i < tags.Count; i++)
            _shortTags.Add(Shortened(tags[i], length));
        return _shortTags;
    }

    /// <summary>The first characters of a tag.</summary>
    internal static ReadOnlySpan<byte> Shortened(ReadOnlySpan<byte> tag, int length)
    {
        int end = 0;
        for (int count = 0; end < tag.Length; end++)
            if ((tag[end] & 0xC0) != 0x80 && count++ == length) // A byte that begins a character.
                break;
        return tag[..end];
    }

    /// <summary>Closes the gaps of words that are left out; returns how many words remain.</summary>
    private int WithoutMissing(DocumentStore store)
    {
        int kept = _tokens.AsSpan(0, _words.Count).IndexOf(Vocabulary.Missing);
        if (kept < 0)
            return _words.Count;
        for (int i = kept; i < _words.Count; i++)
        {
            if (_tokens[i] < 0)
                continue;
            _tokens[kept] = _tokens[i];
            if (store.HasTags)
                _tags[kept] = _tags[i];
            _features.AsSpan(i * store.FeaturesPerToken, store.FeaturesPerToken).CopyTo(_features.AsSpan(kept * store.FeaturesPerToken));
            kept++;
        }
        return kept;
    }

    /// <summary>The ids of the example's labels, or of the first one, each once.</summary>
    private ReadOnlySpan<int> Labels(CorpusExample example, DocumentStore store)
    {
        if (!store.HasLabels || example.LacksLabel)
            return [];
        _labels.Clear();
        for (int i = 0; i < (options.AllLabels ? example.Labels.Count : 1); i++)
            _labels.Add(Checked(example.Labels[i], example));
        Grow(ref _labelIdsOfExample, _labels.Count);
        Span<int> ids = _labelIdsOfExample.AsSpan(0, _labels.Count);
        labelIds!.IdsOf(_labels, 0, ids);
        int count = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            if (ids[i] < 0)
                throw CorpusError.At(example.Path, example.LineNumber, UnknownLabel(_labels[i]));
            if (!ids[..count].Contains(ids[i]))
                ids[count++] = ids[i];
        }
        return ids[..count];
    }

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> label, CorpusExample example) =>
        Utf8.IsValid(label) && !label.ContainsAnyInRange((byte)0, (byte)0x1F)
            ? label
            : throw CorpusError.At(example.Path, example.LineNumber, $"found the label {CorpusError.Quote(label)}, expected UTF-8 without control characters. Is the column right?");

    private string UnknownLabel(ReadOnlySpan<byte> label)
    {
        const int ListedCount = 10;
        IEnumerable<string> known = Enumerable.Range(0, Math.Min(KnownLabels!.Count, ListedCount)).Select(id => KnownLabels[id]);
        string rest = KnownLabels.Count > ListedCount ? $" and {KnownLabels.Count - ListedCount} more" : "";
        return $"found the label {CorpusError.Quote(label)}, expected one of the training data. Known: {string.Join(", ", known)}{rest}. Is the label column right?";
    }

    /// <summary>Draws documents without replacement and keeps their order (Knuth, volume 2, algorithm 3.4.2 S).</summary>
    private DocumentStore Sample(DocumentStore all, CancellationToken cancellationToken)
    {
        int wanted = options.Limit ?? int.MaxValue;
        if (all.DocumentCount <= wanted)
            return all;
        DocumentStore sample = new(all.HasLabels, all.HasTags, all.FeaturesPerToken, options.MemoryLimit) { KeepsAllLabels = all.KeepsAllLabels, HashesTexts = all.HashesTexts, HasTexts = all.HasTexts };
        SeededRandom random = new(options.Seed);
        for (int document = 0; document < all.DocumentCount && wanted > 0; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (random.NextInt32(all.DocumentCount - document) >= wanted)
                continue;
            if (all.HadSeveralLabels(document))
                sample.NoteSeveralLabels();
            sample.Add(all.Tokens(document), all.Tags(document), all.Features(document), all.KeepsAllLabels ? all.LabelSet(document) : all.Label(document) is >= 0 and int label ? [label] : [], all.Trust(document), all.HashesTexts ? all.TextHash(document) : 0, all.Texts(document));
            wanted--;
        }
        return sample;
    }

    private static void Grow(ref int[] scratch, int length)
    {
        if (scratch.Length < length)
            scratch = new int[Math.Max(length, 2 * scratch.Length)];
    }
}
