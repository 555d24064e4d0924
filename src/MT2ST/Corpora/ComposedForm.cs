namespace MT2ST.Corpora;

/// <summary>
/// Unicode's composed form of words (NFC), in which an accent that was typed as a character of its own is part of its letter, so
/// that words that look the same are the same.
/// </summary>
/// <remarks>
/// Unicode Standard Annex 15, section 3.11 of the standard. Written here because .NET's own form needs ICU, and programs that run
/// without it would read other words. Most words need a look at each character and nothing else.
/// </remarks>
internal static class ComposedForm
{
    /// <summary>The first character that may have another form, all below being composed.</summary>
    public const int FirstCharacter = 0x300;

    /// <summary>The first byte of <see cref="FirstCharacter"/>: words without a byte from here on are composed.</summary>
    public const byte FirstByte = 0xCC;

    /// <summary>How many times as long as a word its composed form may be, in bytes.</summary>
    public const int MostGrowth = 3;

    /// <summary>The most parts that one character has.</summary>
    public const int MostParts = 4;

    private const byte Changes = byte.MaxValue; // Beyond every combining class.
    private const int StackCharacters = 256;
    private const int DotAbove = 0x307;

    // Hangul syllables are computed (section 3.12 of the standard).
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7;
    private const int VowelCount = 21, TailCount = 28, LeadCount = 19;

    private static readonly Lazy<Tables> Loaded = new(Tables.Load);

