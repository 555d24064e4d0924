namespace MT2ST.Numerics;

/// <summary>What a kernel does with a row's gradient as soon as it has a register of it.</summary>
internal interface IGradientWrite
{
    /// <summary>Takes a register of the gradient.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="factor">What it is scaled by where it is applied.</param>
    /// <param name="place">Where it goes.</param>
    static abstract void Write<T, TLanes>(TLanes gradient, T factor, ref T place)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T>;
}
