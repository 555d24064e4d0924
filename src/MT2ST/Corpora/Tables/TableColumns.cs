namespace MT2ST.Corpora.Tables;

/// <summary>Which columns of a table hold the text and the label.</summary>
internal sealed class TableColumns(int[] text, int? label, string? labelSeparator)
{
    private readonly int[] _text = text;
    private readonly int? _label = label;
    private readonly byte[] _labelSeparator = Encoding.UTF8.GetBytes(labelSeparator ?? ""); // Empty if the column is one label.
    private byte[] _joined = [];

    /// <summary>The options, by default with the text in column 1 and no label, and with a header if a column is named.</summary>
    public static CorpusOptions WithDefaults(CorpusOptions options)
    {
        CorpusOptions complete = options with
        {
            TextColumn = options.TextColumn ?? (options.LabelColumn == "1" ? "2" : "1"),
            LabelColumn = options.LabelColumn ?? CorpusOptions.NoColumn,
        };
        return complete with { HasHeader = options.HasHeader ?? (IsNamed(complete) ? true : null) };
    }

    /// <summary>The columns that complete options name, looked up in the first row if it is a header.</summary>
    /// <exception cref="InvalidDataException">The table has no such column.</exception>
    public static TableColumns Find(TableRows firstRow, CorpusOptions options)
    {
        string[] names = options.TextColumn!.Split(',');
        int[] text = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
            text[i] = IndexOf(firstRow, names[i]);
        return new(text, options.LabelColumn == CorpusOptions.NoColumn ? null : IndexOf(firstRow, options.LabelColumn!), options.LabelSeparator);
    }

    /// <summary>Makes an example of the current row.</summary>
    /// <exception cref="InvalidDataException">The label is empty.</exception>
    public void Fill(TableRows row, CorpusExample example)
    {
        example.Start(row.Path, row.LineNumber);
        example.Text = JoinedText(row);
        if (example.Text.Span.Contains((byte)0))
            throw CorpusError.At(row.Path, row.LineNumber, "found a zero byte, expected text in UTF-8. Is the file damaged?");
        if (_label is not int column)
            return;
        LabelList.Split(row[column], _labelSeparator, example.Labels);
        if (example.Labels.Count == 0)
            throw CorpusError.At(row.Path, row.LineNumber, $"found no label in column {column + 1}, expected one in every row. Set labelColumn if it is another column.");
    }

    private ReadOnlyMemory<byte> JoinedText(TableRows row)
    {
        int length = 0;
        foreach (int column in _text)
        {
            ReadOnlySpan<byte> field = row[column];
            if (_joined.Length < length + field.Length + 1)
                Array.Resize(ref _joined, Math.Max(length + field.Length + 1, 2 * _joined.Length));
            field.CopyTo(_joined.AsSpan(length));
            length += field.Length;
            _joined[length++] = (byte)' ';
        }
        return _joined.AsMemory(0, length - 1);
    }

    private static int IndexOf(TableRows firstRow, string column)
    {
        if (IsNumber(column))
            return NumberedIndex(firstRow, column);
        int found = -1;
        for (int i = 0; i < firstRow.ColumnCount; i++)
        {
            if (!Encoding.UTF8.GetString(firstRow[i]).Trim().Equals(column.Trim(), StringComparison.OrdinalIgnoreCase))
                continue;
            if (found >= 0)
                throw CorpusError.At(firstRow.Path, firstRow.LineNumber, $"found two columns '{column}' in the header, {found + 1} and {i + 1}, expected one. Give its number and set header to true.");
            found = i;
        }
        return found >= 0 ? found : throw CorpusError.At(firstRow.Path, firstRow.LineNumber, $"found no column '{column}' in the header, expected one. Name a column of this line or give its number.");
    }

    private static int NumberedIndex(TableRows firstRow, string column)
    {
        int number = int.Parse(column, NumberStyles.None, CultureInfo.InvariantCulture);
        if (number > firstRow.ColumnCount)
            throw CorpusError.At(firstRow.Path, firstRow.LineNumber, $"found {firstRow.ColumnCount} columns, expected at least {number}. Is the separator right?");
        return number - 1;
    }

    private static bool IsNamed(CorpusOptions options) =>
        options.TextColumn!.Split(',').Any(column => !IsNumber(column))
        || (options.LabelColumn != CorpusOptions.NoColumn && !IsNumber(options.LabelColumn!));

    private static bool IsNumber(string column) => int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
