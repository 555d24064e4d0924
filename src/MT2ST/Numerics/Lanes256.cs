using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>256 bits of numbers.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly struct Lanes256<T>(Vector256<T> values) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _values = values;

    public static int Count => Vector256<T>.Count;

    public static Lanes256<T> Zero => new(Vector256<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(ref readonly T source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T destination) => _values.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> left, Lanes256<T> right, Lanes256<T> addend) =>
        typeof(T) == typeof(float)
            ? new(Vector256.MultiplyAddEstimate(left._values.AsSingle(), right._values.AsSingle(), addend._values.AsSingle()).As<float, T>())
            : new(Vector256.MultiplyAddEstimate(left._values.AsDouble(), right._values.AsDouble(), addend._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector256.Sum(_values);
}
