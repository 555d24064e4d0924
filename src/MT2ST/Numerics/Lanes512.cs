using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    public static Lanes512<T> Add(Lanes512<T> left, Lanes512<T> right) => new(left._values + right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Multiply(Lanes512<T> left, Lanes512<T> right) => new(left._values * right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Divide(Lanes512<T> left, Lanes512<T> right) => new(left._values / right._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> left, Lanes512<T> right) => new(Vector512.Max(left._values, right._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Exp(Lanes512<T> exponent) =>
        typeof(T) == typeof(float)
            ? new(Vector512.Exp(exponent._values.AsSingle()).As<float, T>())
            : new(Vector512.Exp(exponent._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> TimesPowerOfTwo(Lanes512<T> value, Lanes512<T> power) =>
        typeof(T) == typeof(float)
            ? new((value._values.AsInt32() + Vector512.ShiftLeft(power._values.AsInt32(), 23)).As<int, T>())
            : new((value._values.AsInt64() + Vector512.ShiftLeft(power._values.AsInt64(), 52)).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Log(Lanes512<T> value) =>
        typeof(T) == typeof(float)
            ? new(Vector512.Log(value._values.AsSingle()).As<float, T>())
            : new(Vector512.Log(value._values.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> WhereNegative(Lanes512<T> condition, Lanes512<T> negative, Lanes512<T> other) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(condition._values, Vector512<T>.Zero), negative._values, other._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector512.Sum(_values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c, Lanes512<T> d, ref T destination)
    {
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            Vector512<float> ab = PairOfSums(a._values.AsSingle(), b._values.AsSingle()), cd = PairOfSums(c._values.AsSingle(), d._values.AsSingle());
            // Quarter i now becomes the four partial sums of the i-th register; then the quarters are summed within themselves.
            Vector512<float> quarters = Avx512F.Shuffle4x128(ab, cd, 0b10_00_10_00) + Avx512F.Shuffle4x128(ab, cd, 0b11_01_11_01);
            quarters += Avx512F.Permute4x32(quarters, 0b10_11_00_01);
            quarters += Avx512F.Permute4x32(quarters, 0b01_00_11_10);
            Vector512<float> sums = Avx512F.PermuteVar16x32(quarters, Vector512.Create(0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            sums.GetLower().GetLower().As<float, T>().StoreUnsafe(ref destination);
            return;
        }
        destination = a.Sum();
        Unsafe.Add(ref destination, 1) = b.Sum();
        Unsafe.Add(ref destination, 2) = c.Sum();
        Unsafe.Add(ref destination, 3) = d.Sum();
    }

    /// <summary>The sum of the halves of <paramref name="a"/> below, that of <paramref name="b"/> above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PairOfSums(Vector512<float> a, Vector512<float> b) =>
        Avx512F.Shuffle4x128(a, b, 0b01_00_01_00) + Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
}
