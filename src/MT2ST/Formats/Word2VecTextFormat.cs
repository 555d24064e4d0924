using System.Buffers;
using MT2ST.Corpora;
using MT2ST.Files;
using MT2ST.Threading;

namespace MT2ST.Formats;

/// <summary>
/// The text format of word2vec (Mikolov et al. 2013): a line <c>V D</c>, then for each word a line of the word and its D
/// values. Files without the first line (GloVe's) are read too, and words with blanks: the last D columns are the values.
/// </summary>
/// <remarks>Values are written with as few digits, at most nine, as read back as the same float.</remarks>
internal sealed class Word2VecTextFormat : IVectorFormat
{
    private const int ChunkBytes = 1 << 16;
    private const int WordsPerBlock = 500; // That a thread formats at a time: half a megabyte of text at D 100.

    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\n\r\v\f");

    /// <inheritdoc/>
    public string Beginning => "a line of the word count and the dimensions, or of a word and its values";

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start)
    {
        if (start.Contains((byte)0))
            return false;
        if (start.StartsWith("\uFEFF"u8))
            start = start["\uFEFF"u8.Length..];
        byte lineBreak = (byte)(start.Contains((byte)'\n') ? '\n' : '\r');
        VectorLayout layout = new();
        ReadOnlySpan<byte> first = TakeLine(ref start, lineBreak, out bool isFirstWhole);
        if (first.IsEmpty)
            return false;
        layout.Add(first);
        ReadOnlySpan<byte> second = TakeLine(ref start, lineBreak, out bool isSecondWhole), line = second;
        for (bool isWhole = isSecondWhole; isWhole && !line.IsEmpty && layout.LineCount < VectorLayout.SampledLines; line = TakeLine(ref start, lineBreak, out isWhole))
            layout.Add(line);
        // A vocabulary whose first word is a number begins like a header, but goes on with 'word count'.
        return layout.HasPlainHeader
            ? !isSecondWhole || layout.Dimensions == 1 || Utf8Fields.CountBlankSeparated(second) > 2
            : layout.HasLongHeader || IsVector(first, isFirstWhole) || layout.IsOfVectors;
    }

    /// <inheritdoc/>
    public IVectorReader Open(string path, CancellationToken cancellationToken = default) => new Word2VecTextReader(path, cancellationToken);

    /// <inheritdoc/>
    public void Write(string path, WordVectors vectors, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Check(vectors, cancellationToken);
        AtomicFile.Write(path, stream => Write(stream, vectors, threads, cancellationToken));
    }

    private static void Write(Stream stream, WordVectors vectors, int threads, CancellationToken cancellationToken)
    {
        stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{vectors.Count} {vectors.Dimensions}\n")));
        ArrayBufferWriter<byte>[] blocks = [.. Enumerable.Range(0, threads).Select(_ => new ArrayBufferWriter<byte>(ChunkBytes))];
        for (int first = 0; first < vectors.Count; first += threads * WordsPerBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int start = first;
            WorkerThreads.Run(threads, thread => Format(vectors, start + (thread * WordsPerBlock), blocks[thread]));
            foreach (ArrayBufferWriter<byte> block in blocks)
                stream.Write(block.WrittenSpan);
        }
    }

    /// <summary>Writes the lines of a block of words; the last block may be short.</summary>
    private static void Format(WordVectors vectors, int first, ArrayBufferWriter<byte> block)
    {
        block.ResetWrittenCount();
        for (int id = first; id < Math.Min(first + WordsPerBlock, vectors.Count); id++)
        {
            ReadOnlySpan<byte> word = vectors.Vocabulary.Utf8(id);
            Span<byte> line = block.GetSpan(word.Length + (vectors.Dimensions * (1 + FloatText.MaximumBytes)) + 1);
            block.Advance(Format(word, vectors[id], line));
        }
    }

    /// <summary>Writes one line, gives its length.</summary>
    private static int Format(ReadOnlySpan<byte> word, ReadOnlySpan<float> values, Span<byte> line)
    {
        word.CopyTo(line);
        int length = word.Length;
        foreach (float value in values)
        {
            line[length++] = (byte)' ';
            length += FloatText.Write(value, line[length..]);
        }
        line[length++] = (byte)'\n';
        return length;
    }

    /// <summary>Rejects words that contain blanks, which could not be told from their values, and values that are not finite.</summary>
    /// <exception cref="ArgumentException">There is one; the message says which.</exception>
    internal static void Check(WordVectors vectors, CancellationToken cancellationToken)
    {
        for (int id = 0; id < vectors.Count; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string word = vectors.Vocabulary[id];
            if (word.Length == 0 || word.AsSpan().ContainsAny(WhiteSpace))
                throw new ArgumentException($"The word '{word}' (id {id}) is empty or has a blank, which word2vec's formats cannot hold. Replace blanks, for example by '_'.", nameof(vectors));
            foreach (float value in vectors[id])
                if (!float.IsFinite(value))
                    throw new ArgumentException($"The vector of '{word}' (id {id}) has the value {value.ToString(CultureInfo.InvariantCulture)}, which is not finite.", nameof(vectors));
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

    /// <summary>The next line that is not blank; empty if there is none.</summary>
    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text, byte lineBreak, out bool isWhole)
    {
        ReadOnlySpan<byte> line;
        do
        {
            int end = text.IndexOf(lineBreak);
            isWhole = end >= 0;
            line = (isWhole ? text[..end] : text).TrimEnd((byte)'\r');
            text = isWhole ? text[(end + 1)..] : default;
        }
        while (Utf8Fields.IsBlank(line) && !text.IsEmpty);
        return Utf8Fields.IsBlank(line) ? default : line;
    }
}
