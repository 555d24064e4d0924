namespace MT2ST.Corpora;

/// <summary>Reads raw text, one document per line; blank lines are skipped.</summary>
/// <remarks>Invalid UTF-8 reaches the tokenizer, which takes it for the end of a word.</remarks>
internal sealed class PlainTextReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default) =>
        LineExamples.Read(source, TakeText, cancellationToken);

    /// <summary>The whole line is the text.</summary>
    public static bool TakeText(ReadOnlyMemory<byte> line, CorpusExample example)
    {
        example.Text = line;
        return true;
    }
}
