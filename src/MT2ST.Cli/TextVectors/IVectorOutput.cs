using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using MT2ST.Cli.Prediction;

namespace MT2ST.Cli.TextVectors;

/// <summary>A layout of text vectors in a file or on standard output.</summary>
internal interface IVectorOutput
{
    /// <summary>Whether the file starts with the number of its rows, so that it must be a file in which one can go back.</summary>
    bool HasHeader { get; }

    /// <summary>The start of the file for a number of rows, always of the same length.</summary>
    byte[] Header(long rowCount);

    /// <summary>Appends a text to what its block will write.</summary>
    /// <param name="block">The block.</param>
    /// <param name="line">The JSON object that the text comes from; empty for none.</param>
    /// <param name="text">The text.</param>
    /// <param name="vector">Its vector.</param>
    void Append(TextBlock block, ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, ReadOnlySpan<float> vector);
}

/// <summary>The names of the layouts.</summary>
internal static class VectorOutputs
{
    public const string JsonLines = "jsonl";

    private const string Safetensors = "safetensors";
    private const string Npy = "npy";

    public static IReadOnlyList<string> Names { get; } = [Safetensors, Npy, JsonLines];

    /// <summary>The layout of a name, or of a file's extension.</summary>
    /// <exception cref="ArgumentException">Neither tells.</exception>
    public static IVectorOutput Of(string? name, string? path, int dimensions) => (name ?? NameOf(path)) switch
    {
        Safetensors => new SafetensorsOutput(dimensions),
        Npy => new NpyOutput(dimensions),
        _ => new JsonLinesOutput(),
    };

    private static string NameOf(string? path) => path is null ? JsonLines
        : Names.FirstOrDefault(name => path.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"{path}: the extension names none of the layouts {string.Join(", ", Names)}. Give --format, or another extension.");
}

/// <summary>Rows of floats behind a header.</summary>
internal abstract class BinaryOutput : IVectorOutput
{
    /// <inheritdoc/>
    public bool HasHeader => true;

    /// <inheritdoc/>
    public abstract byte[] Header(long rowCount);

    /// <inheritdoc/>
    public void Append(TextBlock block, ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, ReadOnlySpan<float> vector) =>
        block.Output.Write(MemoryMarshal.AsBytes(vector)); // Little-endian, as on every supported processor.
}

/// <summary>A matrix as NumPy saves it, version 1.0 of its format.</summary>
internal sealed class NpyOutput(int dimensions) : BinaryOutput
{
    private const int Length = 128; // A multiple of 64; room for a count of 20 digits.
    private const int Start = 10; // Magic bytes, version and the length of the rest.

    /// <inheritdoc/>
    public override byte[] Header(long rowCount)
    {
        string shape = FormattableString.Invariant($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rowCount}, {dimensions}), }}");
        byte[] header = new byte[Length];
        ((ReadOnlySpan<byte>)[0x93, .. "NUMPY"u8, 1, 0]).CopyTo(header);
        header[8] = Length - Start;
        Encoding.ASCII.GetBytes(shape.PadRight(Length - Start - 1) + "\n", header.AsSpan(Start));
        return header;
    }
}

/// <summary>A file of one tensor, <c>vectors</c>, in the safetensors layout.</summary>
internal sealed class SafetensorsOutput(int dimensions) : BinaryOutput
{
    private const int Length = 256;

    /// <inheritdoc/>
    public override byte[] Header(long rowCount)
    {
        string json = FormattableString.Invariant($"{{\"vectors\":{{\"dtype\":\"F32\",\"shape\":[{rowCount},{dimensions}],\"data_offsets\":[0,{rowCount * dimensions * sizeof(float)}]}}}}");
        byte[] header = new byte[Length];
        BitConverter.TryWriteBytes(header, Length - (long)sizeof(long));
        Encoding.ASCII.GetBytes(json.PadRight(Length - sizeof(long)), header.AsSpan(sizeof(long)));
        return header;
    }
}

/// <summary>A JSON object on each line: the fields of the input's object, or the text, and the vector.</summary>
internal sealed class JsonLinesOutput : IVectorOutput
{
    /// <inheritdoc/>
    public bool HasHeader => false;

    /// <inheritdoc/>
    public byte[] Header(long rowCount) => [];

    /// <inheritdoc/>
    public void Append(TextBlock block, ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, ReadOnlySpan<float> vector)
    {
        block.Json.Reset(line.IsEmpty ? block.Output : block.Added);
        block.Json.WriteStartObject();
        if (line.IsEmpty)
            block.Json.WriteString("text"u8, text);
        block.Json.WriteStartArray(line.IsEmpty || !JsonLine.MayHold(line, "vector") ? "vector" : JsonLine.FreeName(line, "vector"));
        foreach (float value in vector)
            block.Json.WriteNumberValue(value);
        block.Json.WriteEndArray();
        block.Json.WriteEndObject();
        block.Json.Flush();
        if (!line.IsEmpty)
        {
            // The second object's fields go on in the first.
            block.Output.Write(JsonLine.CopyOpen(line, block.Output) ? ","u8 : ""u8);
            block.Output.Write(block.Added.WrittenSpan[1..]);
            block.Added.ResetWrittenCount();
        }
        block.Output.Write("\n"u8);
    }
}
