using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MT2ST.Corpora;
using MT2ST.Indexing;

namespace MT2ST.Cli.Checks;

/// <summary>The example that a check looks at: its words as training reads them, and its labels. One instance is filled for each.</summary>
internal sealed class CheckedText
{
    private static readonly byte[] Blank = [(byte)' '];

    private readonly Tokenizer _tokenizer = new(new TextOptions());
    private readonly Utf8List _words = new();
    private byte[] _joined = [];

    /// <summary>The file.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The 1-based line where the text starts.</summary>
    public long Line { get; private set; }

    /// <summary>The number of words.</summary>
    public int WordCount => _words.Count;

    /// <summary>The same for texts of the same words, and for no others: half of a SHA-256.</summary>
    public UInt128 Hash { get; private set; }

    /// <summary>The text as it stands in the file, or its words with blanks between them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>The labels, each once; empty for a tagged sentence.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>The tags of the words.</summary>
    public List<string> Tags { get; } = [];

    /// <summary>All labels, or all tags, as one text, the same for the same ones.</summary>
    public string LabelKey { get; private set; } = "";

    /// <summary>Whether there are labels or tags.</summary>
    public bool IsLabelled => LabelKey.Length > 0;

    /// <summary>Takes an example.</summary>
    /// <param name="example">The example.</param>
    /// <param name="hasLabels">Whether its labels are labels: not so of a score.</param>
    public void Take(CorpusExample example, bool hasLabels)
    {
        (Path, Line) = (example.Path, example.LineNumber);
        Bytes = example.Text;
        _words.Clear();
        if (example.Words.Count > 0)
            Bytes = Join(example.Words);
        for (int i = 0; i < example.Words.Count; i++)
            _tokenizer.Normalize(example.Words[i], _words);
        _tokenizer.Split(example.Text.Span, _words);
        Hash = HashOf(_words);
        Labels.Clear();
        Tags.Clear();
        LabelKey = "";
        if (example.LacksLabel || !hasLabels)
            return;
        for (int i = 0; i < example.Labels.Count; i++)
            if (example.Labels.GetString(i) is { } label && !Labels.Contains(label))
                Labels.Add(label);
        for (int i = 0; i < example.Tags.Count; i++)
            Tags.Add(example.Tags.GetString(i));
        LabelKey = Tags.Count > 0 ? string.Join(' ', Tags) : string.Join(", ", Labels.Order(StringComparer.Ordinal));
    }

    private Memory<byte> Join(Utf8List words)
    {
        int length = 0;
        for (int i = 0; i < words.Count; i++)
        {
            if (_joined.Length < length + words[i].Length + 1)
                Array.Resize(ref _joined, Math.Max(length + words[i].Length + 1, 2 * _joined.Length));
            words[i].CopyTo(_joined.AsSpan(length));
            length += words[i].Length;
            _joined[length++] = (byte)' ';
        }
        return _joined.AsMemory(0, length - 1);
    }

    private static UInt128 HashOf(Utf8List words)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < words.Count; i++)
        {
            hash.AppendData(words[i]);
            hash.AppendData(Blank); // Which no word holds.
        }
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }
}
