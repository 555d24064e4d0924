using MT2ST.Numerics;

namespace MT2ST.Formats;

/// <summary>A named block of floats, or of whole numbers, in a <see cref="Safetensors"/> file.</summary>
public sealed class NamedTensor
{
    private const int ChunkValues = 1 << 20; // A span of bytes ends at 2 GB, a tensor need not.

    /// <summary>Joins a name, a shape and values; nothing is copied.</summary>
    /// <param name="name">The name, not empty and not <c>__metadata__</c>.</param>
    /// <param name="shape">The lengths of the axes, outermost first; empty for a single value.</param>
    /// <param name="values">The values, the innermost axis running fastest.</param>
    /// <exception cref="ArgumentException">The name is reserved or empty, a length is negative, or the shape holds another number of values.</exception>
    public NamedTensor(string name, IReadOnlyList<int> shape, float[] values)
        : this(name, shape, values, [], [], values?.Length ?? 0) { }

    private NamedTensor(string name, IReadOnlyList<int> shape, float[] values, int[] integers, long[] longs, long valueCount)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == Safetensors.MetadataName)
            throw new ArgumentException($"The name '{name}' is reserved for the metadata.", nameof(name));
        if (shape.Any(length => length < 0) || Safetensors.ValueCount(shape) != valueCount)
            throw new ArgumentException($"The shape [{string.Join(", ", shape)}] does not hold the {valueCount} values of '{name}'.", nameof(shape));
        Name = name;
        Shape = shape;
        Values = values;
        Integers = integers;
        LongIntegers = longs;
    }

    /// <summary>Joins a name, a shape and whole numbers; nothing is copied.</summary>
    /// <param name="name">The name, not empty and not <c>__metadata__</c>.</param>
    /// <param name="shape">The lengths of the axes, outermost first; empty for a single value.</param>
    /// <param name="integers">The values, the innermost axis running fastest.</param>
    /// <exception cref="ArgumentException">The name is reserved or empty, a length is negative, or the shape holds another number of values.</exception>
    public static NamedTensor OfIntegers(string name, IReadOnlyList<int> shape, int[] integers) =>
        new(name, shape, [], integers, [], integers?.Length ?? 0);

    /// <summary>Joins a name, a shape and whole numbers of 64 bits; nothing is copied.</summary>
    /// <param name="name">The name, not empty and not <c>__metadata__</c>.</param>
    /// <param name="shape">The lengths of the axes, outermost first; empty for a single value.</param>
    /// <param name="integers">The values, the innermost axis running fastest.</param>
    /// <exception cref="ArgumentException">The name is reserved or empty, a length is negative, or the shape holds another number of values.</exception>
    public static NamedTensor OfLongIntegers(string name, IReadOnlyList<int> shape, long[] integers) =>
        new(name, shape, [], [], integers, integers?.Length ?? 0);

    /// <summary>Names consecutive rows of a matrix as a tensor <c>[count, dimensions]</c>; nothing is copied.</summary>
    /// <param name="name">The name, not empty and not <c>__metadata__</c>.</param>
    /// <param name="rows">The matrix, which is written without its padding.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="ArgumentException">The name is reserved or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all in the matrix.</exception>
    internal static NamedTensor OfRows(string name, RowMatrix<float> rows, int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + count, rows.RowCount, nameof(count));
        return new NamedTensor(name, [count, rows.Dimensions], [], [], [], (long)count * rows.Dimensions) { Rows = rows, FirstRow = first };
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The lengths of the axes, outermost first; empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The floats, the innermost axis running fastest; empty if the tensor holds whole numbers or rows of a matrix.</summary>
    public float[] Values { get; }

    /// <summary>The whole numbers, the innermost axis running fastest; empty if the tensor holds floats.</summary>
    public int[] Integers { get; }

    /// <summary>The whole numbers of 64 bits, the innermost axis running fastest; empty if the tensor holds others.</summary>
    public long[] LongIntegers { get; }

    /// <summary>The matrix whose rows from <see cref="FirstRow"/> on are the values; null if they are in an array.</summary>
    internal RowMatrix<float>? Rows { get; private init; }

    internal int FirstRow { get; private init; }

    /// <summary>Whether the tensor holds whole numbers; an empty one counts as one of floats.</summary>
    internal bool HoldsIntegers => Integers.Length > 0;

    /// <summary>Whether the tensor holds whole numbers of 64 bits.</summary>
    internal bool HoldsLongIntegers => LongIntegers.Length > 0;

    /// <summary>The bytes of all values in a file.</summary>
    internal long ByteCount => Safetensors.ValueCount(Shape) * (HoldsLongIntegers ? sizeof(long) : sizeof(float));

    /// <summary>A copy whose values stand in arrays.</summary>
    internal NamedTensor Copy()
    {
        if (HoldsLongIntegers)
            return OfLongIntegers(Name, Shape, [.. LongIntegers]);
        if (Rows is null)
            return HoldsIntegers ? OfIntegers(Name, Shape, [.. Integers]) : new NamedTensor(Name, Shape, [.. Values]);
        var values = new float[Shape[0] * Rows.Dimensions];
        for (int row = 0; row < Shape[0]; row++)
            Rows.Row(FirstRow + row).CopyTo(values.AsSpan(row * Rows.Dimensions));
        return new NamedTensor(Name, Shape, values);
    }

    /// <summary>Writes the values in memory order, which is little-endian on every supported processor.</summary>
    internal void WriteTo(Stream stream)
    {
        if (Rows is null)
        {
            Write<int>(Integers, stream);
            Write<long>(LongIntegers, stream);
            Write<float>(Values, stream);
            return;
        }
        for (int row = 0; row < Shape[0]; row++)
            stream.Write(MemoryMarshal.AsBytes(Rows.Row(FirstRow + row)));
    }

    /// <summary>Fills the values, in the order of <see cref="WriteTo"/>.</summary>
    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    internal void ReadFrom(Stream stream, CancellationToken cancellationToken)
    {
        if (Rows is null)
        {
            Read<int>(Integers, stream, cancellationToken);
            Read<long>(LongIntegers, stream, cancellationToken);
            Read<float>(Values, stream, cancellationToken);
            return;
        }
        for (int row = 0; row < Shape[0]; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream.ReadExactly(MemoryMarshal.AsBytes(Rows.Row(FirstRow + row)));
        }
    }

    private static void Write<T>(ReadOnlySpan<T> values, Stream stream)
        where T : unmanaged
    {
        for (; values.Length > 0; values = values[Math.Min(ChunkValues, values.Length)..])
            stream.Write(MemoryMarshal.AsBytes(values[..Math.Min(ChunkValues, values.Length)]));
    }

    private static void Read<T>(Span<T> values, Stream stream, CancellationToken cancellationToken)
        where T : unmanaged
    {
        for (; values.Length > 0; values = values[Math.Min(ChunkValues, values.Length)..])
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream.ReadExactly(MemoryMarshal.AsBytes(values[..Math.Min(ChunkValues, values.Length)]));
        }
    }
}
