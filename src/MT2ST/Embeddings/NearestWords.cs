using MT2ST.Vocabularies;

namespace MT2ST.Embeddings;

/// <summary>Finds the words nearest to a word or a vector by cosine. Any number of threads may ask.</summary>
internal sealed class NearestWords
{
    private readonly WordVectors _units;

    /// <summary>Prepares the search by a copy of the vectors at length 1.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public NearestWords(WordVectors vectors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        _units = vectors.Normalized(cancellationToken);
    }

    /// <summary>The words nearest to a word, the nearest first, without the word itself.</summary>
    /// <param name="word">The word, looked up as written, then in lower case, then made of its character n-grams if the vectors have them.</param>
    /// <param name="count">How many words to give, above 0; fewer if the vocabulary has fewer.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="KeyNotFoundException">The word has no vector.</exception>
    /// <exception cref="InvalidDataException">The word's vector is zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is not above 0.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<WordMatch> To(string word, int count, CancellationToken cancellationToken = default)
    {
        var vector = new float[_units.Dimensions];
        if (_units.TryGetVector(word, vector))
            return vector.AsSpan().ContainsAnyExcept(0f)
                ? Nearest(vector, count, _units.Find(word), cancellationToken)
                : throw new InvalidDataException($"The vector of '{word}' is zero, so no word is near it by cosine. Was it trained? Ask for another word.");
        string ngrams = _units.Ngrams is null ? "" : ", and none of its character n-grams has a vector";
        throw new KeyNotFoundException($"The word '{word}' is not among the {_units.Count} words of the vectors{ngrams}.");
    }

    /// <summary>Whether a word is in the vocabulary, so that it needs no n-grams.</summary>
    public bool Knows(string word) => _units.Find(word) != Vocabulary.Missing;

    /// <summary>The words nearest to a vector, the nearest first; words at the same cosine by their ids.</summary>
    /// <param name="vector">The vector, <c>[Dimensions]</c>, of any length but zero.</param>
    /// <param name="count">How many words to give, above 0; fewer if the vocabulary has fewer.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The vector has other dimensions, or is zero or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is not above 0.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<WordMatch> To(ReadOnlySpan<float> vector, int count, CancellationToken cancellationToken = default)
    {
        if (vector.Length != _units.Dimensions)
            throw new ArgumentException($"The vector has {vector.Length} values, expected {_units.Dimensions}.", nameof(vector));
        return Nearest(vector, count, Vocabulary.Missing, cancellationToken);
    }

    private List<WordMatch> Nearest(ReadOnlySpan<float> query, int count, int excluded, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        double norm = WordVectors.Length(query);
        if (!(norm > 0 && double.IsFinite(norm)))
            throw new ArgumentException($"The vector's length is {norm}; a cosine needs one above 0.", nameof(query));
        if (!WordVectors.HasSquares(norm))
        {
            var unit = new float[query.Length];
            for (int i = 0; i < unit.Length; i++)
                unit[i] = (float)(query[i] / norm);
            query = unit;
            norm = 1;
        }
        var best = new PriorityQueue<int, (float Cosine, int Later)>(Math.Min(count, _units.Count) + 1); // The farthest of the best comes out first.
        for (int id = 0; id < _units.Count; id++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (id == excluded)
                continue;
            best.Enqueue(id, (TensorPrimitives.Dot(query, _units[id]) / (float)norm, -id));
            if (best.Count > count)
                best.Dequeue();
        }
        return Ordered(best);
    }

    private List<WordMatch> Ordered(PriorityQueue<int, (float Cosine, int Later)> best)
    {
        var matches = new List<WordMatch>(best.Count);
        while (best.TryDequeue(out int id, out (float Cosine, int Later) rank))
            matches.Add(new WordMatch(_units.Vocabulary[id], Math.Clamp(rank.Cosine, -1f, 1f)));
        matches.Reverse();
        return matches;
    }
}
