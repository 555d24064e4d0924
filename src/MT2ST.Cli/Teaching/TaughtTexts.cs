using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MT2ST.Corpora;

namespace MT2ST.Cli.Teaching;

/// <summary>The texts that get target vectors: each once, in the order of the files.</summary>
internal sealed class TaughtTexts
{
    private readonly HashSet<ulong> _known = [];

    private TaughtTexts() { }

    /// <summary>The texts.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>The keys of the texts.</summary>
    public List<ulong> Keys { get; } = [];

    /// <summary>How many texts were left out because they had been read before.</summary>
    public int RepeatedCount { get; private set; }

    /// <summary>How many texts were left out because nothing in them can be seen.</summary>
    public int BlankCount { get; private set; }

    /// <summary>Reads the texts of a corpus.</summary>
    /// <exception cref="InvalidDataException">There is no text, or the corpus has words instead of texts.</exception>
    public static TaughtTexts Read(CorpusSource source, CancellationToken cancellationToken)
    {
        TaughtTexts texts = new();
        foreach (CorpusExample example in source.Read(cancellationToken))
            texts.Add(example);
        return texts.Texts.Count > 0
            ? texts
            : throw new InvalidDataException($"{string.Join(", ", source.Paths)}: found only blank texts, expected at least one to encode. Is it the right column?");
    }

    /// <summary>The same for the same texts in the same order, and for no others.</summary>
    public string Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (ulong key in Keys)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, key);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Add(CorpusExample example)
    {
        if (example.Words.Count > 0)
            throw new InvalidDataException($"{example.Path}:{example.LineNumber}: found words, expected a text that a teacher can read. Give a file of texts, or name its format by --format.");
        if (CorpusSource.IsBlank(example.Text.Span))
        {
            BlankCount++;
        }
        else if (TextKey.Of(example.Text.Span) is var key && _known.Add(key))
        {
            Keys.Add(key);
            Texts.Add(Encoding.UTF8.GetString(example.Text.Span));
        }
        else
        {
            RepeatedCount++;
        }
    }
}
