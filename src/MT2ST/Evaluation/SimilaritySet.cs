using MT2ST.Corpora;
using MT2ST.Corpora.Pairs;
using MT2ST.Vocabularies;

namespace MT2ST.Evaluation;

/// <summary>Pairs of words with people's judgements of their similarity, such as WordSim-353, MEN or SimLex-999.</summary>
public sealed class SimilaritySet
{
    /// <summary>Creates a set.</summary>
    /// <param name="name">The name that results carry.</param>
    /// <param name="pairs">The judged pairs.</param>
    internal SimilaritySet(string name, IReadOnlyList<ScoredPair> pairs)
    {
        Name = name;
        Pairs = pairs;
    }

    /// <summary>The set's name: its file's, without the extension.</summary>
    public string Name { get; }

    /// <summary>What a user should know of how the file was read; null for nothing.</summary>
    public string? Note { get; private init; }

    /// <summary>The judged pairs, in the file's order.</summary>
    internal IReadOnlyList<ScoredPair> Pairs { get; }

    /// <summary>
    /// Reads lines <c>word word score</c>, separated by blanks, tabs, commas, semicolons or bars. Empty lines, lines that begin with <c>#</c> and a
    /// first line whose score is no number are skipped.
    /// </summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A line is not of this form, or there is none; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static SimilaritySet Read(string path, CancellationToken cancellationToken = default)
    {
        var pairs = new List<ScoredPair>();
        CorpusSource source = new(path);
        foreach (CorpusExample line in new ScoresReader().Read(source, cancellationToken))
            pairs.Add(new ScoredPair(line.Words.GetString(0), line.Words.GetString(1), double.Parse(line.Labels[0], CultureInfo.InvariantCulture)));
        return pairs.Count > 0
            ? new SimilaritySet(Path.GetFileNameWithoutExtension(path), pairs) { Note = source.Notes.Count > 0 ? source.Notes[0] : null }
            : throw new InvalidDataException($"{path}: is empty, expected lines 'word word score'.");
    }

    /// <summary>Reads one set, or every file of a folder as a set, by name.</summary>
    /// <param name="path">A file or a folder; hidden files and folders inside it are skipped.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A file is not a set, or the folder is empty.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static IReadOnlyList<SimilaritySet> ReadAll(string path, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> files = InputFile.List(path);
        return files.Count > 0
            ? [.. files.Select(file => Read(file, cancellationToken))]
            : throw new InvalidDataException($"{path}: the folder has no files, expected similarity sets.");
    }

    /// <summary>The set with only the pairs that fulfil a condition, such as lying in one half.</summary>
    internal SimilaritySet Where(Predicate<WordPair> condition) => new SimilaritySet(Name, [.. Pairs.Where(pair => condition(pair.Words))]) { Note = Note };

    /// <summary>Correlates the vectors' cosines with the judgements, over the pairs whose words both have a vector.</summary>
    /// <remarks>
    /// Words are looked up as written, then in lower case. Pairs with a missing word are left out, as is usual in the field;
    /// if the vectors have character n-grams, a second correlation includes the pairs that these add.
    /// </remarks>
    /// <param name="vectors">The vectors.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SimilarityResult Evaluate(WordVectors vectors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        (double? spearman, int found) = Correlate(KnownCosine, cancellationToken);
        SimilarityResult known = new(Name, spearman, Pairs.Count, found);
        if (vectors.Ngrams is null)
            return known;
        float[] first = new float[vectors.Dimensions], second = new float[vectors.Dimensions];
        (spearman, int all) = Correlate(Cosine, cancellationToken);
        return known with { FoundByNgramsCount = all - found, SpearmanWithNgrams = spearman };

        double? KnownCosine(ScoredPair pair) =>
            (vectors.Find(pair.First), vectors.Find(pair.Second)) is (not Vocabulary.Missing and int a, not Vocabulary.Missing and int b) ? vectors.Cosine(a, b) : null;
        double? Cosine(ScoredPair pair) =>
            vectors.TryGetVector(pair.First, first) && vectors.TryGetVector(pair.Second, second) ? WordVectors.Cosine(first, second) : null;
    }

    private (double? Spearman, int FoundCount) Correlate(Func<ScoredPair, double?> cosineOf, CancellationToken cancellationToken)
    {
        var cosines = new List<double>(Pairs.Count);
        var scores = new List<double>(Pairs.Count);
        foreach (ScoredPair pair in Pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cosineOf(pair) is not { } cosine)
                continue;
            cosines.Add(cosine);
            scores.Add(pair.Score);
        }
        double spearman = SpearmanCorrelation.Of([.. cosines], [.. scores]);
        return (double.IsNaN(spearman) ? null : spearman, cosines.Count);
    }
}

/// <summary>Two words and how similar people judged them.</summary>
/// <param name="First">The first word, as written in the file.</param>
/// <param name="Second">The second word, as written in the file.</param>
/// <param name="Score">The judgement; greater is more similar, on the scale of its own set.</param>
internal sealed record ScoredPair(string First, string Second, double Score)
{
    /// <summary>The words without order and case.</summary>
    public WordPair Words => new(First, Second);
}

/// <summary>How well vectors agree with one set of similarity judgements.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Spearman">The rank correlation of cosines and judgements in [-1, 1]; null if it is not defined: below two pairs found, or all equal.</param>
/// <param name="PairCount">The number of pairs in the set.</param>
/// <param name="FoundCount">The number of pairs whose words both have a vector: only they are counted.</param>
public sealed record SimilarityResult(string Name, double? Spearman, int PairCount, int FoundCount)
{
    /// <summary>The number of further pairs in which a word has a vector only by its character n-grams; null for vectors without n-grams.</summary>
    public int? FoundByNgramsCount { get; init; }

    /// <summary>The rank correlation over <see cref="FoundCount"/> + <see cref="FoundByNgramsCount"/> pairs; null as for <see cref="Spearman"/>.</summary>
    public double? SpearmanWithNgrams { get; init; }
}
