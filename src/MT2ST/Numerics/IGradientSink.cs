namespace MT2ST.Numerics;

/// <summary>Takes a row's gradient from a kernel, register by register.</summary>
internal interface IGradientSink
{
    /// <summary>Takes a register of the gradient.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="factor">The scale with which it is applied.</param>
    /// <param name="place">The place to change.</param>
    static abstract void Write<T, TLanes>(TLanes gradient, T factor, ref T place)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>The gradient times the factor is added to the row: a step of gradient descent.</summary>
internal readonly struct Descended : IGradientSink
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T, TLanes>(TLanes gradient, T factor, ref T place)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T> =>
        // Loaded here: of a row that comes twice, the first has changed it meanwhile.
        TLanes.MultiplyAdd(TLanes.Broadcast(factor), gradient, TLanes.Load(ref place)).Store(ref place);
}

/// <summary>The gradient is written down.</summary>
internal readonly struct Overwritten : IGradientSink
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T, TLanes>(TLanes gradient, T factor, ref T place)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T> => gradient.Store(ref place);
}
