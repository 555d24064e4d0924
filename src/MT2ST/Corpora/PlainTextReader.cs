namespace MT2ST.Corpora;

/// <summary>Reads raw text, a document a line; blank lines are passed over.</summary>
/// <remarks>Invalid UTF-8 reaches the tokenizer, which takes it for the end of a word.</remarks>
public sealed class PlainTextReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        foreach (string path in source.Paths)
        {
            using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
            foreach (CorpusExample example in Read(lines, cancellationToken))
                yield return example;
        }
    }

    /// <summary>Reads the examples of some lines.</summary>
    internal static IEnumerable<CorpusExample> Read(Utf8LineReader lines, CancellationToken cancellationToken)
    {
        CorpusExample example = new();
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Utf8Fields.IsBlank(lines.Line.Span))
                continue;
            example.Start(lines.Path, lines.LineNumber);
            example.Text = lines.Line;
            yield return example;
        }
    }
}
