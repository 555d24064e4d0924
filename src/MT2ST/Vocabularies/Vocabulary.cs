using System.Buffers.Text;
using MT2ST.Corpora;
using MT2ST.Files;

namespace MT2ST.Vocabularies;

/// <summary>The words (or labels) of a run with their counts: ids are [0, <see cref="Count"/>), most frequent first.</summary>
/// <remarks>It never changes, so that any number of threads may read it.</remarks>
public sealed class Vocabulary
{
    /// <summary>The result of <see cref="IndexOf(string)"/> for a word that is not in the vocabulary.</summary>
    public const int Missing = -1;

    private readonly Utf8Index _words;
    private readonly long[] _counts;

    internal Vocabulary(Utf8Index words, long[] counts)
    {
        _words = words;
        _counts = counts;
        foreach (long count in counts)
            TotalCount += count;
    }

    /// <summary>The number of words.</summary>
    public int Count => _words.Count;

    /// <summary>The sum of all counts.</summary>
    public long TotalCount { get; }

    /// <summary>How often each word occurred, <c>[Count]</c>.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>The word with this id.</summary>
    /// <param name="id">The id, in [0, <see cref="Count"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is outside its range.</exception>
    public string this[int id] => _words.Words.GetString(id);

    /// <summary>Makes a vocabulary of words in the order given.</summary>
    /// <param name="words">The words; the first gets id 0.</param>
    /// <param name="counts">How often each occurred, at least 0; default: once each.</param>
    /// <exception cref="ArgumentException">A word is empty, holds a tab or a line break or comes twice, or the counts do not fit the words.</exception>
    public static Vocabulary Create(IEnumerable<string> words, IEnumerable<long>? counts = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        Utf8Index index = new();
        foreach (string word in words)
        {
            if (word.Length == 0 || word.AsSpan().ContainsAny('\t', '\n', '\r'))
                throw new ArgumentException($"The word '{word}' is empty or holds a tab or a line break.", nameof(words));
            int count = index.Count;
            if (index.FindOrAdd(Encoding.UTF8.GetBytes(word)) != count)
                throw new ArgumentException($"The word '{word}' comes twice.", nameof(words));
        }
        long[] given = counts is null ? [.. Enumerable.Repeat(1L, index.Count)] : [.. counts];
        if (given.Length != index.Count || given.Any(count => count < 0))
            throw new ArgumentException($"Found {given.Length} counts for {index.Count} words; expected one for each word, at least 0.", nameof(counts));
        return new(index, given);
    }

    /// <summary>The word's id, or <see cref="Missing"/>.</summary>
    public int IndexOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return IndexOf(Encoding.UTF8.GetBytes(word));
    }

    /// <summary>The id of the word given in UTF-8, or <see cref="Missing"/>.</summary>
    public int IndexOf(ReadOnlySpan<byte> word) => _words.Find(word);

    /// <summary>The ids of consecutive words of a list, as many as there is room for ids; <see cref="Missing"/> for each that is not in the vocabulary.</summary>
    internal void IndexOf(Utf8List words, int start, Span<int> ids) => _words.Find(words, start, ids);

    /// <summary>The word with this id in UTF-8.</summary>
    /// <param name="id">The id, in [0, <see cref="Count"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is outside its range.</exception>
    public ReadOnlySpan<byte> Utf8(int id) => _words.Words[id];

    /// <summary>Writes the vocabulary as UTF-8 text, a line <c>word TAB count</c> for each word in the order of the ids.</summary>
    /// <param name="path">The file, which is replaced only once the new one is whole.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, WriteLines);

    /// <summary>Reads a vocabulary that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line is broken or a word comes twice; the message starts with <c>path:line</c>.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static Vocabulary Load(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        Utf8Index index = new();
        List<long> counts = [];
        using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
        while (lines.Read())
            counts.Add(AddLine(lines, index));
        return new(index, [.. counts]);
    }

    private static long AddLine(Utf8LineReader lines, Utf8Index index)
    {
        ReadOnlySpan<byte> line = lines.Line.Span;
        int tab = line.LastIndexOf((byte)'\t');
        if (tab <= 0 || !Utf8Parser.TryParse(line[(tab + 1)..], out long count, out int length) || length != line.Length - tab - 1 || count < 0)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {CorpusError.Quote(line)}, expected word TAB count. Is it a vocabulary file, and whole?");
        int nextId = index.Count;
        if (index.FindOrAdd(line[..tab]) != nextId)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found the word {CorpusError.Quote(line[..tab])} a second time, expected each word once. Remove one of the lines.");
        return count;
    }

    private void WriteLines(Stream stream)
    {
        Span<byte> count = stackalloc byte[20]; // The digits of long.MaxValue and a sign.
        for (int id = 0; id < Count; id++)
        {
            stream.Write(Utf8(id));
            stream.WriteByte((byte)'\t');
            Utf8Formatter.TryFormat(_counts[id], count, out int length);
            stream.Write(count[..length]);
            stream.WriteByte((byte)'\n');
        }
    }
}
