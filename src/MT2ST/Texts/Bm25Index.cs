using MT2ST.Corpora;
using MT2ST.Indexing;
using MT2ST.Vocabularies;

namespace MT2ST.Texts;

/// <summary>Scores documents by the words that they share with a query. Any number of threads may ask.</summary>
/// <remarks>
/// BM25 (Robertson and Zaragoza 2009, section 3.2) with the weights of Lucene: for each word of the query, as often as it has it,
/// idf tf / (tf + k1 (1 - b + b length / mean length)), idf = log(1 + (N - n + 0.5) / (n + 0.5)), k1 = 1.2, b = 0.75, n of N documents
/// with the word. Words are in lower case as they stand, without stemming and stop words. Empty documents do not count in N.
/// </remarks>
internal sealed class Bm25Index
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

    private readonly Tokenizer _tokenizer = new(new TextOptions());
    private readonly Utf8Index _words = new();
    private readonly int[] _starts; // Where a word's postings start, [words + 1].
    private readonly int[] _documents;
    private readonly float[] _weights;

    /// <summary>Indexes documents.</summary>
    /// <param name="documents">Their texts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Bm25Index(IReadOnlyList<string> documents, CancellationToken cancellationToken)
    {
        DocumentCount = documents.Count;
        List<(int Word, int Document, int Count)> postings = Count(documents, out int[] lengths, cancellationToken);
        _starts = new int[_words.Count + 1];
        foreach ((int word, _, _) in postings)
            _starts[word + 1]++;
        for (int word = 0; word < _words.Count; word++)
            _starts[word + 1] += _starts[word];
        (_documents, _weights) = (new int[postings.Count], new float[postings.Count]);
        int[] next = _starts[..^1];
        int documentCount = Math.Max(1, lengths.Count(length => length > 0));
        double meanLength = Math.Max(1, lengths.Sum(length => (long)length)) / (double)documentCount;
        foreach ((int word, int document, int count) in postings)
        {
            int holders = _starts[word + 1] - _starts[word];
            double idf = Math.Log(1 + ((documentCount - holders + 0.5) / (holders + 0.5)));
            _documents[next[word]] = document;
            _weights[next[word]++] = (float)(idf * count / (count + (K1 * (1 - B + (B * lengths[document] / meanLength)))));
        }
    }

    /// <summary>The number of documents.</summary>
    public int DocumentCount { get; }

    /// <summary>Scores all documents.</summary>
    /// <param name="query">The query.</param>
    /// <param name="scores">Overwritten, <c>[DocumentCount]</c>; 0 for a document without a word of the query.</param>
    public void Score(string query, Span<float> scores)
    {
        scores.Clear();
        var words = new Utf8List();
        _tokenizer.Split(Encoding.UTF8.GetBytes(query), words);
        for (int i = 0; i < words.Count; i++)
        {
            int word = _words.Find(words[i]);
            if (word < 0)
                continue;
            for (int posting = _starts[word]; posting < _starts[word + 1]; posting++)
                scores[_documents[posting]] += _weights[posting];
        }
    }

    private List<(int Word, int Document, int Count)> Count(IReadOnlyList<string> documents, out int[] lengths, CancellationToken cancellationToken)
    {
        List<(int Word, int Document, int Count)> postings = [];
        lengths = new int[documents.Count];
        var words = new Utf8List();
        int[] ids = [];
        for (int document = 0; document < documents.Count; document++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            words.Clear();
            _tokenizer.Split(Encoding.UTF8.GetBytes(documents[document]), words);
            lengths[document] = words.Count;
            if (ids.Length < words.Count)
                ids = new int[2 * words.Count];
            Span<int> found = ids.AsSpan(0, words.Count);
            _words.FindOrAdd(words, 0, found);
            found.Sort();
            for (int start = 0, end; start < found.Length; start = end)
            {
                end = start + 1;
                while (end < found.Length && found[end] == found[start])
                    end++;
                postings.Add((found[start], document, end - start));
            }
        }
        return postings;
    }
}
