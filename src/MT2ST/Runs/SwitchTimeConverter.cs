using System.Text.Json;
using System.Text.Json.Serialization;

namespace MT2ST.Runs;

/// <summary>Reads and writes a <see cref="SwitchTime"/>: a number of epochs or <c>"auto"</c>.</summary>
internal sealed class SwitchTimeConverter : JsonConverter<SwitchTime>
{
    private const string Auto = "auto";

    public override SwitchTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double epochs))
            return new SwitchTime(epochs);
        return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Auto) ? new SwitchTime(Epochs: null) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, SwitchTime value, JsonSerializerOptions options)
    {
        if (value.Epochs is { } epochs)
            writer.WriteNumberValue(epochs);
        else
            writer.WriteStringValue(Auto);
    }
}
