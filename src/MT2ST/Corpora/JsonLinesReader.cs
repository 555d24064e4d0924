using MT2ST.Corpora.Tables;

namespace MT2ST.Corpora;

/// <summary>Reads JSON lines: an object on each line, whose fields hold a text and a label or an array of labels.</summary>
/// <remarks>
/// If the options name no fields, the first object shows them: <c>text</c> and <c>label</c>, or other names that are usual for them.
/// A label is a string, a number, true or false.
/// </remarks>
internal sealed class JsonLinesReader : ICorpusReader
{
    private const int MostTexts = 3;

    private readonly byte[][] _texts = [[], [], []]; // Of one text the first.
    private readonly int[] _lengths = new int[MostTexts];
    private byte[] _label = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Settings => ["textColumn", "labelColumn", "labelSeparator"];

    /// <summary>Whether a line looks like the start of an object with fields.</summary>
    public static bool BeginsObject(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t"u8);
        return line.StartsWith("{"u8) && line[1..].TrimStart(" \t"u8).StartsWith("\""u8);
    }

    /// <inheritdoc/>
    public CorpusOptions Resolve(CorpusSource source)
    {
        CorpusOptions options = source.Options;
        if (options is { TextColumn: not null, LabelColumn: not null })
            return options;
        if (source.Paths[0] != CorpusSource.StandardInput) // Which cannot be read twice.
        {
            using Utf8LineReader lines = Utf8LineReader.Open(source.Paths[0]);
            while (lines.Read())
                if (!Utf8Fields.IsBlank(lines.Line.Span))
                    return Choose(Names(lines), lines, options);
        }
        return options with { TextColumn = options.TextColumn ?? ColumnNames.Text[0], LabelColumn = options.LabelColumn ?? CorpusOptions.NoColumn };
    }

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        CorpusOptions options = Resolve(source);
        Fields fields = new(options.TextGroups is TextGrouping.Columns ? options.TextColumn!.Split(',') : [options.TextColumn!], options.LabelColumn == CorpusOptions.NoColumn ? null : options.LabelColumn, Encoding.UTF8.GetBytes(options.LabelSeparator ?? ""));
        if (options.TextGroups is TextGrouping.Columns && fields.Texts.Length is < 2 or > MostTexts)
            throw new InvalidDataException($"{source.Paths[0]}: found {fields.Texts.Length} names of fields in textColumn ('{options.TextColumn}'), expected two or three with commas between them, such as question,answer.");
        return LineExamples.Read(source, Parse, cancellationToken);

