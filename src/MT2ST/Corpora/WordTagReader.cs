namespace MT2ST.Corpora;

/// <summary>Reads tagged text as in the Brown corpus: a sentence a line, tokens <c>word/tag</c>, split at the last slash.</summary>
public sealed class WordTagReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        CorpusExample example = new();
        foreach (string path in source.Paths)
        {
            using Utf8LineReader lines = Utf8LineReader.Open(path);
            while (lines.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Utf8Fields.IsBlank(lines.Line.Span))
                    continue;
                example.Start(path, lines.LineNumber);
                AddTokens(lines, example);
                yield return example;
            }
        }
    }

    private static void AddTokens(Utf8LineReader lines, CorpusExample example)
    {
        ReadOnlySpan<byte> rest = lines.Line.Span;
        while (Utf8Fields.NextBlankSeparated(ref rest) is { IsEmpty: false } token)
        {
            int slash = token.LastIndexOf((byte)'/');
            if (slash <= 0 || slash == token.Length - 1)
                throw CorpusError.At(lines.Path, lines.LineNumber, $"found {CorpusError.Quote(token)}, expected word/tag. Is the format right?");
            example.Words.Add(token[..slash]);
            example.Tags.Add(token[(slash + 1)..]);
        }
    }
}
