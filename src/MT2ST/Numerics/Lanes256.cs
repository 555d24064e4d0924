using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    public static Lanes256<T> Add(Lanes256<T> left, Lanes256<T> right) => new(left._values + right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Multiply(Lanes256<T> left, Lanes256<T> right) => new(left._values * right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Divide(Lanes256<T> left, Lanes256<T> right) => new(left._values / right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> left, Lanes256<T> right) => new(Vector256.Max(left._values, right._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Exp(Lanes256<T> exponent) =>
        typeof(T) == typeof(float)
            ? new(Vector256.Exp(exponent._values.AsSingle()).As<float, T>())
            : new(Vector256.Exp(exponent._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> TimesPowerOfTwo(Lanes256<T> value, Lanes256<T> power) =>
        typeof(T) == typeof(float)
            ? new((value._values.AsInt32() + Vector256.ShiftLeft(power._values.AsInt32(), 23)).As<int, T>())
            : new((value._values.AsInt64() + Vector256.ShiftLeft(power._values.AsInt64(), 52)).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Log(Lanes256<T> value) =>
        typeof(T) == typeof(float)
            ? new(Vector256.Log(value._values.AsSingle()).As<float, T>())
            : new(Vector256.Log(value._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> WhereNegative(Lanes256<T> condition, Lanes256<T> negative, Lanes256<T> other) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(condition._values, Vector256<T>.Zero), negative._values, other._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector256.Sum(_values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c, Lanes256<T> d, ref T destination)
    {
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            Vector256<float> ab = Avx.HorizontalAdd(a._values.AsSingle(), b._values.AsSingle()), cd = Avx.HorizontalAdd(c._values.AsSingle(), d._values.AsSingle());
            Vector256<float> halves = Avx.HorizontalAdd(ab, cd);
            (halves.GetLower() + halves.GetUpper()).As<float, T>().StoreUnsafe(ref destination);
            return;
        }
        destination = a.Sum();
        Unsafe.Add(ref destination, 1) = b.Sum();
        Unsafe.Add(ref destination, 2) = c.Sum();
        Unsafe.Add(ref destination, 3) = d.Sum();
    }
}
