using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Threading;

namespace MT2ST.Texts;

/// <summary>Finds the texts that are nearest to a query. Any number of threads may ask.</summary>
/// <remarks>
/// The search is exact: estimates from bytes (<see cref="QuantizedRows"/>) leave out a text only where its cosine, at the greatest error,
/// stays below those of the texts found; the cosines of the others are taken from the floats.
/// </remarks>
public sealed class TextIndex
{
    private const string VectorsName = "vectors";
    private const string FingerprintName = "fingerprint";
    private const int BlockRows = 4096;

    private readonly TextEmbedder _embedder;
    private readonly IReadOnlyList<string> _texts;
    private readonly RowMatrix<float> _vectors;
    private readonly QuantizedRows _bytes;
    private readonly Lazy<Bm25Index> _words;

    private TextIndex(TextEmbedder embedder, IReadOnlyList<string> texts, RowMatrix<float> vectors)
    {
        _embedder = embedder;
        _texts = texts;
        _vectors = vectors;
        _bytes = new QuantizedRows(vectors);
        _words = new Lazy<Bm25Index>(() => new Bm25Index(texts, CancellationToken.None));
        EmptyCount = Enumerable.Range(0, vectors.RowCount).Count(row => !vectors.Row(row).ContainsAnyExcept(0f));
    }

    /// <summary>The number of texts.</summary>
    public int Count => _texts.Count;

    /// <summary>How many texts have no word that the model knows: vectors never find them.</summary>
    public int EmptyCount { get; }

