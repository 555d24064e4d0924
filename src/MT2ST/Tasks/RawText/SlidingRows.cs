using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>The vectors of the words around the centre, as the centre moves along a text, with their gradients.</summary>
/// <remarks>
/// A word is read when it comes into reach of the centre and updated once, when it leaves or the batch ends, by the gradient
/// that all windows gave it in between. So a word costs one read and one update instead of one for each window, also if its
/// vector has several rows; in its about ten windows a word has the vector that was read.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class SlidingRows<T>(Embedding<T> embedding, int reach)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int SpareRows = 32; // The number of words that come in before the live rows move to the front again.
    private const int PrefetchDistance = 6; // Words.

    private readonly RowMatrix<T> _x = new((2 * reach) + 1 + SpareRows, embedding.Dimensions);
    private readonly RowMatrix<T> _dX = new((2 * reach) + 1 + SpareRows, embedding.Dimensions);
    private readonly int[] _words = new int[(2 * reach) + 1 + SpareRows];
    private int _start; // The rows [_start, _end) are live;
    private int _end;
    private int _offset; // the word at position p of the text is in row p - _offset.

    /// <summary>The vectors of <paramref name="count"/> words from <paramref name="position"/> on, <c>[count, Stride]</c>.</summary>
    public MatrixView<T> X(int position, int count) => _x.Rows(position - _offset, count);

    /// <summary>Their gradients, to be added to.</summary>
    public MatrixView<T> DX(int position, int count) => _dX.Rows(position - _offset, count);

    /// <summary>Makes the words within reach of a centre live, and updates those that are no longer in reach.</summary>
    /// <returns>The multiply-adds of the updates.</returns>
    public long MoveTo<TUpdate>(TUpdate update, ReadOnlySpan<int> text, int centre)
        where TUpdate : struct, IRowUpdate<T>
    {
        int first = Math.Max(0, centre - reach), end = Math.Min(text.Length, centre + reach + 1);
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
            _offset = first;
        }
        long multiplyAdds = 0;
        while (_start + _offset < first)
            multiplyAdds += Leave(update);
        while (_end + _offset < end)
            Enter(text, _end + _offset);
        return multiplyAdds;
    }

    /// <summary>Updates all live words; afterwards none is live.</summary>
    /// <returns>The multiply-adds of the updates.</returns>
    public long Flush<TUpdate>(TUpdate update)
        where TUpdate : struct, IRowUpdate<T>
    {
        long multiplyAdds = 0;
        while (_start < _end)
            multiplyAdds += Leave(update);
        return multiplyAdds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Run by the million from the start: compiled in full at once.
    private long Leave<TUpdate>(TUpdate update)
        where TUpdate : struct, IRowUpdate<T>
    {
        int row = _start++;
        return embedding.Apply(update, _words.AsSpan(row, 1), _dX.Rows(row, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Run by the million from the start: compiled in full at once.
    private void Enter(ReadOnlySpan<int> text, int position)
    {
        if (_end == _words.Length)
            MoveToFront();
        int row = _end++;
        if (position + PrefetchDistance < text.Length)
            embedding.Prefetch(text[position + PrefetchDistance]);
        _words[row] = text[position];
        embedding.Gather(_words.AsSpan(row, 1), _x.Rows(row, 1));
        _dX.PaddedRow(row).Clear();
    }

    private void MoveToFront()
    {
        int count = _end - _start, stride = _x.Stride;
        _words.AsSpan(_start, count).CopyTo(_words);
        _x.Values.Slice(_start * stride, count * stride).CopyTo(_x.Values);
        _dX.Values.Slice(_start * stride, count * stride).CopyTo(_dX.Values);
        _offset += _start;
        (_start, _end) = (0, count);
    }
}
