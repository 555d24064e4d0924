namespace MT2ST.Numerics;

/// <summary>Memory for one block that a kernel needs again and again: it grows to the largest block asked for, then stays.</summary>
/// <remarks>Taking a block again invalidates the earlier view. Old values remain: clear a block before adding to it.</remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class Scratch<T>
    where T : unmanaged
{
    private RowMatrix<T>? _buffer;

    /// <summary>A block of <paramref name="rowCount"/> rows, <c>[rowCount, columnCount]</c>, each on a 64-byte boundary.</summary>
    public MatrixView<T> Take(int rowCount, int columnCount)
    {
        int stride = RowMatrix<T>.PaddedLength(columnCount);
        if (_buffer is null || _buffer.Values.Length < rowCount * stride)
            _buffer = new RowMatrix<T>(Math.Max(1, rowCount), stride);
        return new MatrixView<T>(_buffer.Values, rowCount, columnCount, stride);
    }
}
