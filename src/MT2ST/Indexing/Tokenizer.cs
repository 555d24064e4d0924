using System.Runtime.Intrinsics;
using MT2ST.Corpora;

namespace MT2ST.Indexing;

/// <summary>Splits UTF-8 text into words and brings words into their normal form.</summary>
/// <remarks>
/// <c>words</c>: a word is a run of letters, marks and decimal digits; an apostrophe (' or U+2019) between two of them is
/// kept (<c>don't</c>). In scripts that put no blanks between words (Han, kana, Thai, Lao, Khmer, Burmese) each character with
/// its marks is a word, so that n-grams of words are those of characters; Korean has blanks. A mark belongs to the character in
/// front of it, so no word starts with one. Joiners within words are kept where they change the spelling, from Arabic to the
/// scripts of India, and left out elsewhere, as soft hyphens are. <c>whitespace</c>: a word is what stands between white space,
/// unless none of it can be seen. Invalid UTF-8 ends a word in the first and becomes U+FFFD in the second. Words of both are in
/// Unicode's composed form (NFC).
/// Runs of plain ASCII are found and brought into their normal form 64 bytes at a time; characters are looked at one by one
/// only in a run that has others. It never changes, so that any number of threads may use it.
/// </remarks>
public sealed class Tokenizer
{
    // Classes of bytes in _map; any other value is the byte to write.
    private const byte Separator = 0;
    private const byte Apostrophe = 1;
    private const byte Multibyte = 2;

    private const int LongestRune = 4;
    private const int BlockLength = Utf8List.RoomBehind;

    private readonly TextOptions _options;
    private readonly byte[] _map = new byte[256];
    private readonly Vector512<byte> _caseBit; // Added to a capital letter if case is not kept.
    private readonly Vector512<byte> _digitBits; // The bits that a digit loses to become 0 if digits are folded.

