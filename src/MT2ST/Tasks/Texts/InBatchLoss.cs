using MT2ST.Numerics;

namespace MT2ST.Tasks.Texts;

/// <summary>How well each text of a batch finds its own partner among the others'.</summary>
/// <remarks>
/// For unit vectors a_i and b_i of B pairs and c_1..C = b_1..B and then negatives, with temperature tau:
/// loss = -1/2 sum over i of [log softmax over j of (a_i c_j / tau) at i + log softmax over j of (b_i a_j / tau) at i]
/// (Henderson et al. 2017, section 4.4, both ways; the temperature as in van den Oord et al. 2018). A candidate that is the same text as
/// the one sought or the one asked for, or whose partner is, is none: it would be a wrong negative.
/// </remarks>
/// <param name="dimensions">D.</param>
/// <param name="temperature">tau, above 0.</param>
internal sealed class InBatchLoss<T>(int dimensions, double temperature)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _scores = new();
    private readonly T _scale = T.CreateTruncating(1 / temperature);
    private long _multiplyAdds;

    /// <summary>The multiply-adds of all batches since it was read last.</summary>
    public long TakeMultiplyAdds()
    {
        long count = _multiplyAdds;
        _multiplyAdds = 0;
        return count;
    }

    /// <summary>Adds the gradients of a batch.</summary>
    /// <param name="first">a, <c>[B, padded D]</c>, of length 1.</param>
    /// <param name="candidates">c, <c>[C, padded D]</c>, of length 1: the second texts and then negatives.</param>
    /// <param name="firstTexts">What tells the first texts apart, <c>[B]</c>.</param>
    /// <param name="candidateTexts">What tells the candidates apart, <c>[C]</c>.</param>
    /// <param name="dFirst">Gradient of a, <c>[B, padded D]</c>, added to.</param>
    /// <param name="dCandidates">Gradient of c, <c>[C, padded D]</c>, added to.</param>
    /// <returns>The loss.</returns>
    public double Add(MatrixView<T> first, MatrixView<T> candidates, ReadOnlySpan<ulong> firstTexts, ReadOnlySpan<ulong> candidateTexts, MatrixView<T> dFirst, MatrixView<T> dCandidates)
    {
        int count = first.RowCount;
        return AddOneWay(first, candidates, firstTexts, candidateTexts, dFirst, dCandidates)
            + AddOneWay(candidates.Rows(0, count), first, candidateTexts[..count], firstTexts, dCandidates.Rows(0, count), dFirst);
    }

    private double AddOneWay(MatrixView<T> asking, MatrixView<T> candidates, ReadOnlySpan<ulong> askingTexts, ReadOnlySpan<ulong> candidateTexts, MatrixView<T> dAsking, MatrixView<T> dCandidates)
    {
        MatrixView<T> scores = _scores.Take(asking.RowCount, candidates.RowCount);
        MatrixProducts.MultiplyByTransposed(asking, candidates, scores);
        T half = T.CreateTruncating(0.5);
        double loss = 0;
        for (int i = 0; i < scores.RowCount; i++)
        {
            Span<T> row = scores[i];
            TensorPrimitives.Multiply(row, _scale, row);
            for (int j = 0; j < row.Length; j++)
                if (j != i && IsSame(i, j, askingTexts, candidateTexts))
                    row[j] = T.NegativeInfinity;
            T own = row[i], largest = TensorPrimitives.Max<T>(row);
            TensorPrimitives.Subtract(row, largest, row);
            TensorPrimitives.Exp(row, row);
            T sum = TensorPrimitives.Sum<T>(row);
            loss += double.CreateTruncating(half * (T.Log(sum) + largest - own));
            TensorPrimitives.Multiply(row, half * _scale / sum, row); // d loss / d (a_i c_j) = (p_j - [j = i]) / 2 tau
            row[i] -= half * _scale;
        }
        MatrixProducts.AddProduct(scores, candidates, dAsking);
        MatrixProducts.AddTransposedProduct(scores, asking, dCandidates);
        _multiplyAdds += (long)asking.RowCount * candidates.RowCount * ((3L * dimensions) + 2);
        return loss;
    }

    private static bool IsSame(int i, int j, ReadOnlySpan<ulong> asking, ReadOnlySpan<ulong> candidates) =>
        candidates[j] == candidates[i] || candidates[j] == asking[i] || (j < asking.Length && asking[j] == asking[i]);
}
