using System.Text;

namespace MT2ST.Cli.Checks;

/// <summary>Counts the letters of a text by their script.</summary>
internal sealed class Scripts
{
    public const string Latin = "Latin";
    private const string Kana = "Kana";
    private const string Han = "Han";
    private const string Other = "other";

    // The blocks of letters in use (Unicode 16, Blocks.txt), in order; what lies between two is of no script that counts here.
    private static readonly (int First, int Last, string Name)[] Blocks =
    [
        (0x41, 0x5A, Latin), (0x61, 0x7A, Latin), (0xC0, 0x24F, Latin), (0x370, 0x3FF, "Greek"), (0x400, 0x52F, "Cyrillic"), (0x531, 0x58F, "Armenian"),
        (0x590, 0x5FF, "Hebrew"), (0x600, 0x6FF, "Arabic"), (0x750, 0x77F, "Arabic"), (0x8A0, 0x8FF, "Arabic"), (0x900, 0x97F, "Devanagari"), (0x980, 0x9FF, "Bengali"),
        (0xA00, 0xA7F, "Gurmukhi"), (0xA80, 0xAFF, "Gujarati"), (0xB00, 0xB7F, "Odia"), (0xB80, 0xBFF, "Tamil"), (0xC00, 0xC7F, "Telugu"), (0xC80, 0xCFF, "Kannada"),
        (0xD00, 0xD7F, "Malayalam"), (0xD80, 0xDFF, "Sinhala"), (0xE00, 0xE7F, "Thai"), (0xE80, 0xEFF, "Lao"), (0xF00, 0xFFF, "Tibetan"), (0x1000, 0x109F, "Burmese"),
        (0x10A0, 0x10FF, "Georgian"), (0x1100, 0x11FF, "Hangul"), (0x1200, 0x139F, "Ethiopic"), (0x1780, 0x17FF, "Khmer"), (0x1800, 0x18AF, "Mongolian"), (0x1E00, 0x1EFF, Latin),
        (0x1F00, 0x1FFF, "Greek"), (0x3040, 0x30FF, Kana), (0x3130, 0x318F, "Hangul"), (0x3400, 0x4DBF, Han), (0x4E00, 0x9FFF, Han), (0xAC00, 0xD7A3, "Hangul"),
        (0xF900, 0xFAFF, Han), (0xFB1D, 0xFB4F, "Hebrew"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"), (0xFF66, 0xFF9F, Kana), (0x20000, 0x323AF, Han),
    ];

    // Greek and Cyrillic letters with a twin among the Latin ones. Not α, μ, π or Ω, which units and formulas put beside Latin letters.
    private const string Twins = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονАВЕКМНОРСТУХаеорсухіјѕ";

    private readonly Dictionary<string, int> _counts = [];
    private bool _hasLatin; // In the word so far.
    private bool _hasTwin;

    /// <summary>The script of most letters; null if there is none. Kana, which Japanese mixes with Han, wins over Han.</summary>
    public string? Main
    {
        get
        {
            (int kana, int han) = (_counts.GetValueOrDefault(Kana), _counts.GetValueOrDefault(Han));
            string? most = _counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).FirstOrDefault().Key;
            return kana > 0 && han > 0 && kana + han >= _counts[most!] ? Kana : most;
        }
    }

    /// <summary>Whether a word of Latin letters has a Greek or Cyrillic one that looks like a Latin one.</summary>
    public bool HasMixedWord { get; private set; }

    /// <summary>Takes the next character.</summary>
    public void Add(Rune rune)
    {
        if (!Rune.IsLetter(rune))
        {
            if (rune.Value is not ('\'' or '’'))
                (_hasLatin, _hasTwin) = (false, false);
            return;
        }
        string script = Of(rune);
        _counts[script] = _counts.GetValueOrDefault(script) + 1;
        _hasLatin |= script == Latin;
        _hasTwin |= rune.IsBmp && Twins.Contains((char)rune.Value, StringComparison.Ordinal);
        HasMixedWord |= _hasLatin && _hasTwin;
    }

    private static string Of(Rune rune)
    {
        foreach ((int first, int last, string name) in Blocks)
            if (rune.Value <= last)
                return rune.Value >= first ? name : Other;
        return Other;
    }
}
