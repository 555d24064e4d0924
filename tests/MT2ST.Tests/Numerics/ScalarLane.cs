using System.Numerics;
using System.Runtime.CompilerServices;
using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

/// <summary>One number at a time: what kernels of any width are held against.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct ScalarLane<T>(T value) : ILanes<ScalarLane<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _value = value;

    public static int Count => 1;

    public static ScalarLane<T> Zero => new(T.Zero);

    public static ScalarLane<T> Broadcast(T value) => new(value);

    public static ScalarLane<T> Load(ref readonly T source) => new(source);

    public void Store(ref T destination) => destination = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> MultiplyAdd(ScalarLane<T> left, ScalarLane<T> right, ScalarLane<T> addend) =>
        new((left._value * right._value) + addend._value);

    public static ScalarLane<T> Add(ScalarLane<T> left, ScalarLane<T> right) => new(left._value + right._value);

    public static ScalarLane<T> Multiply(ScalarLane<T> left, ScalarLane<T> right) => new(left._value * right._value);

    public static ScalarLane<T> Divide(ScalarLane<T> left, ScalarLane<T> right) => new(left._value / right._value);

    public static ScalarLane<T> Max(ScalarLane<T> left, ScalarLane<T> right) => new(T.Max(left._value, right._value));

    public static ScalarLane<T> Exp(ScalarLane<T> exponent) => new(T.Exp(exponent._value));

    public static ScalarLane<T> TimesPowerOfTwo(ScalarLane<T> value, ScalarLane<T> power)
    {
        T result = value._value;
        if (typeof(T) == typeof(float))
            Unsafe.As<T, int>(ref result) += BitConverter.SingleToInt32Bits(float.CreateTruncating(power._value)) << 23;
        else
            Unsafe.As<T, long>(ref result) += BitConverter.DoubleToInt64Bits(double.CreateTruncating(power._value)) << 52;
        return new(result);
    }

    public static ScalarLane<T> Log(ScalarLane<T> value) => new(T.Log(value._value));

    public static ScalarLane<T> WhereNegative(ScalarLane<T> condition, ScalarLane<T> negative, ScalarLane<T> other) =>
        condition._value < T.Zero ? negative : other;

    public T Sum() => _value;

    public static void StoreSums(ScalarLane<T> a, ScalarLane<T> b, ScalarLane<T> c, ScalarLane<T> d, ref T destination)
    {
        destination = a._value;
        Unsafe.Add(ref destination, 1) = b._value;
        Unsafe.Add(ref destination, 2) = c._value;
        Unsafe.Add(ref destination, 3) = d._value;
    }
}
