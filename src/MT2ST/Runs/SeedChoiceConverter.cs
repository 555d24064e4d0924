using System.Text.Json;
using System.Text.Json.Serialization;

namespace MT2ST.Runs;

/// <summary>Reads and writes a <see cref="SeedChoice"/>: a count or a list of seeds.</summary>
internal sealed class SeedChoiceConverter : JsonConverter<SeedChoice>
{
    public override SeedChoice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int count))
            return new SeedChoice { Count = count };
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        List<ulong> values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt64(out ulong seed))
                throw new JsonException();
            values.Add(seed);
        }
        return new SeedChoice { Values = values };
    }

    public override void Write(Utf8JsonWriter writer, SeedChoice value, JsonSerializerOptions options)
    {
        if (value.Values is null)
        {
            writer.WriteNumberValue(value.Count ?? 0);
            return;
        }
        writer.WriteStartArray();
        foreach (ulong seed in value.Values)
            writer.WriteNumberValue(seed);
        writer.WriteEndArray();
    }
}
