using MT2ST.Corpora.Pairs;

namespace MT2ST.Corpora;

/// <summary>Where a corpus comes from: its files, read in order, and how to read them.</summary>
public sealed record CorpusSource
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Creates a source of one file, or of one folder for WordNet.</summary>
    /// <param name="path">The path, or <see cref="StandardInput"/>.</param>
    /// <param name="options">How to read it; default: by its name and first lines.</param>
    public CorpusSource(string path, CorpusOptions? options = null)
        : this([path], options) { }

    /// <summary>Creates a source of several files of one format.</summary>
    /// <param name="paths">The paths, at least one.</param>
    /// <param name="options">How to read them; default: by the first one's name and first lines.</param>
    /// <exception cref="ArgumentException">There is no path, or an option is outside its range.</exception>
    public CorpusSource(IReadOnlyList<string> paths, CorpusOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0)
            throw new ArgumentException("A corpus needs at least one path.", nameof(paths));
        Paths = paths;
        Options = options ?? new CorpusOptions();
        Options.Validate();
    }

    /// <summary>The files; <c>.gz</c> ones are decompressed.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>How the files are read.</summary>
    public CorpusOptions Options { get; }

    /// <summary>Leaves pairs of words out; null to read all.</summary>
    internal PairFilter? Filter { get; init; }

    /// <summary>
    /// The same files with the format and the columns decided. Use its <see cref="Options"/> for the dev and test files of
    /// the same data set, so that a guess is made only once.
    /// </summary>
    /// <exception cref="FileNotFoundException">The first file is missing.</exception>
    /// <exception cref="InvalidDataException">The first lines do not show the choice.</exception>
    public CorpusSource Resolve()
    {
        string format = Options.Format ?? FormatDetection.FormatOf(Paths[0], Options.UnnamedFormat);
        CorpusSource named = new(Paths, Options with { Format = format });
        return new(Paths, BuiltInCorpora.All[format].Factory().Resolve(named)) { Filter = Filter };
    }

    /// <summary>Reads the examples of all files in order.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The same <see cref="CorpusExample"/> every time, filled anew.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is broken (the message starts with <c>path:line</c>), or there is no example at all.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<CorpusExample> Read(CancellationToken cancellationToken = default)
    {
        CorpusSource resolved = Resolve();
        bool isEmpty = true;
        foreach (CorpusExample example in BuiltInCorpora.All[resolved.Options.Format!].Factory().Read(resolved, cancellationToken))
        {
            if (Filter?.Keep(example) == false)
                continue;
            isEmpty = false;
            yield return example;
        }
        if (isEmpty)
            throw resolved.NoExamples();
    }

    /// <summary>The error of a source without examples, its format decided.</summary>
    internal InvalidDataException NoExamples() =>
        new($"{string.Join(", ", Paths)}: found no examples{(Filter is null ? "" : " that are not excluded")}, expected at least one (format {Options.Format}). Is it the right file?");
}