        bool Parse(ReadOnlyMemory<byte> line, CorpusExample example)
        {
            try
            {
                TakeObject(line.Span, fields, example);
                return true;
            }
            catch (Exception cause) when (IsOfJson(cause))
            {
                throw Broken(example.Path, example.LineNumber, line.Span, cause);
            }
        }
    }

    /// <summary>The names of the fields of the first object.</summary>
    public static IReadOnlyList<string> FieldsOf(string path)
    {
        using Utf8LineReader lines = Utf8LineReader.Open(path);
        while (lines.Read())
            if (!Utf8Fields.IsBlank(lines.Line.Span))
                return Names(lines);
        return [];
    }

    private static CorpusOptions Choose(List<string> names, Utf8LineReader lines, CorpusOptions options)
    {
        if (options.TextGroups is TextGrouping.Columns)
        {
            string texts = options.TextColumn ?? string.Join(',', ColumnNames.OfGroup(names)) switch
            {
                "" => throw CorpusError.At(lines.Path, lines.LineNumber, $"found the fields {string.Join(", ", names.Select(name => $"'{name}'"))}, expected two with texts that belong together, such as 'question' and 'answer'. Set textColumn to their names, with a comma between them."),
                string usual => usual,
            };
            return options with { TextColumn = texts, LabelColumn = options.LabelColumn ?? ColumnNames.Among([.. names.Except(texts.Split(','))], ColumnNames.Score) ?? CorpusOptions.NoColumn };
        }
        string text = options.TextColumn ?? ColumnNames.Among(names, ColumnNames.Text)
            ?? throw CorpusError.At(lines.Path, lines.LineNumber, $"found the fields {string.Join(", ", names.Select(name => $"'{name}'"))}, expected one with the text, such as '{ColumnNames.Text[0]}'. Set textColumn to its name.");
        string? label = options.LabelColumn ?? ColumnNames.Among([.. names.Where(name => name != text)], ColumnNames.Label);
        return options with { TextColumn = text, LabelColumn = label ?? CorpusOptions.NoColumn };
    }

    private static List<string> Names(Utf8LineReader lines)
    {
        List<string> names = [];
        try
        {
            Utf8JsonReader json = new(lines.Line.Span);
            Start(ref json);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                names.Add(json.GetString()!);
                json.Skip();
            }
        }
        catch (Exception cause) when (IsOfJson(cause))
        {
            throw Broken(lines.Path, lines.LineNumber, lines.Line.Span, cause);
        }
        return names;
    }

    private void TakeObject(ReadOnlySpan<byte> line, Fields fields, CorpusExample example)
    {
        bool hasLabel = false;
        _lengths.AsSpan().Fill(-1);
        Utf8JsonReader json = new(line);
        Start(ref json);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            int text = IndexOf(ref json, fields.Texts);
            bool isLabel = text < 0 && fields.Label is not null && json.ValueTextEquals(fields.Label);
            if (text >= 0 ? _lengths[text] >= 0 : isLabel && hasLabel)
                throw Wrong(example, $"found the field '{json.GetString()}' twice, expected it once.");
            json.Read();
            if (text >= 0)
                _lengths[text] = json.TokenType == JsonTokenType.Null ? 0 : Value(ref json, ref _texts[text], fields.Texts[text], example);
            else if (isLabel)
                AddLabels(ref json, fields, example);
            else
                json.Skip();
            hasLabel |= isLabel;
        }
        json.Read(); // Nothing may follow.
        for (int text = 0; text < fields.Texts.Length; text++)
        {
            if (_lengths[text] < 0)
                throw Wrong(example, $"found no field '{fields.Texts[text]}', expected the text in it. Set textColumn if it is another field.");
            if (fields.Texts.Length > 1)
                example.Texts.Add(_texts[text].AsSpan(0, _lengths[text]));
            else
                example.Text = _texts[text].AsMemory(0, _lengths[text]);
        }
        example.LacksLabel = hasLabel && example.Labels.Count == 0; // null, "" or [], as an empty field of a table.
        if (fields.Label is not null && !hasLabel)
            throw Wrong(example, $"found no label in the field '{fields.Label}', expected one in every object. Set labelColumn if it is another field.");
    }

    private static int IndexOf(ref Utf8JsonReader json, string[] names)
    {
        for (int i = 0; i < names.Length; i++)
            if (json.ValueTextEquals(names[i]))
                return i;
        return -1;
    }

    private void AddLabels(ref Utf8JsonReader json, Fields fields, CorpusExample example)
    {
        if (json.TokenType == JsonTokenType.Null)
            return;
        if (json.TokenType != JsonTokenType.StartArray)
        {
            AddLabel(ref json);
            return;
        }
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            AddLabel(ref json);

        void AddLabel(ref Utf8JsonReader json)
        {
            int length = Value(ref json, ref _label, fields.Label!, example);
            LabelList.Split(_label.AsSpan(0, length), fields.Separator, example.Labels);
        }
    }

    /// <summary>Copies a string, a number, true or false; returns the number of bytes.</summary>
    private static int Value(ref Utf8JsonReader json, ref byte[] buffer, string field, CorpusExample example)
    {
        if (buffer.Length < json.ValueSpan.Length)
            buffer = new byte[2 * json.ValueSpan.Length];
        if (json.TokenType == JsonTokenType.String)
            return json.CopyString(buffer);
        if (json.TokenType is not (JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False))
            throw Wrong(example, $"found {(json.TokenType == JsonTokenType.Null ? "null" : json.TokenType == JsonTokenType.StartArray ? "an array" : "an object")} in the field '{field}', expected a string. Set textColumn and labelColumn to the fields with text and label.");
        json.ValueSpan.CopyTo(buffer);
        return json.ValueSpan.Length;
    }

    private static void Start(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("no object", null, 0, 0);
    }

    // The second is thrown for strings that are not UTF-8 or hold half of a surrogate pair.
    private static bool IsOfJson(Exception cause) => cause is JsonException or InvalidOperationException;

    private static InvalidDataException Broken(string path, long lineNumber, ReadOnlySpan<byte> line, Exception cause) => CorpusError.At(
        path,
        lineNumber,
        cause is JsonException { BytePositionInLine: var position }
            ? string.Create(CultureInfo.InvariantCulture, $"found broken JSON at byte {(position ?? 0) + 1} of the line, expected an object such as {{\"text\": \"...\", \"label\": \"...\"}}. Is each object whole and on one line?")
            : WrongString(line),
        cause);

    /// <summary>Why a string of a line of JSON is no text: an escape of half a character is cut, other bytes are of another encoding.</summary>
    public static string WrongString(ReadOnlySpan<byte> line) => System.Text.Unicode.Utf8.IsValid(line)
        ? "found an escape such as \\ud83d that is one half of a character, expected both halves. Was a text cut within a character? Leave the half out."
        : "found a string that is not valid in UTF-8. Convert the file: iconv -f WINDOWS-1252 -t UTF-8 (or its encoding).";

    private static InvalidDataException Wrong(CorpusExample example, string message) => CorpusError.At(example.Path, example.LineNumber, message);

    /// <summary>The names of the fields that are read, and what separates labels in a string.</summary>
    private sealed record Fields(string[] Texts, string? Label, byte[] Separator);
}
