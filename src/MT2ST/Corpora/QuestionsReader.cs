namespace MT2ST.Corpora;

/// <summary>Reads analogy questions, four words <c>a b c d</c> per line, blank-separated, as questions-words.txt has them.</summary>
/// <remarks>Empty lines and the lines <c>: name</c> that begin sections are skipped.</remarks>
internal sealed class QuestionsReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default) =>
        LineExamples.Read(source, Parse, cancellationToken);

    private static bool Parse(ReadOnlyMemory<byte> line, CorpusExample example)
    {
        if (line.Span[0] == ':')
            return false;
        example.AddWords(line.Span);
        return example.Words.Count == 4
            ? true
            : throw CorpusError.At(example.Path, example.LineNumber, $"found {example.Words.Count} words, expected 4 as in 'Athens Greece Oslo Norway', or ': section'.");
    }
}
