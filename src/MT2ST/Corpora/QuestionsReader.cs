namespace MT2ST.Corpora;

/// <summary>Reads analogy questions, four words <c>a b c d</c> a line, blank-separated, as questions-words.txt has them.</summary>
/// <remarks>Empty lines and the lines <c>: name</c> that begin sections are passed over.</remarks>
public sealed class QuestionsReader : ICorpusReader
{
    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        CorpusExample example = new();
        foreach (string path in source.Paths)
        {
            using Utf8LineReader lines = Utf8LineReader.Open(path);
            while (lines.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Utf8Fields.IsBlank(lines.Line.Span) || lines.Line.Span[0] == ':')
                    continue;
                example.Start(path, lines.LineNumber);
                example.AddWords(lines.Line.Span);
                if (example.Words.Count != 4)
                    throw CorpusError.At(path, lines.LineNumber, $"found {example.Words.Count} words, expected 4 as in 'Athens Greece Oslo Norway', or ': section'.");
                yield return example;
            }
        }
    }
}
