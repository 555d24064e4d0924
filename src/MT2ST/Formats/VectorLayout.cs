using System.Buffers.Text;
using MT2ST.Corpora;

namespace MT2ST.Formats;

/// <summary>What the first lines of a text file of vectors say: whether there is a header, and how many values a vector has.</summary>
/// <remarks>
/// A word may contain blanks and the header may have a column too many, so one line does not tell; without a header the vectors
/// are as long as most of the first lines have numbers at their end.
/// </remarks>
internal sealed class VectorLayout
{
    /// <summary>How many lines that are not blank are worth looking at.</summary>
    public const int SampledLines = 20;

    private const int PlainDimensions = 3; // Lines of text seldom end in as many numbers.

    private readonly List<int> _dimensions = []; // What each line by itself says.
    private int _firstColumns;
    private int _plainLines; // With a word of one column.
    private int _wordCount;
    private int _headerDimensions = -1; // If the first line begins with two whole numbers.

    /// <summary>How many lines were added.</summary>
    public int LineCount => _dimensions.Count;

    /// <summary>Whether the first line is <c>V D</c> and nothing else.</summary>
    public bool HasPlainHeader => _headerDimensions >= 0 && _firstColumns == 2;

    /// <summary>Whether the first line is <c>V D</c> with more behind it, which the second line confirms.</summary>
    public bool HasLongHeader => _headerDimensions > 0 && _firstColumns > 2 && _firstColumns != _headerDimensions + 1 && LineCount > 1 && _dimensions[1] == _headerDimensions;

    /// <summary>Whether the first line tells the number of words and of values.</summary>
    public bool HasHeader => HasPlainHeader || HasLongHeader;

    /// <summary>The number of words in the header.</summary>
    public int HeaderWordCount => _wordCount;

    /// <summary>The number of values in a vector; 0 if there are none.</summary>
    public int Dimensions => HasHeader ? _headerDimensions : MostFrequent();

    /// <summary>Whether the first line alone says the same.</summary>
    public bool IsAsOnFirstLine => LineCount > 0 && _dimensions[0] == Dimensions;

    /// <summary>Whether lines without a header are vectors, though words contain blanks.</summary>
    public bool IsOfVectors => Dimensions >= 2 && _dimensions.All(found => found >= Dimensions) && (Dimensions >= PlainDimensions || 2 * _plainLines >= LineCount);

    /// <summary>Looks at the next line that is not blank.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line;
        int columns = 0, numbers = 0; // Numbers at the end.
        while (Utf8Fields.NextBlankSeparated(ref rest) is { IsEmpty: false } column)
        {
            columns++;
            numbers = IsNumber(column) ? numbers + 1 : 0;
        }
        bool isBlankWord = columns == numbers && line[0] is (byte)' ' or (byte)'\t';
        int dimensions = isBlankWord && LineCount > 0 ? columns : Math.Min(numbers, columns - 1);
        if (LineCount == 0)
        {
            _firstColumns = columns;
            if (TryParseCount(Utf8Fields.NextBlankSeparated(ref line), out _wordCount) && TryParseCount(Utf8Fields.NextBlankSeparated(ref line), out int found))
                _headerDimensions = found;
        }
        _plainLines += dimensions == columns - 1 ? 1 : 0;
        _dimensions.Add(dimensions);
    }

    /// <summary>Whether a column is a finite number.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> column) =>
        Utf8Parser.TryParse(column, out float value, out int length) && length == column.Length && float.IsFinite(value);

    /// <summary>Whether a column is a whole number of at least 0.</summary>
    public static bool TryParseCount(ReadOnlySpan<byte> column, out int count) =>
        Utf8Parser.TryParse(column, out count, out int length) && length == column.Length && count >= 0;

    private int MostFrequent() => LineCount == 0 ? 0 : _dimensions.GroupBy(found => found)
        .OrderByDescending(lines => lines.Count()).ThenByDescending(lines => lines.Key == _dimensions[0]).ThenBy(lines => lines.Key).First().Key;
}
