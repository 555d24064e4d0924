namespace MT2ST.Corpora;

/// <summary>Reads fastText's supervised format: one or more <c>__label__NAME</c>, then the text, a document a line.</summary>
/// <remarks>fastText also takes labels behind the first word; here they stand in front, as its tutorials write them.</remarks>
public sealed class FastTextReader : ICorpusReader
{
    /// <summary>What a label starts with.</summary>
    public static ReadOnlySpan<byte> LabelPrefix => "__label__"u8;

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
                example.Text = TakeLabels(lines, example.Labels);
                yield return example;
            }
        }
    }

    private static ReadOnlyMemory<byte> TakeLabels(Utf8LineReader lines, Utf8List labels)
    {
        ReadOnlySpan<byte> rest = lines.Line.Span;
        int textStart = 0;
        ReadOnlySpan<byte> field;
        while ((field = Utf8Fields.NextBlankSeparated(ref rest)).StartsWith(LabelPrefix) && field.Length > LabelPrefix.Length)
        {
            labels.Add(field[LabelPrefix.Length..]);
            textStart = lines.Line.Length - rest.Length;
        }
        if (labels.Count == 0)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {CorpusError.Quote(field)} at the start of the line, expected __label__NAME. Is it a fastText file?");
        return lines.Line[textStart..];
    }
}
