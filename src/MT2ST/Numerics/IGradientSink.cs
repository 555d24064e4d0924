namespace MT2ST.Numerics;

/// <summary>What a kernel does with a row's gradient as soon as it has a register of it.</summary>
internal interface IGradientSink
{
    /// <summary>Takes a register of the gradient.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="factor">What it is scaled by where it is applied.</param>
    /// <param name="place">Where it goes.</param>
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
