namespace MT2ST.Corpora;

/// <summary>Reads fastText's supervised format: one or more <c>__label__NAME</c>, then the text, one document per line.</summary>
/// <remarks>fastText also accepts labels after the first word; here they must come first, as in its tutorials.</remarks>
internal sealed class FastTextReader : ICorpusReader
{
    /// <summary>What a label starts with.</summary>
    public static ReadOnlySpan<byte> LabelPrefix => "__label__"u8;

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default) =>
        LineExamples.Read(source, Parse, cancellationToken);

    private static bool Parse(ReadOnlyMemory<byte> line, CorpusExample example)
    {
        ReadOnlySpan<byte> rest = line.Span;
        int textStart = 0;
        ReadOnlySpan<byte> field;
        while ((field = Utf8Fields.NextBlankSeparated(ref rest)).StartsWith(LabelPrefix) && field.Length > LabelPrefix.Length)
        {
            example.Labels.Add(field[LabelPrefix.Length..]);
            textStart = line.Length - rest.Length;
        }
        if (example.Labels.Count == 0)
            throw CorpusError.At(example.Path, example.LineNumber, $"found {CorpusError.Quote(field)} at the start of the line, expected __label__NAME. Is it a fastText file?");
        example.Text = line[textStart..];
        return true;
    }
}
