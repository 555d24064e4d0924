using System.Runtime.CompilerServices;

namespace MT2ST.Numerics;

/// <summary>The gradient times the factor is added to the row: a step of gradient descent.</summary>
internal readonly struct Descended : IGradientWrite
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T, TLanes>(TLanes gradient, T factor, ref T place)
        where T : unmanaged
        where TLanes : struct, ILanes<TLanes, T> =>
        // Loaded here: of a row that comes twice, the first has changed it meanwhile.
        TLanes.MultiplyAdd(TLanes.Broadcast(factor), gradient, TLanes.Load(ref place)).Store(ref place);
}
