using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Formats;
using MT2ST.Training;
using MT2ST.Vocabularies;

namespace MT2ST.Runs.Preparation;

/// <summary>Reads the vectors from which a run's words start, word by word into the table; vectors of other words are never held.</summary>
internal sealed class InitialVectors
{
    private readonly Vocabulary _words;
    private readonly EmbeddingTable<float> _table;
    private readonly bool[] _isFound;
    private readonly bool[] _isAsWritten;
    private readonly RepeatedWords _repeated;
    private readonly ILookup<string, int> _byLowerCase; // The words with upper-case letters.

    private InitialVectors(string path, Vocabulary words, EmbeddingTable<float> table)
    {
        _words = words;
        _table = table;
        _repeated = new RepeatedWords(path);
        _isFound = new bool[words.Count];
        _isAsWritten = new bool[words.Count];
        _byLowerCase = Enumerable.Range(0, words.Count)
            .Where(id => WordCase.Lower(words[id]) != words[id])
            .ToLookup(id => WordCase.Lower(words[id]), StringComparer.Ordinal);
    }

    /// <summary>Rejects vectors of other dimensions than the run's; called before the text is read.</summary>
    /// <exception cref="SettingException">The dimensions differ; the message says what to set.</exception>
    /// <exception cref="InvalidDataException">The file is in no known format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Check(RunOptions options, CancellationToken cancellationToken)
    {
        if (options.InitialVectors is { } path)
            Open(path, options.Dimensions ?? TaskOptions.DefaultDimensions, cancellationToken).Dispose();
    }

    /// <summary>Sets the vectors of the words that a file has, as written or, failing that, in lower case.</summary>
    /// <param name="path">A vector file in any known format, or a model folder.</param>
    /// <param name="words">The vocabulary.</param>
    /// <param name="table">The vocabulary's table; rows of other words stay.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SettingException">The dimensions differ, or the file has no word of the vocabulary.</exception>
    /// <exception cref="InvalidDataException">The file is in no known format, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static InitialCoverage Read(string path, Vocabulary words, EmbeddingTable<float> table, CancellationToken cancellationToken)
    {
        using IVectorReader reader = Open(path, table.Dimensions, cancellationToken);
        InitialVectors vectors = new(path, words, table);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors.Take(reader);
        }
        InitialCoverage coverage = vectors.Coverage(path) with { Notes = [.. reader.Notes, .. vectors._repeated.Notes] };
        return coverage.WordShare > 0
            ? coverage
            : throw new SettingException("initialVectors", $"initialVectors is '{path}', which has none of the {words.Count} words of the vocabulary. Are they of another language or case?");
    }

    private static IVectorReader Open(string path, int dimensions, CancellationToken cancellationToken)
    {
        IVectorReader reader = VectorFile.OpenAll(path, cancellationToken);
        if (reader.Dimensions == dimensions)
            return reader;
        using (reader)
            throw new SettingException("dimensions", $"dimensions is {dimensions}, but the vectors of {path} have {reader.Dimensions}. Set --dimensions {reader.Dimensions}.");
    }

    private void Take(IVectorReader reader)
    {
        int id = _words.IndexOf(reader.Word);
        if (id == Vocabulary.Missing && !ComposedForm.Is(reader.Word)) // As the words of texts are.
            id = _words.IndexOf(ComposedForm.Of(Encoding.UTF8.GetString(reader.Word)));
        if (id != Vocabulary.Missing && _isAsWritten[id]) // A word that comes again keeps its first vector, as in gensim.
            _repeated.Add(reader);
        else if (id != Vocabulary.Missing)
        {
            _isAsWritten[id] = true;
            Set(id, reader.Values);
        }
        if (_byLowerCase.Count == 0)
            return;
        foreach (int cased in _byLowerCase[Encoding.UTF8.GetString(reader.Word)])
            if (!_isFound[cased])
                Set(cased, reader.Values);
    }

    private void Set(int id, ReadOnlySpan<float> values)
    {
        _isFound[id] = true;
        _table.SetWord(id, values);
    }

    private InitialCoverage Coverage(string path)
    {
        int words = 0;
        double tokens = 0;
        for (int id = 0; id < _isFound.Length; id++)
        {
            words += _isFound[id] ? 1 : 0;
            tokens += _isFound[id] ? _words.Counts[id] : 0;
        }
        return new InitialCoverage { File = path, WordShare = (double)words / _words.Count, TokenShare = tokens / Math.Max(1, _words.TotalCount) };
    }
}
