namespace MT2ST.Corpora;

/// <summary>Reads the files of one corpus format.</summary>
internal interface ICorpusReader
{
    /// <summary>The settings of a task that the format reads, of those that say how files are read; all others have no effect on it.</summary>
    IReadOnlyCollection<string> Settings => [];

    /// <summary>Fills in what the options leave open, such as the columns of a table, by looking at the first lines.</summary>
    /// <param name="source">The files and the options.</param>
    /// <returns>The options with the choices made; unchanged for a format without choices.</returns>
    /// <exception cref="InvalidDataException">The first lines do not show the choice.</exception>
    CorpusOptions Resolve(CorpusSource source) => source.Options;

    /// <summary>Reads the examples of all files in order, one at a time.</summary>
    /// <param name="source">The files and the options.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The same <see cref="CorpusExample"/> every time, filled anew.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is broken; the message starts with <c>path:line</c>.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default);
}
