namespace MT2ST.Corpora;

/// <summary>The reading loop of formats that have at most one example a line.</summary>
internal static class LineExamples
{
    /// <summary>Fills an example, just started at its line, from the line.</summary>
    /// <param name="line">A line that is not blank, valid until the next one.</param>
    /// <param name="example">The example.</param>
    /// <returns>Whether it is one; false passes over the line.</returns>
    /// <exception cref="InvalidDataException">The line is not as the format has it.</exception>
    public delegate bool LineParser(ReadOnlyMemory<byte> line, CorpusExample example);

    /// <summary>Reads the examples of all files in order; blank lines are passed over.</summary>
    /// <param name="source">The files.</param>
    /// <param name="parse">Reads a line.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IEnumerable<CorpusExample> Read(CorpusSource source, LineParser parse, CancellationToken cancellationToken)
    {
        CorpusExample example = new();
        foreach (string path in source.Paths)
        {
            using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
            while (lines.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Utf8Fields.IsBlank(lines.Line.Span))
                    continue;
                example.Start(path, lines.LineNumber);
                if (parse(lines.Line, example))
                    yield return example;
            }
        }
    }
}
