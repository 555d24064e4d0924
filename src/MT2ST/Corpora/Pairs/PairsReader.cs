namespace MT2ST.Corpora.Pairs;

/// <summary>Reads related words as in PPDB and retrofitting's lexicons: a word and its related words on each line, blank-separated.</summary>
/// <remarks>A word without related words is skipped.</remarks>
internal sealed class PairsReader : ICorpusReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Settings => ["relation"];

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default) =>
        LineExamples.Read(source, (line, example) => Parse(line.Span, source.Options.RelationLabel, example), cancellationToken);

    private static bool Parse(ReadOnlySpan<byte> line, string? label, CorpusExample example)
    {
        example.AddWords(line);
        if (example.Words.Count < 2)
            return false;
        if (label is not null)
            example.Labels.Add(label);
        return true;
    }
}
