namespace MT2ST.Corpora.Tables;

/// <summary>The first rows of a table, which show what the options leave open: the columns, and whether there is a header.</summary>
internal sealed class TableSample
{
    private const int SampledRowCount = 200;

    private readonly List<string[]> _rows = [];
    private readonly string _path;
    private readonly long _lineNumber;

    /// <summary>Takes the first rows of a table just opened.</summary>
    /// <exception cref="InvalidDataException">A row is broken.</exception>
    public TableSample(TableRows rows)
    {
        _path = rows.Path;
        while (_rows.Count < SampledRowCount && rows.Read())
        {
            if (_rows.Count == 0)
                _lineNumber = rows.LineNumber;
            var row = new string[rows.ColumnCount];
            for (int column = 0; column < row.Length; column++)
                row[column] = Encoding.UTF8.GetString(rows[column]).Trim();
            _rows.Add(row);
        }
    }

    private string[] First => _rows[0];

    /// <summary>The options with the columns and, if the first row looks like one, a header.</summary>
    /// <exception cref="InvalidDataException">The rows do not show the columns.</exception>
    public CorpusOptions Complete(CorpusOptions options)
    {
        if (_rows.Count == 0)
            return TableColumns.WithDefaults(options);
        CorpusOptions complete = TableColumns.WithDefaults(Columns(options));
        return complete with { HasHeader = complete.HasHeader ?? (IsHeader(complete) ? true : null) };
    }

    private CorpusOptions Columns(CorpusOptions options)
    {
        if (options is { TextColumn: not null, LabelColumn: not null })
            return options;
        if (options.TextGroups is TextGrouping.Columns)
            return ColumnsOfGroups(options);
        if (options is { TextColumn: null, LabelColumn: null, HasHeader: not false } && UsualNames() is (string text, string label))
            return options with { TextColumn = text, LabelColumn = label };
        if (First.Length == 1 || (First.Length > 2 && options.TextColumn is not null))
            return options;
        if (First.Length > 2)
        {
            string? named = options is { LabelColumn: not null, HasHeader: not false } ? ColumnNames.Among(First, ColumnNames.Text) : null;
            return named is not null && named != options.LabelColumn
                ? options with { TextColumn = named }
                : throw CorpusError.At(_path, _lineNumber, $"found {First.Length} columns, expected the options to say which one is the text. Set textColumn (--text-column) and labelColumn (--label-column, or '{CorpusOptions.NoColumn}').");
        }
        string labels = options.LabelColumn ?? (options.TextColumn is null ? FewerValues() : TheOther(options.TextColumn));
        return options with { TextColumn = options.TextColumn ?? TheOther(labels), LabelColumn = labels };
    }

    /// <summary>The columns of two or three texts that belong together, and of their score: by usual names, or the first ones of two or three.</summary>
    private CorpusOptions ColumnsOfGroups(CorpusOptions options)
    {
        bool mayHaveNames = options.HasHeader != false;
        string[] names = mayHaveNames ? ColumnNames.OfGroup(First) : [];
        string? score = mayHaveNames && (names.Length > 0 || options.TextColumn is not null) ? ColumnNames.Among([.. First.Except(names)], ColumnNames.Score) : null;
        if (options.TextColumn is not null)
            return options with { LabelColumn = score };
        if (names.Length >= 2)
            return options with { TextColumn = string.Join(',', names), LabelColumn = options.LabelColumn ?? score };
        bool isScored = First.Length == 3 && options.LabelColumn is null && _rows.All(row => double.TryParse(row[2], NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        if (First.Length is not (2 or 3))
            throw CorpusError.At(_path, _lineNumber, $"found {First.Length} columns, expected the options to say which ones hold texts that belong together. Set textColumn to them (--text-column question,answer).");
        return options with { TextColumn = isScored || First.Length == 2 || options.LabelColumn is not (null or CorpusOptions.NoColumn) ? "1,2" : "1,2,3", LabelColumn = options.LabelColumn ?? (isScored ? "3" : CorpusOptions.NoColumn) };
    }

    /// <summary>The columns whose names in the first row are usual for a text and a label; null if it has none, or the name is a label below.</summary>
    private (string Text, string Label)? UsualNames()
    {
        string? text = ColumnNames.Among(First, ColumnNames.Text);
        string? label = ColumnNames.Among([.. First.Where(name => name != text)], ColumnNames.Label);
        return text is null || label is null || ComesAgain(Array.IndexOf(First, label)) ? null : (text, label);
    }

    /// <summary>Whether the first row has usual names in the columns that were chosen by number.</summary>
    private bool IsHeader(CorpusOptions chosen)
    {
        int text = IndexOf(chosen.TextColumn!), label = chosen.LabelColumn == CorpusOptions.NoColumn ? -1 : IndexOf(chosen.LabelColumn!);
        bool hasLabel = label >= 0 && label < First.Length;
        return _rows.Count > 1 && text >= 0 && text < First.Length && IsUsual(text, ColumnNames.Text) && (label < 0 || (hasLabel && IsUsual(label, ColumnNames.Label))) && !ComesAgain(hasLabel ? label : text);

        bool IsUsual(int column, IReadOnlyList<string> names) => names.Contains(First[column], StringComparer.OrdinalIgnoreCase);
        static int IndexOf(string column) => int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number - 1 : -1;
    }

    private bool ComesAgain(int column) => _rows.Skip(1).Any(row => row[column] == First[column]);

    private string TheOther(string column)
    {
        if (column == CorpusOptions.NoColumn)
            return "1";
        if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return number == 1 ? "2" : "1";
        return First[0].Equals(column.Trim(), StringComparison.OrdinalIgnoreCase) ? First[1] : First[0];
    }

    /// <summary>
    /// The one of two columns that has fewer different values; if they tie, as in a file of few rows, the one with fewer blanks
    /// between words, else the second.
    /// </summary>
    private string FewerValues()
    {
        int first = _rows.Select(row => row[0]).Distinct().Count(), second = _rows.Select(row => row[1]).Distinct().Count();
        int blanksOfFirst = _rows.Sum(row => row[0].Count(' ') - row[1].Count(' ')); // Less those of the second.
        return first < second || (first == second && blanksOfFirst < 0) ? "1" : "2";
    }
}
