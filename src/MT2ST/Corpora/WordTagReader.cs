namespace MT2ST.Corpora;

/// <summary>Reads tagged text as in the Brown corpus: one sentence per line, tokens <c>word/tag</c>, split at the last slash.</summary>
internal sealed class WordTagReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default) =>
        LineExamples.Read(source, Parse, cancellationToken);

    private static bool Parse(ReadOnlyMemory<byte> line, CorpusExample example)
    {
        ReadOnlySpan<byte> rest = line.Span;
        while (Utf8Fields.NextBlankSeparated(ref rest) is { IsEmpty: false } token)
        {
            int slash = token.LastIndexOf((byte)'/');
            if (slash <= 0 || slash == token.Length - 1)
                throw CorpusError.At(example.Path, example.LineNumber, $"found {CorpusError.Quote(token)}, expected word/tag. Is the format right?");
            example.Words.Add(token[..slash]);
            example.Tags.Add(token[(slash + 1)..]);
        }
        return true;
    }
}
