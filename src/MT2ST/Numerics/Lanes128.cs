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
    public static Lanes128<T> Add(Lanes128<T> left, Lanes128<T> right) => new(left._values + right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Multiply(Lanes128<T> left, Lanes128<T> right) => new(left._values * right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Divide(Lanes128<T> left, Lanes128<T> right) => new(left._values / right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> left, Lanes128<T> right) => new(Vector128.Max(left._values, right._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Exp(Lanes128<T> exponent) =>
        typeof(T) == typeof(float)
            ? new(Vector128.Exp(exponent._values.AsSingle()).As<float, T>())
            : new(Vector128.Exp(exponent._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> TimesPowerOfTwo(Lanes128<T> value, Lanes128<T> power) =>
        typeof(T) == typeof(float)
            ? new((value._values.AsInt32() + Vector128.ShiftLeft(power._values.AsInt32(), 23)).As<int, T>())
            : new((value._values.AsInt64() + Vector128.ShiftLeft(power._values.AsInt64(), 52)).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Log(Lanes128<T> value) =>
        typeof(T) == typeof(float)
            ? new(Vector128.Log(value._values.AsSingle()).As<float, T>())
            : new(Vector128.Log(value._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> WhereNegative(Lanes128<T> condition, Lanes128<T> negative, Lanes128<T> other) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(condition._values, Vector128<T>.Zero), negative._values, other._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector128.Sum(_values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c, Lanes128<T> d, ref T destination)
    {
        destination = a.Sum();
        Unsafe.Add(ref destination, 1) = b.Sum();
        Unsafe.Add(ref destination, 2) = c.Sum();
        Unsafe.Add(ref destination, 3) = d.Sum();
    }
}
