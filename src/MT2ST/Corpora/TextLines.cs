namespace MT2ST.Corpora;

/// <summary>The lines of a text file.</summary>
public static class TextLines
{
    /// <summary>Reads line by line, empty lines too.</summary>
    /// <param name="path">The file (<c>.gz</c> too), or <see cref="CorpusSource.StandardInput"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Each line in UTF-8 without its line break, valid until the next one.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is binary, in another encoding than UTF-8, or damaged.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(string path, CancellationToken cancellationToken = default)
    {
        using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return lines.Line;
        }
    }
}
