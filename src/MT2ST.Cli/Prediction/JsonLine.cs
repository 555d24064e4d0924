using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MT2ST.Cli.Prediction;

/// <summary>Reads the text of a JSON object on a line, and appends fields to the object, whose other fields stay as they are.</summary>
/// <param name="field">The name of the text's field.</param>
internal sealed class JsonLine(string field)
{
    private readonly byte[] _field = Encoding.UTF8.GetBytes(field);

    /// <summary>Finds the text.</summary>
    /// <param name="line">The line.</param>
    /// <param name="place">Where the line stands.</param>
    /// <param name="buffer">Scratch for a text with escapes.</param>
    /// <returns>The text; empty if it is null.</returns>
    /// <exception cref="InvalidDataException">The line is no JSON object, or its field is missing or no string.</exception>
    public ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> line, LinePlace place, scoped ref byte[] buffer)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new InvalidDataException($"{place}: found no JSON object, expected one on each line, such as {{\"{field}\": \"...\"}}.");
            ReadOnlySpan<byte> text = default;
            bool isFound = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isText = !isFound && reader.ValueTextEquals(_field);
                reader.Read();
                if (!isText)
                {
                    reader.Skip();
                    continue;
                }
                isFound = true;
                if (reader.TokenType == JsonTokenType.String)
                    text = Value(ref reader, ref buffer);
                else if (reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False) // As in training.
                    text = reader.ValueSpan;
                else if (reader.TokenType != JsonTokenType.Null)
                    throw new InvalidDataException($"{place}: found {(reader.TokenType == JsonTokenType.StartArray ? "an array" : "an object")} in the field '{field}', expected a text in quotes.");
            }
            while (reader.Read())
            {
                // What follows the object must be blank; anything else throws.
            }
            return isFound ? text : throw new InvalidDataException($"{place}: found no field '{field}', expected one with the text. Its fields are: {string.Join(", ", Fields(line))}. Name one by --field.");
        }
        catch (InvalidOperationException error) // Half of a character, or bytes that are not UTF-8.
        {
            throw new InvalidDataException($"{place}: {(System.Text.Unicode.Utf8.IsValid(line) ? "found an escape such as \\ud83d that is one half of a character, expected both halves. Was a text cut within a character? Leave the half out." : "found a string that is not valid in UTF-8. Convert the file: iconv -f WINDOWS-1252 -t UTF-8 (or its encoding).")}", error);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{place}: found broken JSON, expected an object on each line: {error.Message.Split(" LineNumber:")[0]}", error);
        }
    }

    /// <summary>Copies an object without its last brace.</summary>
    /// <param name="line">The object.</param>
    /// <param name="output">Receives it.</param>
    /// <returns>Whether a field stands before what comes next.</returns>
    public static bool CopyOpen(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> output)
    {
        ReadOnlySpan<byte> open = line.TrimEnd(" \t\r"u8)[..^1].TrimEnd(" \t\r"u8);
        output.Write(open);
        return open[^1] != (byte)'{';
    }

    /// <summary>The name of a field to add: with <c>predicted_</c> in front where the object has one of that name.</summary>
    public static string FreeName(ReadOnlySpan<byte> line, string name) => Fields(line).Contains(name) ? $"predicted_{name}" : name;

    /// <summary>Whether a name stands on the line as it would in a field's name, or may do so in another spelling.</summary>
    public static bool MayHold(ReadOnlySpan<byte> line, string name)
    {
        Span<byte> utf8 = stackalloc byte[name.Length]; // Names to add are ASCII.
        return line.IndexOf(utf8[..Encoding.ASCII.GetBytes(name, utf8)]) >= 0 || line.Contains((byte)'\\');
    }

    private static List<string> Fields(ReadOnlySpan<byte> line)
    {
        List<string> names = [];
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            names.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }
        return names;
    }

    private static ReadOnlySpan<byte> Value(scoped ref Utf8JsonReader reader, scoped ref byte[] buffer)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        if (buffer.Length < reader.ValueSpan.Length)
            buffer = new byte[2 * reader.ValueSpan.Length];
        return buffer.AsSpan(0, reader.CopyString(buffer));
    }
}

/// <summary>A line of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Number">The 1-based line.</param>
internal readonly record struct LinePlace(string Path, long Number)
{
    /// <summary>The place as <c>path:line</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Number}");
}
