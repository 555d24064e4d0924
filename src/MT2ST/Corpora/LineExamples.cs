namespace MT2ST.Corpora;

/// <summary>The reading loops of formats that have at most one example per line, or one token.</summary>
internal static class LineExamples
{
    /// <summary>Fills an example, just started at its line, from the line.</summary>
    /// <param name="line">A line that is not blank, valid until the next one.</param>
    /// <param name="example">The example.</param>
    /// <returns>Whether it is one; false passes over the line.</returns>
    /// <exception cref="InvalidDataException">The line is not as the format has it.</exception>
    public delegate bool LineParser(ReadOnlyMemory<byte> line, CorpusExample example);

    /// <summary>Reads the examples of all files in order; blank lines are skipped.</summary>
    /// <param name="source">The files.</param>
    /// <param name="parse">Reads a line.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IEnumerable<CorpusExample> Read(CorpusSource source, LineParser parse, CancellationToken cancellationToken)
    {
        foreach (string path in source.Paths)
        {
            using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
            foreach (CorpusExample example in Read(lines, parse, cancellationToken))
                yield return example;
        }
    }

    /// <summary>Reads the examples of some lines.</summary>
    public static IEnumerable<CorpusExample> Read(Utf8LineReader lines, LineParser parse, CancellationToken cancellationToken)
    {
        CorpusExample example = new();
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Utf8Fields.IsBlank(lines.Line.Span))
                continue;
            example.Start(lines.Path, lines.LineNumber);
            if (parse(lines.Line, example))
                yield return example;
        }
    }

    /// <summary>Reads sentences of one token per line.</summary>
    /// <param name="source">The files.</param>
    /// <param name="takeToken">Adds the current line's token to the example; false if the line ends a sentence.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IEnumerable<CorpusExample> ReadSentences(CorpusSource source, Func<Utf8LineReader, CorpusExample, bool> takeToken, CancellationToken cancellationToken)
    {
        CorpusExample example = new();
        foreach (string path in source.Paths)
        {
            using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
            example.Start(path, 1);
            while (lines.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (takeToken(lines, example))
                    continue;
                if (example.Words.Count > 0)
                    yield return example;
                example.Start(path, lines.LineNumber + 1);
            }
            if (example.Words.Count > 0) // The blank line behind the last sentence is often missing.
                yield return example;
        }
    }
}
