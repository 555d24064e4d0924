using System.Buffers;

namespace MT2ST.Formats;

/// <summary>The JSON header of a <see cref="Safetensors"/> file.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    private const int Alignment = 8; // The values start on a multiple of 8 bytes; blanks fill the header up.
    private const string FloatType = "F32";
    private const string IntegerType = "I32";
    private const string LongIntegerType = "I64";

    /// <summary>Where one tensor's values are: bytes [Start, End) after the header.</summary>
    public sealed record Entry(string Name, IReadOnlyList<int> Shape, long Start, long End, string Type)
    {
        public bool HoldsIntegers => Type == IntegerType;

        public bool HoldsLongIntegers => Type == LongIntegerType;

        public long ValueCount => (End - Start) / BytesOf(Type);
    }

    public static byte[] Format(Safetensors content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (content.Metadata.Count > 0)
                WriteMetadata(json, content.Metadata);
            long start = 0;
            foreach (NamedTensor tensor in content.Tensors)
                start = WriteTensor(json, tensor, start);
            json.WriteEndObject();
        }
        int padding = (Alignment - (buffer.WrittenCount % Alignment)) % Alignment;
        buffer.GetSpan(Alignment)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads and checks a header.</summary>
    /// <param name="header">The header in UTF-8.</param>
    /// <param name="valueBytes">The number of bytes after it, which the tensors must fill without gap or overlap.</param>
    /// <param name="path">The file's name for messages.</param>
    public static SafetensorsHeader Parse(byte[] header, long valueBytes, string path)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Parse(json.RootElement, valueBytes, path);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"{path}: the header is not as in a safetensors file: {error.Message}", error);
        }
    }

    private static SafetensorsHeader Parse(JsonElement root, long valueBytes, string path)
    {
        var entries = new List<Entry>();
        var metadata = new Dictionary<string, string>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.NameEquals(Safetensors.MetadataName))
            {
                foreach (JsonProperty pair in property.Value.EnumerateObject())
                    metadata.Add(pair.Name, pair.Value.GetString() ?? throw new JsonException($"the metadata '{pair.Name}' is null."));
            }
            else
            {
                entries.Add(ParseEntry(property, path));
            }
        }
        entries.Sort((a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
        CheckCoverage(entries, valueBytes, path);
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry ParseEntry(JsonProperty property, string path)
    {
        string name = property.Name.Length > 0 ? property.Name : throw new JsonException("a tensor has no name.");
        string? type = Member(property, "dtype").GetString();
        if (type is not (FloatType or IntegerType or LongIntegerType))
            throw new InvalidDataException($"{path}: the tensor '{name}' is of type {type}, expected {FloatType}, {IntegerType} or {LongIntegerType}.");
        int[] shape = [.. Member(property, "shape").EnumerateArray().Select(length => length.GetInt32())];
        long[] range = [.. Member(property, "data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (range.Length != 2 || shape.Any(length => length < 0))
            throw new JsonException($"the shape or range of '{name}' is not valid.");
        if (range[1] - range[0] != checked(Safetensors.ValueCount(shape) * BytesOf(type)))
            throw new InvalidDataException($"{path}: the tensor '{name}' has the bytes {range[0]} to {range[1]}, expected {Safetensors.ValueCount(shape)} values of {BytesOf(type)} bytes (from its shape).");
        return new Entry(name, shape, range[0], range[1], type);
    }

    private static int BytesOf(string type) => type == LongIntegerType ? sizeof(long) : sizeof(float);

    private static JsonElement Member(JsonProperty property, string name) =>
        property.Value.TryGetProperty(name, out JsonElement member) ? member : throw new JsonException($"'{property.Name}' has no '{name}'.");

    private static void CheckCoverage(List<Entry> entries, long valueBytes, string path)
    {
        long end = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Start != end)
                throw new InvalidDataException($"{path}: the tensor '{entry.Name}' starts at byte {entry.Start}, expected {end}, the end of the one before.");
            if (entry.ValueCount > Array.MaxLength)
                throw new InvalidDataException($"{path}: the tensor '{entry.Name}' has {entry.ValueCount} values, more than fit into memory.");
            end = entry.End;
        }
        if (end != valueBytes)
            throw new InvalidDataException($"{path}: found {valueBytes} bytes of values, expected {end} (from the header). Was the file cut off?");
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(Safetensors.MetadataName);
        foreach ((string name, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    /// <summary>Writes a tensor's entry and gives the byte at which its values end.</summary>
    private static long WriteTensor(Utf8JsonWriter json, NamedTensor tensor, long start)
    {
        long end = start + tensor.ByteCount;
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.HoldsIntegers ? IntegerType : tensor.HoldsLongIntegers ? LongIntegerType : FloatType);
        json.WriteStartArray("shape");
        foreach (int length in tensor.Shape)
            json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(start);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
