using System.Buffers;
using System.Globalization;
using System.Text;
using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Files;

namespace MT2ST.Formats;

/// <summary>
/// The text format of word2vec (Mikolov et al. 2013): a line <c>V D</c>, then for each word a line of the word and its D
/// values. Files without the first line (GloVe's) are read too.
/// </summary>
/// <remarks>Values are written with the fewest digits from which the same float is read again.</remarks>
public sealed class Word2VecTextFormat : IVectorFormat
{
    private const int MaximumFloatBytes = 16; // -1.17549435E-38 and the blank before it.
    private const int ChunkBytes = 1 << 16;

    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\n\r\v\f");

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start)
    {
        if (start.Contains((byte)0))
            return false;
        if (start.StartsWith("\uFEFF"u8))
            start = start["\uFEFF"u8.Length..];
        ReadOnlySpan<byte> first = TakeLine(ref start, out bool isWhole);
        if (!Word2VecTextReader.TryParseHeader(first, out _, out int dimensions))
            return IsVector(first, isWhole);
        ReadOnlySpan<byte> second = TakeLine(ref start, out isWhole);
        // A vocabulary whose first word is a number begins like a header, but goes on with 'word count'.
        return !isWhole || dimensions == 1 || Word2VecTextReader.CountColumns(second) > 2;
    }

    /// <inheritdoc/>
    public IVectorReader Open(string path) => new Word2VecTextReader(path);

    /// <inheritdoc/>
    public void Write(string path, WordVectors vectors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        Check(vectors);
        AtomicFile.Write(path, stream => Write(stream, vectors, cancellationToken));
    }

    private static void Write(Stream stream, WordVectors vectors, CancellationToken cancellationToken)
    {
        stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{vectors.Count} {vectors.Dimensions}\n")));
        var line = new byte[ChunkBytes];
        for (int id = 0; id < vectors.Count; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = Format(vectors.Vocabulary[id], vectors[id], ref line);
            stream.Write(line, 0, length);
        }
    }

    /// <summary>Writes one line into <paramref name="line"/>, which grows when it is too short, and gives its length.</summary>
    private static int Format(string word, ReadOnlySpan<float> values, ref byte[] line)
    {
        int longest = System.Text.Encoding.UTF8.GetMaxByteCount(word.Length) + (values.Length * MaximumFloatBytes) + 1;
        if (line.Length < longest)
            line = new byte[longest];
        int length = System.Text.Encoding.UTF8.GetBytes(word, line);
        foreach (float value in values)
        {
            line[length++] = (byte)' ';
            value.TryFormat(line.AsSpan(length), out int written, default, CultureInfo.InvariantCulture);
            length += written;
        }
        line[length++] = (byte)'\n';
        return length;
    }

    private static void Check(WordVectors vectors)
    {
        for (int id = 0; id < vectors.Count; id++)
        {
            string word = vectors.Vocabulary[id];
            if (word.Length == 0 || word.AsSpan().ContainsAny(WhiteSpace))
                throw new ArgumentException($"The word '{word}' (id {id}) is empty or has a blank, which word2vec's text format cannot hold. Replace blanks, for example by '_'.", nameof(vectors));
            foreach (float value in vectors[id])
            {
                if (!float.IsFinite(value))
                    throw new ArgumentException($"The vector of '{word}' (id {id}) has the value {value.ToString(CultureInfo.InvariantCulture)}, which is not finite.", nameof(vectors));
            }
        }
    }

    /// <summary>Whether a line is a word and at least two numbers; 'word count' is a line of a vocabulary.</summary>
    private static bool IsVector(ReadOnlySpan<byte> line, bool isWhole)
    {
        Utf8Fields.NextBlankSeparated(ref line);
        int values = 0;
        while (Utf8Fields.NextBlankSeparated(ref line) is { IsEmpty: false } column)
        {
            bool isCut = line.IsEmpty && !isWhole;
            if (!isCut && !float.TryParse(column, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                return false;
            values++;
        }
        return values >= 2;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text, out bool isWhole)
    {
        int end = text.IndexOf((byte)'\n');
        isWhole = end >= 0;
        ReadOnlySpan<byte> line = isWhole ? text[..end] : text;
        text = isWhole ? text[(end + 1)..] : default;
        return line.TrimEnd((byte)'\r');
    }
}
