using System.Buffers;
using System.Globalization;
using System.Text;

namespace MT2ST.Cli;

/// <summary>Passes text on with its control characters as visible escapes, such as <c>\\u001b</c>: words and names of files must not steer the terminal.</summary>
/// <remarks>Tabs and line breaks stay, and a carriage return, by which <see cref="StatusLine"/> writes over its line.</remarks>
/// <param name="inner">Receives the text.</param>
internal sealed class VisibleWriter(TextWriter inner) : TextWriter
{
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(value => (char)value).Where(value => char.IsControl(value) && value is not ('\t' or '\n' or '\r'))]);

    private static readonly SearchValues<byte> HiddenBytes = SearchValues.Create(
        [0xC2, .. Enumerable.Range(0, 0x80).Select(value => (byte)value).Where(value => char.IsControl((char)value) && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))]); // 0xC2 starts U+0080 to U+00BF, the first half of them control characters.

    public override Encoding Encoding => inner.Encoding;

    /// <summary>Whether UTF-8 text may hold a control character that <see cref="Escape"/> would change.</summary>
    public static bool MayHide(ReadOnlySpan<byte> utf8) => utf8.ContainsAny(HiddenBytes);

    /// <summary>The text with its control characters escaped; the text itself if it has none.</summary>
    public static string Escape(string text)
    {
        int first = text.AsSpan().IndexOfAny(Hidden);
        if (first < 0)
            return text;
        var visible = new StringBuilder(text, 0, first, text.Length + 16);
        foreach (char character in text.AsSpan(first))
        {
            if (Hidden.Contains(character))
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                visible.Append(character);
        }
        return visible.ToString();
    }

    public override void Write(char value)
    {
        if (Hidden.Contains(value))
            inner.Write(Escape(value.ToString()));
        else
            inner.Write(value);
    }

    public override void Write(string? value) => inner.Write(value is null ? null : Escape(value));

    public override void Write(char[] buffer, int index, int count) => inner.Write(Escape(new string(buffer, index, count)));

    public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : Escape(value));

    public override void Flush() => inner.Flush();
}
