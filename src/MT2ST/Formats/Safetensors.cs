using System.Buffers.Binary;
using MT2ST.Files;
using MT2ST.Numerics;

namespace MT2ST.Formats;

/// <summary>Named tensors and a metadata map in one file, in the published safetensors layout.</summary>
/// <remarks>
/// A little-endian length of 8 bytes, a JSON header of that length (name to dtype, shape and byte range, and the string
/// map <c>__metadata__</c>), then the values. Only the dtypes F32, I32 and I64 are written and read.
/// </remarks>
public sealed class Safetensors
{
    internal const string MetadataName = "__metadata__";
    internal const int LengthBytes = 8;

    private const int MaximumHeaderBytes = 100_000_000; // The limit of the published reader.

    /// <summary>Joins tensors and metadata.</summary>
    /// <param name="tensors">The tensors, names all different.</param>
    /// <param name="metadata">Strings by name; null for none.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public Safetensors(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (NamedTensor tensor in tensors)
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"There are two tensors '{tensor.Name}'.", nameof(tensors));
        Tensors = tensors;
        Metadata = metadata ?? new Dictionary<string, string>();
    }

    /// <summary>The tensors, in the order of their values in the file.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Strings by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public NamedTensor this[string name] => Tensors.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new KeyNotFoundException($"There is no tensor '{name}'. Found: {string.Join(", ", Tensors.Select(tensor => tensor.Name))}.");

    /// <summary>Writes a new file beside the old one and renames it over that.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        byte[] header = SafetensorsHeader.Format(this);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (NamedTensor tensor in Tensors)
                tensor.WriteTo(stream);
        });
    }

    /// <summary>Reads a file and checks that its header accounts for every byte.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">The file is not in this layout or holds another type than F32, I32 and I64; the message says what is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static Safetensors Read(string path, CancellationToken cancellationToken = default) => Read(path, nameOfRows: null, cancellationToken);

    /// <summary>Reads a file; one tensor, if it is floats [count, dimensions], is read into the rows of a matrix.</summary>
    internal static Safetensors Read(string path, string? nameOfRows, CancellationToken cancellationToken)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] header = ReadHeader(stream, path);
        SafetensorsHeader parsed = SafetensorsHeader.Parse(header, stream.Length - stream.Position, path);
        var tensors = new List<NamedTensor>();
        foreach (SafetensorsHeader.Entry entry in parsed.Entries)
        {
            NamedTensor tensor = entry.Name == nameOfRows ? RowsFor(entry, path) : ArrayFor(entry);
            tensor.ReadFrom(stream, cancellationToken);
            tensors.Add(tensor);
        }
        return new Safetensors(tensors, parsed.Metadata);
    }

    /// <summary>The names, types and shapes of a file's tensors, without their values.</summary>
    /// <exception cref="InvalidDataException">The file is not in this layout.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static IReadOnlyList<SafetensorsHeader.Entry> ReadEntries(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] header = ReadHeader(stream, path);
        return SafetensorsHeader.Parse(header, stream.Length - stream.Position, path).Entries;
    }

    /// <summary>Whether a file begins as one in this layout; its content is not checked.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsSafetensors(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[LengthBytes + 1];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && BinaryPrimitives.ReadInt64LittleEndian(start) is > 1 and <= MaximumHeaderBytes
            && start[LengthBytes] == (byte)'{';
    }

    internal static long ValueCount(IReadOnlyList<int> shape) => shape.Aggregate(1L, (product, length) => checked(product * length));

    private static NamedTensor ArrayFor(SafetensorsHeader.Entry entry) => entry.HoldsIntegers
        ? NamedTensor.OfIntegers(entry.Name, entry.Shape, new int[entry.ValueCount])
        : entry.HoldsLongIntegers ? NamedTensor.OfLongIntegers(entry.Name, entry.Shape, new long[entry.ValueCount])
        : new NamedTensor(entry.Name, entry.Shape, new float[entry.ValueCount]);

    private static NamedTensor RowsFor(SafetensorsHeader.Entry entry, string path)
    {
        if (entry.HoldsIntegers || entry.HoldsLongIntegers || entry.Shape is not [int count, int dimensions and > 0])
            return ArrayFor(entry);
        return (count + 1L) * RowMatrix<float>.PaddedLength(dimensions) <= Array.MaxLength // One more for the alignment.
            ? NamedTensor.OfRows(entry.Name, new RowMatrix<float>(count, dimensions), 0, count)
            : throw new InvalidDataException($"{path}: the tensor '{entry.Name}' has {count} rows of {dimensions} values, more than fit into memory.");
    }

    private static byte[] ReadHeader(FileStream stream, string path)
    {
        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        if (stream.ReadAtLeast(lengthBytes, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
            throw new InvalidDataException($"{path}: is too short for a safetensors file. Was it cut off?");
        long length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length is < 2 or > MaximumHeaderBytes)
            throw new InvalidDataException($"{path}: found a header of {length} bytes, expected 2 to {MaximumHeaderBytes}. Is it a safetensors file?");
        if (length > stream.Length - LengthBytes)
            throw new InvalidDataException($"{path}: found {stream.Length - LengthBytes} bytes, expected a header of {length}. Was the file cut off?");
        var header = new byte[length];
        stream.ReadExactly(header);
        return header;
    }
}
