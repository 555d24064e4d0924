using System.Buffers;
using System.Buffers.Binary;
using MT2ST.Corpora;
using MT2ST.Files;

namespace MT2ST.Formats;

/// <summary>
/// The binary format of word2vec (Mikolov et al. 2013): a line <c>V D</c> of text, then for each word its UTF-8, a blank, its D
/// values as little-endian floats of 32 bits, and a line break.
/// </summary>
/// <remarks>gensim writes no line break after the values; both forms are read.</remarks>
internal sealed class Word2VecBinaryFormat : IVectorFormat
{
    // Bytes that text never has and floats often have: all control characters but tabs and line breaks.
    private static readonly SearchValues<byte> NotText = SearchValues.Create([.. Enumerable.Range(0, 32).Except(['\t', '\n', '\r']).Select(value => (byte)value)]);

    /// <inheritdoc/>
    public string Beginning => "a line of the word count and the dimensions, then binary values";

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start)
    {
        int lineLength = start.IndexOf((byte)'\n');
        if (lineLength < 0 || !Word2VecTextReader.TryParseHeader(start[..lineLength], out int wordCount, out int dimensions) || wordCount < 1 || dimensions < 1)
            return false;
        ReadOnlySpan<byte> rest = start[(lineLength + 1)..];
        int wordLength = rest.IndexOf((byte)' ');
        if (wordLength < 0)
            return false;
        ReadOnlySpan<byte> values = rest[(wordLength + 1)..];
        values = values[..(int)Math.Min(values.Length, (long)dimensions * sizeof(float))];
        ReadOnlySpan<byte> line = values[..(values.IndexOf((byte)'\n') is int end and >= 0 ? end : values.Length)]; // In the text format the values are on it.
        return values.ContainsAny(NotText) || line.ContainsAnyInRange((byte)0x80, (byte)0xFF) || (wordLength > 0 && values.Length > 0 && Utf8Fields.IsBlank(line));
    }

    /// <inheritdoc/>
    public IVectorReader Open(string path, CancellationToken cancellationToken = default) => new Word2VecBinaryReader(path, cancellationToken);

    /// <inheritdoc/>
    public void Write(string path, WordVectors vectors, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Word2VecTextFormat.Check(vectors, cancellationToken); // In this format too a blank separates a word from its values, so words must not contain one.
        AtomicFile.Write(path, stream => Write(stream, vectors, cancellationToken));
    }

    private static void Write(Stream stream, WordVectors vectors, CancellationToken cancellationToken)
    {
        stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{vectors.Count} {vectors.Dimensions}\n")));
        var values = new byte[(vectors.Dimensions * sizeof(float)) + 1];
        values[^1] = (byte)'\n';
        for (int id = 0; id < vectors.Count; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream.Write(vectors.Vocabulary.Utf8(id));
            stream.WriteByte((byte)' ');
            for (int i = 0; i < vectors.Dimensions; i++)
                BinaryPrimitives.WriteSingleLittleEndian(values.AsSpan(i * sizeof(float)), vectors[id][i]);
            stream.Write(values);
        }
    }
}
