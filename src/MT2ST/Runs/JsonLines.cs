using System.Buffers;
using MT2ST.Settings;

namespace MT2ST.Runs;

/// <summary>The line of each setting in a JSON file, by dotted path with indices for list elements.</summary>
internal static class JsonLines
{
    /// <summary>How run files are parsed: with comments and trailing commas.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Finds the line, counted from 1, of every property and list element.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="json">The file's bytes in UTF-8, without a byte order mark.</param>
    /// <exception cref="InvalidDataException">The text is not JSON, or an object has a property twice.</exception>
    public static Dictionary<string, int> Find(string file, ReadOnlySpan<byte> json)
    {
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        int valid = 0;
        while (valid < json.Length && Rune.DecodeFromUtf8(json[valid..], out _, out int length) == OperationStatus.Done)
            valid += length;
        if (valid < json.Length)
            throw new InvalidDataException($"{file}:{1 + json[..valid].Count((byte)'\n')}: byte 0x{json[valid]:X2} is not UTF-8. Save the file as UTF-8.");
        try
        {
            Scan(file, json, lines);
            return lines;
        }
        catch (JsonException error)
        {
            // The reader appends its own position, counted from 0.
            string reason = error.Message.Split(" LineNumber:")[0];
            throw new InvalidDataException($"{file}:{(error.LineNumber ?? 0) + 1}: The file is not JSON: {reason}", error);
        }
        catch (InvalidOperationException error) // An escape that is half of a character.
        {
            throw new InvalidDataException($"{file}: The file is not JSON: {error.Message}", error);
        }
    }

    private static void Scan(string file, ReadOnlySpan<byte> json, Dictionary<string, int> lines)
    {
        Utf8JsonReader reader = new(json, ReaderOptions);
        Stack<Level> open = new();
        string path = "";
        int line = 1;
        int position = 0;
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            line += json[position..start].Count((byte)'\n');
            position = start;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path = SettingPath.Join(open.Peek().Path, reader.GetString()!);
                if (!lines.TryAdd(path, line))
                    throw new InvalidDataException($"{file}:{line}: {path} is set a second time; the first is on line {lines[path]}.");
                continue;
            }
            if (open.TryPeek(out Level? level) && level.IsList)
            {
                path = SettingPath.Join(level.Path, SettingPath.IndexName(level.NextIndex++));
                lines[path] = line;
            }
            if (reader.TokenType == JsonTokenType.String)
                reader.GetString(); // Throws if an escape is half of a character.
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(new Level(path, reader.TokenType == JsonTokenType.StartArray));
        }
    }

    private sealed class Level(string path, bool isList)
    {
        public string Path { get; } = path;

        public bool IsList { get; } = isList;

        public int NextIndex { get; set; }
    }
}
