using System.Numerics;
using System.Runtime.CompilerServices;

namespace MT2ST.Numerics;

/// <summary>One number: the portable path, where no vector width is accelerated.</summary>
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

    public T Sum() => _value;
}
