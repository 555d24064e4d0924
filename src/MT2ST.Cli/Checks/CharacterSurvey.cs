using System.Runtime.InteropServices;

namespace MT2ST.Cli.Checks;

/// <summary>The characters of all texts: broken ones, and scripts.</summary>
/// <param name="listedCount">How many places of each finding are kept.</param>
internal sealed class CharacterSurvey(int listedCount)
{
    private const double RareScript = 0.1; // A script of more texts is no slip, but a second language.

    private readonly Dictionary<CharacterFaults, FoundPlaces> _faults = [];
    private readonly Dictionary<string, FoundPlaces> _scripts = [];
    private readonly FoundPlaces _marked = new(listedCount);
    private string? _path;

    /// <summary>The scripts, the most frequent first.</summary>
    public IReadOnlyList<CheckedLabel> Scripts =>
        [.. _scripts.OrderByDescending(script => script.Value.Count).ThenBy(script => script.Key, StringComparer.Ordinal).Select(script => new CheckedLabel(script.Key, script.Value.Count, (double)script.Value.Count / _scripts.Values.Sum(found => found.Count)))];

    /// <summary>Adds a text.</summary>
    public void Add(CheckedText text)
    {
        if (_path != text.Path)
        {
            _path = text.Path;
            if (StartsWithMark(text.Path))
                _marked.Add(text, "");
        }
        CharacterFaults faults = CharacterCheck.Of(text.Bytes.Span, out string? script);
        if (script is not null)
            Of(_scripts, script).Add(text, script);
        for (CharacterFaults fault = CharacterFaults.Broken; fault <= CharacterFaults.MixedWord; fault = (CharacterFaults)((int)fault << 1))
            if (faults.HasFlag(fault))
                Of(_faults, fault).Add(text, "");
    }

    /// <summary>What was found.</summary>
    /// <param name="texts">The word for texts.</param>
    public IEnumerable<CheckFinding> Findings(string texts)
    {
        yield return Finding("broken-bytes", CharacterFaults.Broken, true, "Bytes that are not UTF-8, but of another encoding", texts, "Convert them (iconv).");
        yield return Finding("mojibake", CharacterFaults.Mojibake, true, "Characters such as Ã© for é, UTF-8 that was read as Windows-1252", texts, "Export the data again as UTF-8.");
        yield return Finding("lost-characters", CharacterFaults.Lost, false, "U+FFFD, which stands for a character lost in a conversion", texts, "");
        yield return Finding("control-characters", CharacterFaults.Control, false, "Control characters, which are not read and separate words", texts, "");
        yield return Finding("invisible-characters", CharacterFaults.Invisible, false, "Invisible characters (zero width, soft hyphen, byte order mark, direction), which cut words in two", texts, "");
        yield return Finding("mixed-words", CharacterFaults.MixedWord, false, "Words of Latin letters with Greek or Cyrillic ones that look like them, which are other words to the model", texts, "");
        yield return new("byte-order-mark", _marked.Count, false, $"Files that start with a byte order mark: {DataCheck.Number(_marked.Count)}. It is passed over.", _marked.Places);
        long total = _scripts.Values.Sum(found => found.Count);
        KeyValuePair<string, FoundPlaces>[] rare = [.. _scripts.Where(script => script.Value.Count < RareScript * total).OrderBy(script => script.Value.Count)];
        long count = rare.Sum(script => script.Value.Count);
        yield return new("other-scripts", count, false, $"{char.ToUpperInvariant(texts[0])}{texts[1..]} mostly of another script than {(Scripts.Count > 0 ? Scripts[0].Name : "")}: {DataCheck.Number(count)}. Are they of another language?", [.. rare.SelectMany(script => script.Value.Places).Take(listedCount)]);
    }

    private CheckFinding Finding(string name, CharacterFaults fault, bool isSerious, string what, string texts, string advice)
    {
        FoundPlaces found = _faults.GetValueOrDefault(fault) ?? new FoundPlaces(0);
        return new(name, found.Count, isSerious, $"{what}: in {DataCheck.Number(found.Count)} {texts}. {advice}".TrimEnd(), found.Places);
    }

    private FoundPlaces Of<TKey>(Dictionary<TKey, FoundPlaces> found, TKey key)
        where TKey : notnull
    {
        ref FoundPlaces? places = ref CollectionsMarshal.GetValueRefOrAddDefault(found, key, out _);
        return places ??= new FoundPlaces(listedCount);
    }

    // Readers pass over it, so it is looked for in the file itself.
    private static bool StartsWithMark(string path)
    {
        if (!File.Exists(path))
            return false;
        Span<byte> start = stackalloc byte[3];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("\uFEFF"u8);
    }
}
