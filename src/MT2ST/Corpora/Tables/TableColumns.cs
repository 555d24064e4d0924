using System.Buffers.Text;

namespace MT2ST.Corpora.Tables;

/// <summary>Which columns of a table hold the text and the label, and the label's weight and probability.</summary>
internal sealed class TableColumns(int[] text, int? label, string? labelSeparator)
{
    /// <summary>The greatest weight of an example: beyond it, a slip of the pen is likelier than a wish.</summary>
    public const double GreatestWeight = 1000;

    private readonly int[] _text = text;
    private readonly int? _label = label;
    private readonly byte[] _labelSeparator = Encoding.UTF8.GetBytes(labelSeparator ?? ""); // Empty if the column is one label.
    private byte[] _joined = [];

    private int? Weight { get; init; }

    private int? Probability { get; init; }

    private bool KeepsTextsApart { get; init; }

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
        return new(text, options.LabelColumn == CorpusOptions.NoColumn ? null : IndexOf(firstRow, options.LabelColumn!), options.LabelSeparator)
        {
            Weight = options.WeightColumn is { } weight ? IndexOf(firstRow, weight) : null,
            Probability = options.ProbabilityColumn is { } probability ? IndexOf(firstRow, probability) : null,
            KeepsTextsApart = options.TextGroups is TextGrouping.Columns,
        };
    }

    /// <summary>Makes an example of the current row.</summary>
    /// <remarks>A row with an empty label may also lack weight and probability.</remarks>
    /// <exception cref="InvalidDataException">A weight or a probability is no number in its range.</exception>
    public void Fill(TableRows row, CorpusExample example)
    {
        example.Start(row.Path, row.LineNumber);
        ReadOnlyMemory<byte> text = JoinedText(row);
        if (KeepsTextsApart)
        {
            foreach (int ofText in _text)
                example.Texts.Add(row[ofText]);
        }
        else
            example.Text = text;
        if (text.Span.Contains((byte)0))
            throw CorpusError.At(row.Path, row.LineNumber, "found a zero byte, expected text in UTF-8. Is the file damaged?");
        if (_label is not int column)
            return;
        LabelList.Split(row[column], _labelSeparator, example.Labels);
        example.LacksLabel = example.Labels.Count == 0;
        if (example.LacksLabel)
            return;
        if (Weight is { } weight)
            example.Weight = Number(row, weight, "weight", GreatestWeight);
        if (Probability is { } probability)
            example.Probability = Number(row, probability, "probability", 1);
    }

    private static double Number(TableRows row, int column, string meaning, double greatest)
    {
        ReadOnlySpan<byte> field = row[column].Trim(" \t"u8);
        return Utf8Parser.TryParse(field, out double value, out int length) && length == field.Length && value >= 0 && value <= greatest
            ? value
            : throw CorpusError.At(row.Path, row.LineNumber, string.Create(CultureInfo.InvariantCulture, $"found the {meaning} {CorpusError.Quote(field)} in column {column + 1}, expected a number in [0, {greatest}]. Is the column right?"));
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
        || (options.LabelColumn != CorpusOptions.NoColumn && !IsNumber(options.LabelColumn!))
        || new[] { options.WeightColumn, options.ProbabilityColumn }.Any(column => column is not null && !IsNumber(column));

    private static bool IsNumber(string column) => int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
