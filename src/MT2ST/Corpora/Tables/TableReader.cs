namespace MT2ST.Corpora.Tables;

/// <summary>
/// Reads tables, with or without quoting: texts or words in one column (or several), a label in another.
/// </summary>
/// <remarks>
/// If the options name no columns, the first rows decide: a header may name <c>text</c> and <c>label</c>; in a table of two
/// columns, the one with fewer different values is the label.
/// </remarks>
/// <param name="separator">The separator if the options name none.</param>
/// <param name="hasQuotes">Whether fields may stand in quotes if the options do not say.</param>
internal sealed class TableReader(char separator, bool hasQuotes) : ICorpusReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Settings => ["textColumn", "labelColumn", "labelSeparator", "weightColumn", "probabilityColumn", "header", "quotes"];

    /// <inheritdoc/>
    public CorpusOptions Resolve(CorpusSource source)
    {
        // Standard input cannot be read twice, so nothing is chosen by its first rows.
        if (source.Paths[0] == CorpusSource.StandardInput)
            return TableColumns.WithDefaults(source.Options);
        if (source.Options is { TextColumn: not null, LabelColumn: not null })
            return TableColumns.WithDefaults(source.Options);
        using TableRows rows = Open(source.Paths[0], source.Options, CancellationToken.None);
        return TableColumns.Choose(rows, source.Options);
    }

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        CorpusOptions options = Resolve(source);
        CorpusExample example = new();
        foreach (string path in source.Paths)
        {
            using TableRows rows = Open(path, options, cancellationToken);
            if (!rows.Read())
                continue;
            TableColumns columns = TableColumns.Find(rows, options);
            if (options.HasHeader == true && !rows.Read())
                continue;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                columns.Fill(rows, example);
                yield return example;
            }
            while (rows.Read());
        }
    }

    private TableRows Open(string path, CorpusOptions options, CancellationToken cancellationToken) =>
        new(path, options.Separator ?? separator, options.HasQuotes ?? hasQuotes, cancellationToken);
}