    /// <summary>Creates a tokenizer.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public Tokenizer(TextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        for (int value = 0; value < _map.Length; value++)
            _map[value] = ClassOf((byte)value);
        _caseBit = Vector512.Create((byte)(options.Lowercase ? 0x20 : 0));
        _digitBits = Vector512.Create((byte)(options.FoldDigits ? 0x0F : 0));
    }

    /// <summary>Splits a text into words in their normal form.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="words">The words are appended to it.</param>
    public void Split(ReadOnlySpan<byte> text, Utf8List words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (_options.Tokenizer == TextOptions.Words)
            SplitRuns<WordBytes>(text, words);
        else
            SplitRuns<NonBlankBytes>(text, words);
    }

    /// <summary>Splits a text character by character: the rule itself, without the fast path for ASCII.</summary>
    internal void SplitCharacters(ReadOnlySpan<byte> text, Utf8List words)
    {
        if (_options.Tokenizer == TextOptions.Words)
            SplitWords(text, words);
        else
            SplitAtWhitespace(text, words);
    }

    /// <summary>Brings one word into its normal form without splitting it.</summary>
    /// <param name="word">The word in UTF-8. White space and control characters inside it become <c>_</c>, as vector files need it.</param>
    /// <param name="words">The word is appended to it.</param>
    public void Normalize(ReadOnlySpan<byte> word, Utf8List words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Span<byte> output = words.Reserve(word.Length * LongestRune);
        int length = 0;
        while (!word.IsEmpty)
        {
            if (_map[word[0]] > Multibyte)
            {
                output[length++] = _map[word[0]];
                word = word[1..];
                continue;
            }
            Rune.DecodeFromUtf8(word, out Rune rune, out int consumed);
            word = word[consumed..];
            bool isBlank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            length += (isBlank ? new Rune('_') : Normal(rune)).EncodeToUtf8(output[length..]);
        }
        words.Commit(Composed(words, length));
    }

    /// <summary>
    /// Cuts a text at the bytes that always separate words. A run of plain bytes is a word; a run with special bytes
    /// is split as a text of its own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Most of a cold run's text passes before it would be recompiled.
    private void SplitRuns<TClasses>(ReadOnlySpan<byte> text, Utf8List words)
        where TClasses : struct, IByteClasses
    {
        words.Reserve(text.Length);
        int normalStart = words.Take(text.Length + BlockLength); // The last block's blanks too: words of special runs come behind.
        int start = -1; // of the run so far; -1 between runs
        int lastSpecial = -1;
        ulong wasInside = 0;
        for (int at = 0; at < text.Length; at += BlockLength)
        {
            Vector512<byte> bytes = BlockAt(text, at);
            Normal(bytes).CopyTo(words.BytesFrom(normalStart + at));
            ulong special = TClasses.IsSpecial(bytes).ExtractMostSignificantBits();
            ulong inside = TClasses.IsPlain(bytes).ExtractMostSignificantBits() | special;
            ulong edges = inside ^ ((inside << 1) | wasInside);
            wasInside = inside >> (BlockLength - 1);
            for (; edges != 0; edges &= edges - 1)
            {
                int place = BitOperations.TrailingZeroCount(edges);
                if (start < 0)
                {
                    start = at + place;
                    continue;
                }
                lastSpecial = LastSpecial(special & ((1UL << place) - 1), at, lastSpecial);
                if (lastSpecial < start)
                    words.AddPlace(normalStart + start, at + place - start);
                else
                    SplitCharacters(text[start..(at + place)], words);
                start = -1;
            }
            lastSpecial = LastSpecial(special, at, lastSpecial);
        }
        if (start >= 0)
            SplitCharacters(text[start..], words);
    }

    private static int LastSpecial(ulong special, int at, int before) =>
        special == 0 ? before : at + BlockLength - 1 - BitOperations.LeadingZeroCount(special);

    private static Vector512<byte> BlockAt(ReadOnlySpan<byte> text, int at) =>
        text.Length - at >= BlockLength ? Vector512.Create(text.Slice(at, BlockLength)) : LastBlock(text[at..]);

    /// <summary>The rest of a text, followed by blanks.</summary>
    private static Vector512<byte> LastBlock(ReadOnlySpan<byte> rest)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        block.Fill((byte)' ');
        rest.CopyTo(block);
        return Vector512.Create<byte>(block);
    }

    /// <summary>The normal form of 64 bytes of ASCII.</summary>
    private Vector512<byte> Normal(Vector512<byte> bytes)
    {
        Vector512<byte> capitals = ByteRanges.Contains(bytes, 'A', 'Z') & _caseBit;
        Vector512<byte> digits = ByteRanges.Contains(bytes, '0', '9') & _digitBits;
        return Vector512.AndNot(bytes | capitals, digits);
    }

    private byte ClassOf(byte value)
    {
        char character = (char)value;
        if (value >= 0x80)
            return Multibyte;
        if (character == '\'')
            return Apostrophe;
        return char.IsAsciiLetterOrDigit(character) ? (byte)Normal(new Rune(character)).Value : Separator;
    }

    private Rune Normal(Rune rune)
    {
        if (_options.FoldDigits && Characters.IsDigit(rune))
            return new Rune('0');
        return _options.Lowercase ? Characters.Lowercase(rune) : rune;
    }

    private void SplitWords(ReadOnlySpan<byte> text, Utf8List words)
    {
        Span<byte> output = words.Reserve(text.Length + LongestRune);
        ReadOnlySpan<byte> map = _map;
        int length = 0; // of the word so far, which stands at the start of output
        int i = 0;
        while (i < text.Length)
        {
            byte mapped = map[text[i]];
            if (mapped > Multibyte)
            {
                output[length++] = mapped;
                i++;
                continue;
            }
            if (mapped == Multibyte)
            {
                i += AddRune(text[i..], words, ref length);
                output = words.Reserve(length + text.Length - i + LongestRune); // A rune's small letter may be longer than itself.
                continue;
            }
            i++;
            if (mapped == Apostrophe && length > 0 && StartsWithWord(text[i..]))
                output[length++] = (byte)'\'';
            else
            {
                EndWord(words, ref length);
                output = words.Reserve(text.Length - i + LongestRune);
            }
        }
        EndWord(words, ref length);
    }

    /// <summary>Adds a character beyond ASCII to the word so far, or ends the word; returns the number of bytes read.</summary>
    private int AddRune(ReadOnlySpan<byte> text, Utf8List words, ref int length)
    {
        Rune.DecodeFromUtf8(text, out Rune rune, out int consumed);
        if (Characters.IsUnspaced(rune))
            return AddCharacter(text, words, ref length);
        bool isInner = length > 0 && (Characters.IsJoiner(rune) || Characters.IsIgnored(rune) || rune == Characters.RightQuote) && StartsWithWord(text[consumed..]);
        if (isInner && !IsSpelled(rune, text[consumed..]))
            return consumed;
        if (isInner || (Characters.IsWord(rune) && (length > 0 || !Characters.IsMark(rune))))
            length += Normal(rune).EncodeToUtf8(words.Reserve(length + LongestRune)[length..]);
        else
            EndWord(words, ref length);
        return consumed;
    }

    /// <summary>Whether a quote or a sign that cannot be seen is part of a word that goes on with <paramref name="rest"/>.</summary>
    private static bool IsSpelled(Rune inner, ReadOnlySpan<byte> rest)
    {
        if (inner == Characters.RightQuote)
            return true;
        Rune.DecodeFromUtf8(rest, out Rune next, out _);
        return Characters.IsJoiner(inner) && Characters.HasJoinedForms(next);
    }

    /// <summary>Adds a character of a script without blanks, with its marks, as a word; returns the number of bytes read.</summary>
    private int AddCharacter(ReadOnlySpan<byte> text, Utf8List words, ref int length)
    {
        EndWord(words, ref length);
        Rune.DecodeFromUtf8(text, out Rune rune, out int read);
        length = Normal(rune).EncodeToUtf8(words.Reserve(LongestRune));
        bool isHan = Characters.IsHan(rune);
        while (!isHan && read < text.Length)
        {
            bool isStacked = Characters.IsStacker(rune);
            Rune.DecodeFromUtf8(text[read..], out rune, out int consumed);
            if (!Characters.Extends(rune) && !(isStacked && Characters.IsUnspaced(rune) && !Characters.IsHan(rune)))
                break;
            length += Normal(rune).EncodeToUtf8(words.Reserve(length + LongestRune)[length..]);
            read += consumed;
        }
        EndWord(words, ref length);
        return read;
    }

    private bool StartsWithWord(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || _map[text[0]] is Separator or Apostrophe)
            return false;
        if (_map[text[0]] != Multibyte)
            return true;
        Rune.DecodeFromUtf8(text, out Rune rune, out _);
        return Characters.IsWord(rune) && !Characters.IsMark(rune) && !Characters.IsUnspaced(rune);
    }

    private void EndWord(Utf8List words, ref int length)
    {
        if (length > 0)
            words.Commit(Composed(words, length));
        length = 0;
    }

    /// <summary>Puts the reserved bytes of a word into the composed form; returns their new number.</summary>
    private int Composed(Utf8List words, int length)
    {
        if (ComposedForm.Is(words.Reserve(length)[..length]))
            return length;
        Span<byte> room = words.Reserve(length * ComposedForm.MostGrowth);
        return ComposedForm.Write(room[..length], room, _options.Lowercase);
    }

    private void SplitAtWhitespace(ReadOnlySpan<byte> text, Utf8List words)
    {
        int start = 0; // of the word so far
        int i = 0;
        while (i < text.Length)
        {
            Rune.DecodeFromUtf8(text[i..], out Rune rune, out int consumed);
            if (Rune.IsWhiteSpace(rune))
            {
                if (!IsInvisible(text[start..i]))
                    Normalize(text[start..i], words);
                start = i + consumed;
            }
            i += consumed;
        }
        if (!IsInvisible(text[start..]))
            Normalize(text[start..], words);
    }

    /// <summary>Whether nothing of a word can be seen, as of the joiner or the variation selector that is left of a cut emoji.</summary>
    private static bool IsInvisible(ReadOnlySpan<byte> word)
    {
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out Rune rune, out int length);
            if (!Characters.IsInvisible(rune))
                return false;
            word = word[length..];
        }
        return true;
    }
}
