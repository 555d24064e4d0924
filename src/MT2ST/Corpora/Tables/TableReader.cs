namespace MT2ST.Corpora.Tables;

/// <summary>
/// Reads tables, with or without quoting: texts or words in one column (or several), a label in another.
/// </summary>
/// <remarks>
/// If the options name no columns, the first rows decide: a header may have names that are usual for texts and labels
/// (<see cref="ColumnNames"/>); in a table of two columns, the one with fewer different values is the label.
/// </remarks>
/// <param name="separator">The separator if the options name none; null to find it by the first rows.</param>
/// <param name="hasQuotes">Whether fields may stand in quotes if the options do not say.</param>
internal sealed class TableReader(char? separator, bool hasQuotes) : ICorpusReader
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Settings => ["textColumn", "labelColumn", "labelSeparator", "weightColumn", "probabilityColumn", "header", "quotes", "separator"];

    /// <inheritdoc/>
    public CorpusOptions Resolve(CorpusSource source)
    {
        // Standard input cannot be read twice, so nothing is chosen by its first rows.
        if (source.Paths[0] == CorpusSource.StandardInput)
            return TableColumns.WithDefaults(source.Options);
        if (source.Options is { TextColumn: not null, LabelColumn: not null, HasHeader: not null })
            return source.Options;
        using TableRows rows = Open(source.Paths[0], source, CancellationToken.None);
        return new TableSample(rows).Complete(source.Options);
    }

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        CorpusOptions options = Resolve(source);
        CorpusExample example = new();
        foreach (string path in source.Paths)
        {
            using TableRows rows = Open(path, source, cancellationToken);
            FirstLabel? first = options is { HasHeader: null, LabelColumn: not CorpusOptions.NoColumn } ? new() : null;
            if (!rows.Read())
                continue;
            TableColumns columns = TableColumns.Find(rows, options);
            if (options.HasHeader == true && !rows.Read())
                continue;
            try
            {
                do
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    columns.Fill(rows, example);
                    first?.Add(example);
                    yield return example;
                }
                while (rows.Read());
            }
            finally // Also if not all rows are asked for.
            {
                if (first?.Note(path) is { } note)
                    source.NoteList.Add(note);
            }
        }
    }

    private TableRows Open(string path, CorpusSource source, CancellationToken cancellationToken) =>
        new(path, source.Options.Separator ?? separator, isNamed: source.Options.Separator is not null, source.Options.HasQuotes ?? hasQuotes, source.NoteList, cancellationToken);
}

/// <summary>Watches whether the label of a table's first line comes again: if it alone does not, the line may be a header.</summary>
internal sealed class FirstLabel
{
    private const int WatchedRows = 1000;
    private const int LeastRows = 4;
    private const int FewRows = 20;

    private readonly HashSet<string> _others = [];
    private string? _label;
    private long _line;
    private int _rows;
    private bool _comesAgain;

    /// <summary>Looks at the next row.</summary>
    public void Add(CorpusExample row)
    {
        if (_comesAgain || _rows == WatchedRows || row.Labels.Count == 0)
            return;
        string label = row.Labels.GetString(0);
        if (_rows++ == 0)
            (_label, _line) = (label, row.LineNumber);
        else if (label == _label)
            _comesAgain = true;
        else
            _others.Add(label);
    }

    /// <summary>What to say of the first line; null if it looks like the others.</summary>
    public string? Note(string path) => _comesAgain || _rows < LeastRows || _others.Count > (_rows <= FewRows ? _rows - 2 : (_rows - 1) / 2) ? null // Others come again.
        : string.Create(CultureInfo.InvariantCulture, $"{path}:{_line}: the label '{_label}' stands on no other line looked at. If the line is a header, set header to true (--header true; of an auxiliary by --set).");
}
