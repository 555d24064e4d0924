using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>128 bits of numbers.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly struct Lanes128<T>(Vector128<T> values) : ILanes<Lanes128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _values = values;

    public static int Count => Vector128<T>.Count;

    public static Lanes128<T> Zero => new(Vector128<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(ref readonly T source) => new(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T destination) => _values.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> left, Lanes128<T> right, Lanes128<T> addend) =>
        typeof(T) == typeof(float)
            ? new(Vector128.MultiplyAddEstimate(left._values.AsSingle(), right._values.AsSingle(), addend._values.AsSingle()).As<float, T>())
            : new(Vector128.MultiplyAddEstimate(left._values.AsDouble(), right._values.AsDouble(), addend._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector128.Sum(_values);
}
