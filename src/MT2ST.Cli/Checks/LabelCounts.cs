using System.Globalization;

namespace MT2ST.Cli.Checks;

/// <summary>How often each label, or tag, occurs, and where first.</summary>
internal sealed class LabelCounts
{
    /// <summary>With fewer examples than this, a class is hardly learnt, and its figures on test data say little.</summary>
    public const int FewExamples = 10;

    private readonly Dictionary<string, Entry> _labels = [];

    /// <summary>Texts without a label, in data that has labels.</summary>
    public long UnlabelledCount { get; private set; }

    /// <summary>Labels, or tags, in all.</summary>
    public long Total { get; private set; }

    /// <summary>Whether some text has several labels.</summary>
    public bool HasSeveral { get; private set; }

    /// <summary>Whether words are labelled, not texts.</summary>
    public bool AreTags { get; private set; }

    /// <summary>How many different labels there are.</summary>
    public int Count => _labels.Count;

    /// <summary>The labels, the most frequent first.</summary>
    public IReadOnlyList<CheckedLabel> Ranked => [.. ByCount().Select(label => new CheckedLabel(label.Key, label.Value.Count, (double)label.Value.Count / Total))];

    /// <summary>Adds the labels of a text.</summary>
    public void Add(CheckedText text)
    {
        if (!text.IsLabelled)
            UnlabelledCount++;
        AreTags |= text.Tags.Count > 0;
        HasSeveral |= text.Labels.Count > 1;
        foreach (string label in text.Tags.Count > 0 ? text.Tags : text.Labels)
        {
            Total++;
            _labels[label] = _labels.TryGetValue(label, out Entry entry) ? entry with { Count = entry.Count + 1 } : new Entry(1, new CheckPlace(text.Path, text.Line, "", ""));
        }
    }

    /// <summary>Whether there is such a label.</summary>
    public bool Contains(string label) => _labels.ContainsKey(label);

    /// <summary>How many examples a label has.</summary>
    public long CountOf(string label) => _labels.TryGetValue(label, out Entry entry) ? entry.Count : 0;

    /// <summary>Labels with few examples, the rarest first.</summary>
    public IReadOnlyList<CheckPlace> Rare() =>
    [
        .. ByCount().Reverse().Where(label => label.Value.Count < FewExamples)
            .Select(label => label.Value.First with { Note = string.Create(CultureInfo.InvariantCulture, $"'{label.Key}', {label.Value.Count} {(label.Value.Count == 1 ? "example" : "examples")}{(label.Value is { Count: 1, First.Line: 1 } ? "; is line 1 a header?" : "")}") }),
    ];

    /// <summary>Labels that differ from a more frequent one only in case, blanks, hyphens or underscores.</summary>
    public IReadOnlyList<CheckPlace> Variants() =>
    [
        .. ByCount().GroupBy(label => Plain(label.Key)).Where(same => same.Key.Length > 0)
            .SelectMany(same => same.Skip(1).Select(other => other.Value.First with { Note = string.Create(CultureInfo.InvariantCulture, $"'{other.Key}' ({other.Value.Count:#,0}) beside '{same.First().Key}' ({same.First().Value.Count:#,0})") })),
    ];

    private IEnumerable<KeyValuePair<string, Entry>> ByCount() => _labels.OrderByDescending(label => label.Value.Count).ThenBy(label => label.Key, StringComparer.Ordinal);

    private static string Plain(string label) => string.Concat(label.Where(character => character is not (' ' or '-' or '_'))).ToUpperInvariant();

    private readonly record struct Entry(long Count, CheckPlace First);
}
