using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>The factors that make scores of a window positive, negative or ignored, for <see cref="Logistic.CrossEntropy{T}"/>.</summary>
/// <remarks>
/// A row for each word of the window, the centre's own among them: -1 for the target centre, 1 for each negative, 0 throughout
/// the centre's row and in the padding to a whole number of vectors.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class WindowFactors<T>(int window, int targetCount)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[]?[] _factors = new T[(window + 1) * (window + 1)][];

    /// <summary>The factors of a window, <c>[(left + 1 + right) targets]</c> padded to whole vectors.</summary>
    public ReadOnlySpan<T> Of(int left, int right) => _factors[(left * (window + 1)) + right] ??= Create(left + 1 + right, left);

    /// <summary>The factors of one row against all targets, <c>[targets]</c> padded to whole vectors.</summary>
    public static T[] OfRow(int targetCount)
    {
        var factors = new T[RowMatrix<T>.PaddedLength(targetCount)];
        factors.AsSpan(0, targetCount).Fill(T.One);
        factors[0] = -T.One;
        return factors;
    }

    private T[] Create(int rowCount, int left)
    {
        var factors = new T[RowMatrix<T>.PaddedLength(rowCount * targetCount)];
        for (int row = 0; row < rowCount; row++)
            if (row != left)
                OfRow(targetCount).AsSpan(0, targetCount).CopyTo(factors.AsSpan(row * targetCount));
        return factors;
    }
}
