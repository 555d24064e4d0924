using System.Runtime.CompilerServices;

namespace MT2ST.Numerics;

/// <summary>The gradient is written down.</summary>
internal readonly struct Overwritten : IGradientWrite
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T, TLanes>(TLanes gradient, T factor, ref T place)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T> => gradient.Store(ref place);
}
