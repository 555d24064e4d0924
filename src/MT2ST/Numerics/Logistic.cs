using System.Runtime.Intrinsics;

namespace MT2ST.Numerics;

/// <summary>The logistic and softmax losses with their gradients, stable at any score.</summary>
internal static class Logistic
{
    private const int ScoresPerLogarithm = 64; // The product of a lane's factors is then at most 2^64, also for a lone lane.

    /// <summary>The binary cross-entropy of a block of scores; the scores become the loss's gradient.</summary>
    /// <remarks>
    /// With z = c s: loss = sum of log(1 + exp(z)), d loss / d s = c sigmoid(z). All comes from exp(-|z|), which
    /// cannot overflow: log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)). The factors 1 + exp(-|z|), each in [1, 2], are
    /// multiplied up, so that a whole block needs one logarithm.
    /// </remarks>
    /// <param name="scores">s, a whole number of 64-byte vectors, overwritten by the gradient.</param>
    /// <param name="factors">c: below 0 for a positive pair, above 0 for a negative one (-1 and 1 unless s is to be scaled), 0 for a score that does not count.</param>
    /// <param name="pairCount">How many factors are not 0.</param>
    /// <returns>The summed loss in nats.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are no whole number of vectors.</exception>
    public static double CrossEntropy<T>(Span<T> scores, ReadOnlySpan<T> factors, int pairCount)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (scores.Length != factors.Length || RowMatrix<T>.PaddedLength(scores.Length) != scores.Length)
            throw new ArgumentException($"{scores.Length} scores and {factors.Length} factors were given, expected equal whole numbers of 64-byte vectors.", nameof(scores));
        double loss = 0;
        for (int start = 0; start < scores.Length; start += ScoresPerLogarithm)
        {
            int length = Math.Min(ScoresPerLogarithm, scores.Length - start);
            loss += double.CreateTruncating(CrossEntropyOfChunk(scores.Slice(start, length), factors.Slice(start, length)));
        }
        return loss - ((scores.Length - pairCount) * Math.Log(2)); // A score with factor 0 gave log(1 + exp(0)).
    }

    private static T CrossEntropyOfChunk<T>(Span<T> scores, ReadOnlySpan<T> factors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return CrossEntropyBy<T, Lanes512<T>>(scores, factors);
        if (Vector256.IsHardwareAccelerated)
            return CrossEntropyBy<T, Lanes256<T>>(scores, factors);
        return CrossEntropyBy<T, Lanes128<T>>(scores, factors);
    }

    // Both spans have the same length, a whole number of vectors.
    internal static T CrossEntropyBy<T, TLanes>(Span<T> scores, ReadOnlySpan<T> factors)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes one = TLanes.Broadcast(T.One), minusOne = TLanes.Broadcast(-T.One);
        TLanes product = one, positiveParts = TLanes.Zero;
        for (int i = 0; i < scores.Length; i += TLanes.Count)
        {
            ref T s = ref scores[i];
            TLanes c = TLanes.Load(in factors[i]);
            TLanes z = TLanes.Multiply(c, TLanes.Load(ref s));
            TLanes minusZ = TLanes.Multiply(z, minusOne);
            TLanes e = ExpOfNegative<T, TLanes>(TLanes.Multiply(TLanes.Max(z, minusZ), minusOne));
            TLanes onePlusE = TLanes.Add(one, e);
            product = TLanes.Multiply(product, onePlusE);
            positiveParts = TLanes.Add(positiveParts, TLanes.Max(z, TLanes.Zero));
            TLanes sigmoid = TLanes.Divide(TLanes.WhereNegative(z, e, one), onePlusE);
            TLanes.Multiply(c, sigmoid).Store(ref s);
        }
        return TLanes.Add(positiveParts, TLanes.Log(product)).Sum();
    }

    /// <summary>exp(x) for x at most 0, to 2 units in the last place for <see cref="float"/>.</summary>
    /// <remarks>
    /// With n = round(x / ln 2) and r = x - n ln 2 in [-0.35, 0.35]: exp(x) = 2^n exp(r), the latter by its Taylor polynomial
    /// of degree 6 (next term: 1.2e-7). n stands in the last bits of x / ln 2 + 1.5 * 2^23, where a float has no fraction left.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpOfNegative<T, TLanes>(TLanes x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        const float Least = -87; // exp(-87) is the smallest that is no subnormal number; any smaller one counts as it.
        const float RoundingShift = 12_582_912; // 1.5 * 2^23
        const float HighLn2 = 0.693359375f, LowLn2 = -2.12194440e-4f; // ln 2 in two parts: n times the first is exact.
        if (typeof(T) != typeof(float))
            return TLanes.Exp(x);
        static TLanes Constant(float value) => TLanes.Broadcast(T.CreateTruncating(value));
        x = TLanes.Max(x, Constant(Least));
        TLanes shifted = TLanes.MultiplyAdd(x, Constant(1.44269504f), Constant(RoundingShift));
        TLanes n = TLanes.Add(shifted, Constant(-RoundingShift));
        TLanes r = TLanes.MultiplyAdd(n, Constant(-LowLn2), TLanes.MultiplyAdd(n, Constant(-HighLn2), x));
        TLanes sum = TLanes.MultiplyAdd(r, Constant(1f / 720), Constant(1f / 120));
        sum = TLanes.MultiplyAdd(r, sum, Constant(1f / 24));
        sum = TLanes.MultiplyAdd(r, sum, Constant(1f / 6));
        sum = TLanes.MultiplyAdd(r, sum, Constant(0.5f));
        sum = TLanes.MultiplyAdd(r, sum, Constant(1));
        sum = TLanes.MultiplyAdd(r, sum, Constant(1));
        return TLanes.TimesPowerOfTwo(sum, shifted);
    }

    /// <summary>The binary cross-entropy of one score: log(1 + exp(-s)) if it is true, else log(1 + exp(s)).</summary>
    /// <param name="score">s.</param>
    /// <param name="isTrue">Whether the label holds.</param>
    /// <returns>The loss in nats.</returns>
    public static double BinaryCrossEntropy(double score, bool isTrue)
    {
        double z = isTrue ? -score : score;
        return Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))); // exp(-|z|) cannot overflow.
    }

    /// <summary>Categorical cross-entropy; the logits become the loss's gradient, p - y.</summary>
    /// <remarks>p_c = exp(l_c - max l) / sum over d of exp(l_d - max l); loss = -log p_label.</remarks>
    /// <param name="logits">One logit per class, <c>[C]</c>, overwritten by the gradient.</param>
    /// <param name="label">The class in [0, C), or negative for an example without one: loss and gradient are then 0.</param>
    /// <returns>-log p_label in nats.</returns>
    public static double SoftmaxCrossEntropy<T>(Span<T> logits, int label)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (label < 0)
        {
            logits.Clear();
            return 0;
        }
        T labelLogit = logits[label];
        double logSum = Softmax(logits);
        logits[label] -= T.One;
        return logSum - double.CreateTruncating(labelLogit);
    }

    /// <summary>p_c = exp(l_c) / sum over d of exp(l_d).</summary>
    /// <param name="logits">The logits, at least one, overwritten by p.</param>
    /// <returns>log of the sum of exp(l_d) in nats.</returns>
    public static double Softmax<T>(Span<T> logits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T max = TensorPrimitives.Max<T>(logits);
        TensorPrimitives.Subtract(logits, max, logits); // Without the shift, exp overflows.
        TensorPrimitives.Exp<T>(logits, logits);
        T sum = TensorPrimitives.Sum<T>(logits);
        TensorPrimitives.Divide(logits, sum, logits);
        return double.CreateTruncating(max) + Math.Log(double.CreateTruncating(sum));
    }
}
