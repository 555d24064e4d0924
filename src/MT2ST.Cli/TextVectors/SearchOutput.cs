using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MT2ST.Texts;

namespace MT2ST.Cli.TextVectors;

/// <summary>Writes what a search has found.</summary>
/// <param name="texts">The texts.</param>
/// <param name="terminal">Where it writes.</param>
internal sealed class SearchOutput(SearchedTexts texts, Terminal terminal)
{
    private const int ExcerptLength = 100;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a line for each text: its score, its place and its beginning.</summary>
    public void WriteLines(IReadOnlyList<TextMatch> matches)
    {
        foreach (TextMatch match in matches)
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{match.Score:0.000}  {texts.Places[match.Index]}  {Excerpt(texts.Texts[match.Index])}"));
    }

    /// <summary>Writes an object for the query.</summary>
    public void WriteJson(string query, IReadOnlyList<TextMatch> matches)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("query", query);
            json.WriteStartArray("found");
            foreach (TextMatch match in matches)
            {
                json.WriteStartObject();
                json.WriteNumber("score", match.Score);
                json.WriteString("place", texts.Places[match.Index]);
                json.WriteString("text", texts.Texts[match.Index]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        terminal.WriteUtf8([.. buffer.WrittenSpan, (byte)'\n']);
    }

    private static string Excerpt(string text)
    {
        string start = string.Join(' ', text[..Math.Min(text.Length, 2 * ExcerptLength)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return start.Length <= ExcerptLength ? start : start[..ExcerptLength].TrimEnd() + "...";
    }
}
