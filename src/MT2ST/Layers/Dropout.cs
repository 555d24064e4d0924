using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>Inverted dropout (Srivastava et al. 2014): values are dropped with a rate, the others scaled by 1 / (1 - rate).</summary>
/// <param name="rate">The share of values dropped, in [0, 1).</param>
/// <param name="random">The source of the choice.</param>
internal sealed class Dropout<T>(double rate, SeededRandom random)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly uint _threshold = (uint)(rate * uint.MaxValue);
    private readonly T _scale = T.CreateTruncating(1 / (1 - rate));
    private readonly SeededRandom _random = random;

    /// <summary>Dropout, or null at rate 0 and without a source of randomness, as in evaluation.</summary>
    public static Dropout<T>? Create(double rate, SeededRandom? random) =>
        random is null || rate == 0 ? null : new Dropout<T>(rate, random);

    /// <summary>Applies a fresh mask to the values and writes it, so that the backward pass can multiply by it.</summary>
    /// <param name="values">The values, overwritten.</param>
    /// <param name="mask">0 or the scale for each value.</param>
    public void Apply(Span<T> values, Span<T> mask)
    {
        if (_threshold == 0)
        {
            mask.Fill(T.One);
            return;
        }
        for (int i = 0; i < values.Length; i++)
        {
            mask[i] = _random.NextUInt32() < _threshold ? T.Zero : _scale;
            values[i] *= mask[i];
        }
    }
}