    /// <summary>Indexes texts.</summary>
    /// <param name="embedder">Gives texts and queries their vectors.</param>
    /// <param name="texts">The texts, which are kept.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TextIndex Create(TextEmbedder embedder, IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        return new TextIndex(embedder, texts, embedder.EmbedAll(texts, cancellationToken));
    }

    /// <summary>Saves the vectors.</summary>
    /// <param name="path">The file, in the safetensors layout.</param>
    /// <param name="fingerprint">What the vectors were made of; <see cref="TryLoad"/> compares it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, string fingerprint) =>
        new Safetensors([NamedTensor.OfRows(VectorsName, _vectors, 0, Count)], new Dictionary<string, string> { [FingerprintName] = fingerprint }).Write(path);

    /// <summary>Loads the vectors of an index that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fingerprint">What its vectors should have been made of.</param>
    /// <param name="embedder">Gives queries their vectors.</param>
    /// <param name="texts">The texts, which are kept.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The index; null if it was made of something else.</returns>
    /// <exception cref="InvalidDataException">The file is no index.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TextIndex? TryLoad(string path, string fingerprint, TextEmbedder embedder, IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(texts);
        Safetensors file;
        try
        {
            file = Safetensors.Read(path, VectorsName, cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{error.Message} It is no whole index of texts: name another file, or remove it.", error);
        }
        if (!file.Metadata.TryGetValue(FingerprintName, out string? found) || file.Tensors is not [{ Name: VectorsName, Rows: { } vectors }])
            throw new InvalidDataException($"{path}: is no index of texts, expected one that a search has written. Name another file, or remove it.");
        if (Enumerable.Range(0, vectors.RowCount).Any(row => !TensorPrimitives.IsFiniteAll<float>(vectors.Row(row))))
            throw new InvalidDataException($"{path}: found a value that is not finite, expected numbers. The index is damaged: remove it.");
        return found == fingerprint && vectors.RowCount == texts.Count && vectors.Dimensions == embedder.Dimensions ? new TextIndex(embedder, texts, vectors) : null;
    }

    /// <summary>The texts nearest to a query, the nearest first; equal ones in their order.</summary>
    /// <param name="query">The query.</param>
    /// <param name="count">How many to give, above 0; fewer where fewer are found. A text with the zero vector is not found by its vector.</param>
    /// <param name="wordWeight">The weight of BM25, in [0, 1): the score is then (1 - weight) cosine + weight BM25, each brought to [0, 1] over all texts. At 0 the score is the cosine.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count or the weight is out of its range.</exception>
    /// <exception cref="KeyNotFoundException">The model knows no word of the query, and BM25 finds nothing either.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<TextMatch> Search(string query, int count = 10, double wordWeight = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (!(wordWeight is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(wordWeight), wordWeight, "The weight of words must be in [0, 1).");
        float[] vector = _embedder.Embed(query);
        bool isKnown = vector.AsSpan().ContainsAnyExcept(0f);
        List<(int Number, double Score)> best = wordWeight > 0 ? Mixed(query, vector, count, wordWeight, cancellationToken) : isKnown ? Nearest(vector, count, cancellationToken) : [];
        return best.Count > 0 || isKnown
            ? [.. best.Select(match => new TextMatch(match.Number, match.Score))]
            : throw new KeyNotFoundException($"No word of the query '{query}' is known to the model{(wordWeight > 0 ? ", and none is in the texts" : "; a weight of BM25 finds texts by their words alone")}.");
    }

    /// <summary>The nearest texts to a vector: estimates of all, then the exact cosines of those that may be among the best.</summary>
    internal List<(int Number, double Score)> Nearest(float[] query, int count, CancellationToken cancellationToken)
    {
        var estimates = new float[Count];
        var errors = new float[Count];
        var atLeast = new TopScores(count);
        InBlocks(count, atLeast, (first, rows, best) =>
        {
            _bytes.Products(query, first, estimates.AsSpan(first, rows), errors.AsSpan(first, rows));
            for (int row = first; row < first + rows; row++)
                if (errors[row] > 0) // A row of zeros has none.
                    best.Add(row, estimates[row] - errors[row]);
        }, cancellationToken);
        double least = atLeast.Least;
        var exact = new TopScores(count);
        InBlocks(count, exact, (first, rows, best) =>
        {
            for (int row = first; row < first + rows; row++)
                if (errors[row] > 0 && estimates[row] + errors[row] >= least)
                    best.Add(row, Math.Clamp(TensorPrimitives.Dot(_vectors.Row(row), query), -1, 1));
        }, cancellationToken);
        return exact.Take();
    }

    private List<(int Number, double Score)> Mixed(string query, float[] vector, int count, double weight, CancellationToken cancellationToken)
    {
        float[] cosines = new float[Count], words = new float[Count];
        InBlocks(count, new TopScores(count), (first, rows, _) =>
        {
            for (int row = first; row < first + rows; row++)
                cosines[row] = TensorPrimitives.Dot(_vectors.Row(row), vector);
        }, cancellationToken);
        _words.Value.Score(query, words);
        float[] scaledCosines = new float[Count], scaledWords = new float[Count];
        MixedScores.Scale(cosines, scaledCosines);
        MixedScores.Scale(words, scaledWords);
        var best = new TopScores(count);
        for (int row = 0; row < Count; row++)
            if (cosines[row] != 0 || words[row] > 0)
                best.Add(row, ((1 - weight) * scaledCosines[row]) + (weight * scaledWords[row]));
        return best.Take();
    }

    /// <summary>Works on blocks of rows by all cores; each thread keeps its own best, which are joined at the end.</summary>
    private void InBlocks(int count, TopScores best, Action<int, int, TopScores> work, CancellationToken cancellationToken)
    {
        int next = 0;
        WorkerThreads.Run(Math.Clamp(Count / BlockRows, 1, Environment.ProcessorCount), _ =>
        {
            var own = new TopScores(count);
            for (int first; (first = Interlocked.Add(ref next, BlockRows) - BlockRows) < Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(first, Math.Min(BlockRows, Count - first), own);
            }
            lock (best)
                best.AddAll(own);
        });
    }
}

/// <summary>A text that was found.</summary>
/// <param name="Index">Its place among the texts, from 0.</param>
/// <param name="Score">Its cosine with the query in [-1, 1]; with BM25, the weighted mean of both scores in [0, 1].</param>
public readonly record struct TextMatch(int Index, double Score);
