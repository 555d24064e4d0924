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
    /// <param name="unit">The word for texts.</param>
    public IEnumerable<CheckFinding> Findings(string unit)
    {
        yield return Finding("broken-bytes", CharacterFaults.Broken, true, $"{unit} have bytes that are not UTF-8: they are of another encoding. Convert them (iconv).");
        yield return Finding("mojibake", CharacterFaults.Mojibake, true, $"{unit} have characters such as Ã© for é: UTF-8 that was read as Windows-1252. Export the data again as UTF-8.");
        yield return Finding("lost-characters", CharacterFaults.Lost, false, $"{unit} have U+FFFD, which stands for a character lost in a conversion.");
        yield return Finding("control-characters", CharacterFaults.Control, false, $"{unit} have control characters, which separate words and are not read.");
        yield return Finding("invisible-characters", CharacterFaults.Invisible, false, $"{unit} have invisible characters (zero width, soft hyphen, byte order mark, direction): they cut words in two.");
        yield return Finding("mixed-words", CharacterFaults.MixedWord, false, $"{unit} have a word of Latin letters with Greek or Cyrillic ones that look like them: another word to the model.");
        yield return new("byte-order-mark", _marked.Count, false, $"{DataCheck.Number(_marked.Count)} files start with a byte order mark, which is passed over.", _marked.Places);
        long total = _scripts.Values.Sum(found => found.Count);
        KeyValuePair<string, FoundPlaces>[] rare = [.. _scripts.Where(script => script.Value.Count < RareScript * total).OrderBy(script => script.Value.Count)];
        string main = Scripts.Count > 0 ? Scripts[0].Name : "";
        yield return new("other-scripts", rare.Sum(script => script.Value.Count), false, $"{DataCheck.Number(rare.Sum(script => script.Value.Count))} {unit} are mostly of another script than the {main} of most: texts of another language?", [.. rare.SelectMany(script => script.Value.Places).Take(listedCount)]);
    }

    private CheckFinding Finding(string name, CharacterFaults fault, bool isSerious, string message)
    {
        FoundPlaces found = _faults.GetValueOrDefault(fault) ?? new FoundPlaces(0);
        return new(name, found.Count, isSerious && found.Count > 0, $"{DataCheck.Number(found.Count)} {message}", found.Places);
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