    /// <summary>Whether each character by itself shows that a word in UTF-8 is in its composed form; of others, few change.</summary>
    public static bool Is(ReadOnlySpan<byte> word)
    {
        if (!word.ContainsAnyInRange(FirstByte, byte.MaxValue))
            return true;
        Tables tables = Loaded.Value;
        byte last = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out Rune rune, out int length);
            word = word[length..];
            byte found = rune.Value < FirstCharacter ? (byte)0 : tables.CheckOf(rune.Value);
            if (found == Changes || (found != 0 && found < last))
                return false;
            last = found;
        }
        return true;
    }

    /// <summary>Writes the composed form of a word.</summary>
    /// <param name="word">The word in UTF-8.</param>
    /// <param name="destination">At least <see cref="MostGrowth"/> times as long; may be the word's own bytes.</param>
    /// <param name="isLowercase">Whether a dot above an i, which already has one, is left out: it remains of a Turkish capital I with a dot.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(ReadOnlySpan<byte> word, Span<byte> destination, bool isLowercase)
    {
        int most = 2 * word.Length; // No character has more than two parts for each of its bytes.
        Span<int> characters = most <= StackCharacters ? stackalloc int[StackCharacters] : new int[most];
        Tables tables = Loaded.Value;
        int count = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out Rune rune, out int length);
            word = word[length..];
            tables.Decompose(rune.Value, characters, ref count);
        }
        count = tables.Compose(characters[..count]);
        int written = 0;
        for (int i = 0; i < count; i++)
            if (!isLowercase || characters[i] != DotAbove || i == 0 || characters[i - 1] != 'i')
                written += new Rune(characters[i]).EncodeToUtf8(destination[written..]);
        return written;
    }

    /// <summary>The composed form of a text; halves of surrogate pairs become U+FFFD.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange((char)FirstCharacter, char.MaxValue))
            return text;
        byte[] word = Encoding.UTF8.GetBytes(text);
        if (Is(word))
            return text;
        var composed = new byte[MostGrowth * word.Length];
        return Encoding.UTF8.GetString(composed, 0, Write(word, composed, isLowercase: false));
    }

    /// <summary>The decomposed form (NFD) of a character: its letter first, then its marks.</summary>
    /// <param name="character">The character.</param>
    /// <param name="destination">Receives the parts; room for <see cref="MostParts"/>.</param>
    /// <returns>How many there are.</returns>
    public static int Decompose(Rune character, Span<int> destination)
    {
        int count = 0;
        Loaded.Value.Decompose(character.Value, destination, ref count);
        return count;
    }

    /// <summary>What <c>canonical-forms.txt</c> says of characters.</summary>
    private sealed class Tables
    {
        private const int PlaneLength = 0x10000;

        private readonly byte[] _checks = new byte[PlaneLength]; // Of the first plane: a combining class, or that the character may change.
        private readonly Dictionary<int, byte> _otherChecks = [];
        private readonly Dictionary<int, byte> _classes = [];
        private readonly Dictionary<int, (int First, int Second)> _parts = []; // The second is 0 if there is one part.
        private readonly Dictionary<(int First, int Second), int> _wholes = [];

        public static Tables Load()
        {
            Tables tables = new();
            using StreamReader reader = new(typeof(ComposedForm).Assembly.GetManifestResourceStream("canonical-forms.txt")!);
            while (reader.ReadLine() is { } line)
                tables.Add(line);
            tables.FillChecks();
            return tables;
        }

        public byte CheckOf(int character) => character < PlaneLength ? _checks[character] : _otherChecks.GetValueOrDefault(character);

        public void Decompose(int character, Span<int> characters, ref int count)
        {
            if (character is >= Syllables and < Syllables + (LeadCount * VowelCount * TailCount))
            {
                int index = character - Syllables;
                characters[count++] = Leads + (index / (VowelCount * TailCount));
                characters[count++] = Vowels + (index / TailCount % VowelCount);
                if (index % TailCount != 0)
                    characters[count++] = Tails + (index % TailCount);
            }
            else if (_parts.TryGetValue(character, out (int First, int Second) parts))
            {
                Decompose(parts.First, characters, ref count);
                if (parts.Second != 0)
                    Decompose(parts.Second, characters, ref count);
            }
            else
            {
                // In the order of their classes, marks that came first before others of the same class.
                int place = count++;
                byte own = ClassOf(character);
                for (; own != 0 && place > 0 && ClassOf(characters[place - 1]) > own; place--)
                    characters[place] = characters[place - 1];
                characters[place] = character;
            }
        }

        /// <summary>Puts decomposed characters together, in place; returns how many remain.</summary>
        public int Compose(Span<int> characters)
        {
            int starter = -1, count = 0, last = -1; // The class of the character between the starter and the next one; -1 for none.
            foreach (int character in characters)
            {
                int own = ClassOf(character);
                if (starter >= 0 && last < own && WholeOf(characters[starter], character) is int whole and not 0)
                {
                    characters[starter] = whole;
                    continue;
                }
                (starter, last) = own == 0 ? (count, -1) : (starter, own);
                characters[count++] = character;
            }
            return count;
        }

        private int WholeOf(int first, int second)
        {
            if (first is >= Leads and < Leads + LeadCount && second is >= Vowels and < Vowels + VowelCount)
                return Syllables + ((((first - Leads) * VowelCount) + second - Vowels) * TailCount);
            bool isOpen = first is >= Syllables and < Syllables + (LeadCount * VowelCount * TailCount) && (first - Syllables) % TailCount == 0;
            if (isOpen && second is > Tails and < Tails + TailCount)
                return first + second - Tails;
            return _wholes.GetValueOrDefault((first, second));
        }

        private byte ClassOf(int character) => character < FirstCharacter ? (byte)0 : _classes.GetValueOrDefault(character);

        private void Add(string line)
        {
            if (line[0] == '#')
                return;
            if (line.Split('=') is [var whole, var parts])
            {
                int[] characters = [.. parts.Split(' ').Select(Hexadecimal)];
                int second = characters.Length == 2 ? characters[1] : 0;
                int character = Hexadecimal(whole.TrimStart('!'));
                _parts.Add(character, (characters[0], second));
                if (second != 0 && whole[0] != '!')
                    _wholes.Add((characters[0], second), character);
                return;
            }
            string[] range = line.Split('-', ':');
            for (int mark = Hexadecimal(range[0]); mark <= Hexadecimal(range[^2]); mark++)
                _classes.Add(mark, (byte)Hexadecimal(range[^1]));
        }

        private void FillChecks()
        {
            foreach ((int mark, byte own) in _classes)
                SetCheck(mark, own);
            foreach ((int character, (int First, int Second) parts) in _parts)
                if (!_wholes.ContainsKey(parts))
                    SetCheck(character, Changes);
            foreach ((int First, int Second) parts in _wholes.Keys)
                SetCheck(parts.Second, Changes); // It may be one with the character in front of it.
            for (int vowel = Vowels; vowel < Vowels + VowelCount; vowel++)
                SetCheck(vowel, Changes);
            for (int tail = Tails + 1; tail < Tails + TailCount; tail++)
                SetCheck(tail, Changes);
        }

        private void SetCheck(int character, byte check)
        {
            if (character < PlaneLength)
                _checks[character] = check;
            else
                _otherChecks[character] = check;
        }

        private static int Hexadecimal(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
