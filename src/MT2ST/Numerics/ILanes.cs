namespace MT2ST.Numerics;

/// <summary>
/// One register's worth of numbers, so that a kernel is written once and compiled for each width.
/// </summary>
/// <remarks>
/// The widths are <see cref="Lanes512{T}"/>, <see cref="Lanes256{T}"/> and <see cref="Lanes128{T}"/>; kernels take the widest that
/// the machine accelerates, or the last, which works without vector instructions too.
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">The number type.</typeparam>
internal interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    /// <summary>The number of values held.</summary>
    static abstract int Count { get; }

    /// <summary>Every lane zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>Every lane equal to <paramref name="value"/>.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>The <see cref="Count"/> values from <paramref name="source"/> on; the caller guarantees that they exist.</summary>
    static abstract TSelf Load(ref readonly T source);

    /// <summary>Writes the <see cref="Count"/> values from <paramref name="destination"/> on; the caller guarantees the room.</summary>
    void Store(ref T destination);

    /// <summary>left * right + addend, lane by lane, fused where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>left + right, lane by lane.</summary>
    static abstract TSelf Add(TSelf left, TSelf right);

    /// <summary>left * right, lane by lane.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>left / right, lane by lane.</summary>
    static abstract TSelf Divide(TSelf left, TSelf right);

    /// <summary>The greater of the two, lane by lane.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>e to the power of each lane.</summary>
    static abstract TSelf Exp(TSelf exponent);

    /// <summary>Each lane of <paramref name="value"/> times 2 to the power that stands in the lowest bits of <paramref name="power"/>'s lane.</summary>
    static abstract TSelf TimesPowerOfTwo(TSelf value, TSelf power);

    /// <summary>The natural logarithm of each lane.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>Lane by lane: <paramref name="negative"/> if <paramref name="condition"/> is below 0, else <paramref name="other"/>.</summary>
    static abstract TSelf WhereNegative(TSelf condition, TSelf negative, TSelf other);

    /// <summary>The sum of all lanes.</summary>
    T Sum();

    /// <summary>Writes the sums of four registers to four consecutive places, which the caller guarantees.</summary>
    static abstract void StoreSums(TSelf a, TSelf b, TSelf c, TSelf d, ref T destination);
}
