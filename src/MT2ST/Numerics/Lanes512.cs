using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>512 bits of numbers.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly struct Lanes512<T>(Vector512<T> values) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _values = values;

    public static int Count => Vector512<T>.Count;

    public static Lanes512<T> Zero => new(Vector512<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(ref readonly T source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T destination) => _values.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> left, Lanes512<T> right, Lanes512<T> addend) =>
        typeof(T) == typeof(float)
            ? new(Vector512.MultiplyAddEstimate(left._values.AsSingle(), right._values.AsSingle(), addend._values.AsSingle()).As<float, T>())
            : new(Vector512.MultiplyAddEstimate(left._values.AsDouble(), right._values.AsDouble(), addend._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector512.Sum(_values);
}
