using System.Runtime.Intrinsics.X86;

namespace MT2ST.Numerics;

/// <summary>
/// A dense matrix of <typeparamref name="T"/>, row by row, in memory that the garbage collector never moves.
/// </summary>
/// <remarks>
/// Each row starts on a 64-byte boundary and is padded with zeros to a whole number of 64-byte vectors, so that kernels
/// run without tails. Padding stays zero as long as every write to it is a zero, which holds for products and sums of
/// padded rows. Reading and writing different rows from several threads is safe; the same row is a benign race (Hogwild).
/// </remarks>
/// <typeparam name="T">The number type: <see cref="float"/> for training, <see cref="double"/> for gradient checks.</typeparam>
public sealed class RowMatrix<T>
    where T : unmanaged
{
    private const int AlignmentBytes = 64;

    private readonly T[] _values;
    private readonly int _start;

    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="rowCount">The number of rows, at least 0.</param>
    /// <param name="dimensions">The number of values in a row, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, zero dimensions, or more than an array can hold.</exception>
    public RowMatrix(int rowCount, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        RowCount = rowCount;
        Dimensions = dimensions;
        Stride = PaddedLength(dimensions);
        int slack = AlignmentBytes / Unsafe.SizeOf<T>();
        long length = ((long)rowCount * Stride) + slack;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength, nameof(rowCount));
        _values = GC.AllocateArray<T>((int)length, pinned: true);
        _start = AlignedStart(_values);
    }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of values in a row, without padding.</summary>
    public int Dimensions { get; }

    /// <summary>The number of values from one row's start to the next: <see cref="Dimensions"/> and the padding.</summary>
    public int Stride { get; }

    /// <summary>All rows with their padding, <c>[RowCount, Stride]</c>.</summary>
    public Span<T> Values => _values.AsSpan(_start, RowCount * Stride);

    /// <summary>The values of one row without padding, <c>[Dimensions]</c>.</summary>
    /// <param name="row">The row, in [0, <see cref="RowCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<T> Row(int row) => _values.AsSpan(_start + (CheckedRow(row) * Stride), Dimensions);

    /// <summary>The values of one row with padding, <c>[Stride]</c>.</summary>
    /// <param name="row">The row, in [0, <see cref="RowCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> PaddedRow(int row) => _values.AsSpan(_start + (CheckedRow(row) * Stride), Stride);

    /// <summary>Asks the processor to bring a row into its nearest cache, if it can. Call it some hundred nanoseconds before use.</summary>
    /// <param name="row">The row, in [0, <see cref="RowCount"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public unsafe void Prefetch(int row)
    {
        if (!Sse.IsSupported)
            return;
        // The array is pinned, so its address holds; a prefetch never faults.
        byte* start = (byte*)Unsafe.AsPointer(ref _values[_start + (CheckedRow(row) * Stride)]);
        for (int offset = 0; offset < Stride * sizeof(T); offset += AlignmentBytes) // All cache lines: the processor does not fetch the next ones by itself.
            Sse.Prefetch0(start + offset);
    }

    /// <summary>The length of a row of <paramref name="dimensions"/> values once padded to whole 64-byte vectors.</summary>
    public static int PaddedLength(int dimensions)
    {
        int lanes = AlignmentBytes / Unsafe.SizeOf<T>();
        return (dimensions + lanes - 1) / lanes * lanes;
    }

    /// <summary>How many values of a row kernels with vectors of <paramref name="lanes"/> values read: <see cref="Dimensions"/> rounded up to whole vectors.</summary>
    /// <param name="lanes">At most 64 bytes of values, a power of two, so that the result is at most <see cref="Stride"/>.</param>
    internal int Width(int lanes) => (Dimensions + lanes - 1) & -lanes;

    /// <summary>Some consecutive rows with their padding.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all in the matrix.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MatrixView<T> Rows(int start, int count)
    {
        if ((uint)start > (uint)RowCount || (uint)count > (uint)(RowCount - start))
            ThrowRowOutOfRange(start);
        return new(_values.AsSpan(_start + (start * Stride), count * Stride), count, Stride, Stride);
    }

    /// <summary>Copies every value of <paramref name="source"/>, which has the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyFrom(RowMatrix<T> source)
    {
        if (source.RowCount != RowCount || source.Dimensions != Dimensions)
            throw new ArgumentException($"Cannot copy [{source.RowCount}, {source.Dimensions}] into [{RowCount}, {Dimensions}].", nameof(source));
        source.Values.CopyTo(Values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CheckedRow(int row)
    {
        if ((uint)row >= (uint)RowCount)
            ThrowRowOutOfRange(row);
        return row;
    }

    private void ThrowRowOutOfRange(int row) =>
        throw new ArgumentOutOfRangeException(nameof(row), row, $"The matrix has {RowCount} rows.");

    private static int AlignedStart(T[] pinned)
    {
        // The array lives on the pinned heap, so its address, and with it the aligned start, never changes.
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        int offsetBytes = (int)(-address & (AlignmentBytes - 1));
        return offsetBytes / Unsafe.SizeOf<T>();
    }
}
