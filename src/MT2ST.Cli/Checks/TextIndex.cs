using System.Globalization;
using System.Runtime.InteropServices;

namespace MT2ST.Cli.Checks;

/// <summary>All texts by their words' hash: which repeat others, and under which labels. It holds 50 bytes a text, not the texts.</summary>
/// <param name="listedCount">How many repeated texts are kept to be listed.</param>
internal sealed class TextIndex(int listedCount)
{
    private const int FewestKept = 10_000; // The most repeated ones are only known at the end.
    private const int PlacesOfText = 4;

    private readonly Dictionary<UInt128, Entry> _texts = [];
    private readonly Dictionary<UInt128, RepeatedText> _repeated = [];
    private readonly List<string> _paths = [];
    private readonly Dictionary<string, int> _labelIds = [];
    private readonly List<string> _labels = [];

    /// <summary>Texts that stood before.</summary>
    public long DuplicateCount { get; private set; }

    /// <summary>Different texts that have more than one label.</summary>
    public long ContradictedCount { get; private set; }

    /// <summary>Different texts.</summary>
    public int DistinctCount => _texts.Count;

    /// <summary>Adds a text that has words.</summary>
    public void Add(CheckedText text)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text.Hash, out bool exists);
        int label = LabelId(text);
        if (!exists)
        {
            entry = new Entry { Path = PathId(text.Path), Line = text.Line, Label = label };
            return;
        }
        DuplicateCount++;
        bool contradicts = label >= 0 && entry.Label >= 0 && label != entry.Label;
        if (contradicts && !entry.IsContradicted)
            ContradictedCount++;
        entry.IsContradicted |= contradicts;
        if (!_repeated.TryGetValue(text.Hash, out RepeatedText? repeated))
        {
            if (_repeated.Count >= Math.Max(FewestKept, listedCount))
                return;
            _repeated.Add(text.Hash, repeated = new RepeatedText(Excerpt.Of(text.Bytes.Span)));
            repeated.Add(Place(entry), entry.Label);
        }
        repeated.Add(new CheckPlace(text.Path, text.Line, "", ""), label);
    }

    /// <summary>Whether a text of other data is one of these.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Where it stands among these.</param>
    /// <param name="isOfOtherLabel">Whether it has another label there.</param>
    public bool Contains(CheckedText text, out CheckPlace where, out bool isOfOtherLabel)
    {
        bool isKnown = _texts.TryGetValue(text.Hash, out Entry entry);
        where = isKnown ? Place(entry) : new CheckPlace("", 0, "", "");
        isOfOtherLabel = isKnown && text.IsLabelled && entry.Label >= 0 && entry.Label != LabelId(text);
        return isKnown;
    }

    /// <summary>The texts that repeat most.</summary>
    public IReadOnlyList<CheckPlace> MostRepeated() =>
    [
        .. _repeated.Values.OrderByDescending(text => text.Count).ThenBy(text => text.Places[0].Place.ToString(), StringComparer.Ordinal).Take(listedCount)
            .Select(text => text.Places[1].Place with { Note = string.Create(CultureInfo.InvariantCulture, $"as {Short(text.Places[0].Place, text.Places[1].Place)}{(text.Count > 2 ? $", {text.Count} times in all" : "")}"), Text = text.Excerpt }),
    ];

    /// <summary>Texts with several labels.</summary>
    /// <param name="areTags">Whether labels are those of words, which are too many to name.</param>
    public IReadOnlyList<CheckPlace> Contradicted(bool areTags) =>
    [
        .. _repeated.Values.Where(text => text.Places.DistinctBy(place => place.Label).Count() > 1).OrderByDescending(text => text.Count).Take(listedCount).Select(text =>
        {
            (CheckPlace first, int firstLabel) = text.Places[0];
            (CheckPlace other, int otherLabel) = text.Places.First(place => place.Label != firstLabel);
            return other with { Note = areTags ? $"has other tags than {Short(first, other)}" : $"{Named(otherLabel)}, but {Named(firstLabel)} in {Short(first, other)}", Text = text.Excerpt };
        }),
    ];

    /// <summary>A place without its file if that is the file of another place.</summary>
    public static string Short(CheckPlace place, CheckPlace beside) =>
        place.Path == beside.Path ? string.Create(CultureInfo.InvariantCulture, $"line {place.Line}") : place.ToString();

    private string Named(int label) => label < 0 ? "no label" : $"'{_labels[label]}'";

    private CheckPlace Place(Entry entry) => new(_paths[entry.Path], entry.Line, "", "");

    private int PathId(string path)
    {
        if (_paths.Count == 0 || _paths[^1] != path)
            _paths.Add(path);
        return _paths.Count - 1;
    }

    private int LabelId(CheckedText text)
    {
        if (!text.IsLabelled)
            return -1;
        if (text.Tags.Count > 0) // Nearly every sentence has other tags, and nobody reads them all.
            return text.LabelKey.GetHashCode(StringComparison.Ordinal) & int.MaxValue;
        ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(_labelIds, text.LabelKey, out bool exists);
        if (!exists)
        {
            id = _labels.Count;
            _labels.Add(text.LabelKey);
        }
        return id;
    }

    private record struct Entry
    {
        public long Line;
        public int Path;
        public int Label;
        public bool IsContradicted;
    }

    private sealed class RepeatedText(string excerpt)
    {
        public string Excerpt => excerpt;

        public int Count { get; private set; }

        /// <summary>The first places, and the first one of another label.</summary>
        public List<(CheckPlace Place, int Label)> Places { get; } = [];

        public void Add(CheckPlace place, int label)
        {
            Count++;
            if (Places.Count < 2 || (Places.Count < PlacesOfText && Places.TrueForAll(other => other.Label != label)))
                Places.Add((place, label));
        }
    }
}
