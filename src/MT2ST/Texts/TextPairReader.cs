using MT2ST.Corpora;

namespace MT2ST.Texts;

/// <summary>Reads two texts and a score from each line of a tab-separated file. Quotes are part of a text.</summary>
/// <remarks>
/// The columns are found by the names <c>sentence1</c>, <c>sentence2</c> and <c>score</c> in the first line. Without such a line they are the
/// first three, or those of the original STS benchmark: genre, file, year, number, score, sentence, sentence.
/// </remarks>
internal sealed class TextPairReader
{
    private const string Expected = "expected columns parted by tabs: sentence1, sentence2 and score, named in the first line or in this order, or the seven of the STS benchmark. Is it another kind of file?";

    private static readonly string[] Names = ["sentence1", "sentence2", "score"];

    private readonly string[] _fields;

    private TextPairReader(string[] fields) => _fields = fields;

    private int First { get; init; }

    private int Second { get; init; }

    private int Score { get; init; }

    private bool IsHeader { get; init; }

    /// <summary>Reads the pairs of a file.</summary>
    /// <exception cref="InvalidDataException">A line is not of this form, or there is none; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static List<TextPair> ReadAll(string path, CancellationToken cancellationToken)
    {
        using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
        List<TextPair> pairs = [];
        TextPairReader? columns = null;
        while (lines.Read())
        {
            if (Utf8Fields.IsBlank(lines.Line.Span))
                continue;
            string[] fields = Encoding.UTF8.GetString(lines.Line.Span).Split('\t');
            bool isFirst = columns is null;
            columns ??= Find(fields) ?? throw CorpusError.At(path, lines.LineNumber, $"found {fields.Length} columns ({CorpusError.Quote(lines.Line.Span)}), {Expected}");
            if (!isFirst || !columns.IsHeader)
                pairs.Add(columns.Pair(fields, path, lines.LineNumber));
        }
        return pairs.Count > 0 ? pairs : throw new InvalidDataException($"{path}: found no pairs of texts, {Expected}");
    }

    private static TextPairReader? Find(string[] fields)
    {
        int[] named = [.. Names.Select(name => Array.FindIndex(fields, field => field.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)))];
        if (named.All(column => column >= 0))
            return new(fields) { First = named[0], Second = named[1], Score = named[2], IsHeader = true };
        if (fields.Length == 3 && IsNumber(fields[2]))
            return new(fields) { First = 0, Second = 1, Score = 2 };
        return fields.Length >= 7 && IsNumber(fields[4]) ? new(fields) { First = 5, Second = 6, Score = 4 } : null;
    }

    private TextPair Pair(string[] fields, string path, long line)
    {
        int most = Math.Max(Score, Math.Max(First, Second));
        if (fields.Length <= most)
            throw CorpusError.At(path, line, $"found {fields.Length} columns, expected {_fields.Length} as in the first line. Is a tab missing?");
        if (!IsNumber(fields[Score]))
            throw CorpusError.At(path, line, $"found the score {CorpusError.Quote(Encoding.UTF8.GetBytes(fields[Score]))} in column {Score + 1}, expected a number such as 3.8.");
        return new(fields[First], fields[Second], double.Parse(fields[Score], CultureInfo.InvariantCulture));
    }

    private static bool IsNumber(string field) => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
}

/// <summary>Two texts and how similar people judged them.</summary>
internal readonly record struct TextPair(string First, string Second, double Score);
