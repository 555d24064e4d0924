namespace MT2ST.Corpora.Tables;

/// <summary>Which columns of a table hold the text and the label.</summary>
internal sealed class TableColumns(int[] text, int? label, string? labelSeparator)
{
    private const int SampledRowCount = 200;

    private static readonly string[] TextNames = ["text", "sentence", "word"];
    private static readonly string[] LabelNames = ["label", "class"];

    private readonly int[] _text = text;
    private readonly int? _label = label;
    private readonly byte[] _labelSeparator = Encoding.UTF8.GetBytes(labelSeparator ?? ""); // Empty if the column is one label.
    private byte[] _joined = [];

    /// <summary>The options, by default with the text in column 1 and no label.</summary>
    public static CorpusOptions WithDefaults(CorpusOptions options)
    {
        CorpusOptions complete = options with
        {
            TextColumn = options.TextColumn ?? (options.LabelColumn == "1" ? "2" : "1"),
            LabelColumn = options.LabelColumn ?? CorpusOptions.NoColumn,
        };
        return complete with { HasHeader = options.HasHeader ?? IsNamed(complete) };
    }

    /// <summary>The options with the columns that <paramref name="rows"/>, a table just opened, suggests.</summary>
    public static CorpusOptions Choose(TableRows rows, CorpusOptions options)
    {
        if (!rows.Read())
            return WithDefaults(options);
        if (options is { TextColumn: null, LabelColumn: null } && options.HasHeader != false
            && NameIn(rows, TextNames) is string text && NameIn(rows, LabelNames) is string label)
        {
            return options with { TextColumn = text, LabelColumn = label, HasHeader = true };
        }
        if (options is { TextColumn: null, LabelColumn: CorpusOptions.NoColumn } && options.HasHeader != false && NameIn(rows, TextNames) is string alone)
            return options with { TextColumn = alone, HasHeader = true };
        if (rows.ColumnCount == 1 || (rows.ColumnCount > 2 && options.TextColumn is not null))
            return WithDefaults(options);
        if (rows.ColumnCount > 2)
            throw CorpusError.At(rows.Path, rows.LineNumber, $"found {rows.ColumnCount} columns, expected the options to say which one is the text. Set textColumn and labelColumn (or '{CorpusOptions.NoColumn}').");
        return ChooseOfTwo(rows, options);
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
        AddLabels(row[column], example.Labels);
        if (example.Labels.Count == 0)
            throw CorpusError.At(row.Path, row.LineNumber, $"found no label in column {column + 1}, expected one in every row. Set labelColumn if it is another column.");
    }

    private void AddLabels(ReadOnlySpan<byte> field, Utf8List labels)
    {
        while (!field.IsEmpty)
        {
            int length = _labelSeparator.Length == 0 ? -1 : field.IndexOf(_labelSeparator);
            ReadOnlySpan<byte> label = (length < 0 ? field : field[..length]).Trim(" \t"u8);
            if (!label.IsEmpty)
                labels.Add(label);
            field = length < 0 ? [] : field[(length + _labelSeparator.Length)..];
        }
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

    private static CorpusOptions ChooseOfTwo(TableRows rows, CorpusOptions options)
    {
        string? label = options.LabelColumn;
        if (label is null)
            label = options.TextColumn is null ? FewerValues(rows) : TheOther(rows, options.TextColumn);
        return WithDefaults(options with { TextColumn = options.TextColumn ?? TheOther(rows, label), LabelColumn = label });
    }

    private static string TheOther(TableRows firstRow, string column)
    {
        if (column == CorpusOptions.NoColumn)
            return "1";
        int other = 1 - IndexOf(firstRow, column);
        return IsNumber(column) ? (other + 1).ToString(CultureInfo.InvariantCulture) : Encoding.UTF8.GetString(firstRow[other]);
    }

    /// <summary>
    /// The one of two columns that has fewer different values in the first rows; if they tie, as in a file of few rows, the one
    /// with fewer blanks between words, else the second.
    /// </summary>
    private static string FewerValues(TableRows rows)
    {
        HashSet<string> first = [];
        HashSet<string> second = [];
        int rowCount = 0;
        int blanksOfFirst = 0; // Less those of the second.
        do
        {
            first.Add(Encoding.UTF8.GetString(rows[0]));
            second.Add(Encoding.UTF8.GetString(rows[1]));
            blanksOfFirst += InnerBlanks(rows[0]) - InnerBlanks(rows[1]);
        }
        while (++rowCount < SampledRowCount && rows.Read());
        return first.Count < second.Count || (first.Count == second.Count && blanksOfFirst < 0) ? "1" : "2";
    }

    private static int InnerBlanks(ReadOnlySpan<byte> field) => field.Trim((byte)' ').Count((byte)' ');

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

    private static string? NameIn(TableRows header, string[] names)
    {
        for (int i = 0; i < header.ColumnCount; i++)
        {
            string name = Encoding.UTF8.GetString(header[i]).Trim();
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return name;
        }
        return null;
    }

    private static bool IsNamed(CorpusOptions options) =>
        options.TextColumn!.Split(',').Any(column => !IsNumber(column))
        || (options.LabelColumn != CorpusOptions.NoColumn && !IsNumber(options.LabelColumn!));

    private static bool IsNumber(string column) => int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
