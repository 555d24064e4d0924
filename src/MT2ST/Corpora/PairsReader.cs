namespace MT2ST.Corpora;

/// <summary>Reads related words as in PPDB and retrofitting's lexicons: a word and its related words a line, blank-separated.</summary>
/// <remarks>A word without related words is passed over.</remarks>
public sealed class PairsReader : ICorpusReader
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
                example.Start(path, lines.LineNumber);
                example.AddWords(lines.Line.Span);
                if (example.Words.Count < 2)
                    continue;
                if (source.Options.RelationLabel is string label)
                    example.Labels.Add(label);
                yield return example;
            }
        }
    }
}
