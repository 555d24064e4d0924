using System.Numerics;
using System.Numerics.Tensors;

namespace MT2ST.Numerics;

/// <summary>The logistic and softmax losses with their gradients, stable at any score.</summary>
public static class Logistic
{
    /// <summary>Binary cross-entropy of a block of scores of which the first column is positive, the others negative.</summary>
    /// <remarks>
    /// loss = sum of log(1 + exp(s)) over all scores - sum of s over the first column; d loss / d s = sigmoid(s) - y. The
    /// stable form max(s, 0) + log(1 + exp(-|s|)) cannot overflow.
    /// </remarks>
    /// <param name="scores">s, <c>[m, n]</c> without padding between rows, overwritten by the gradient.</param>
    /// <param name="buffer">Room for as many values as there are scores.</param>
    /// <returns>The summed loss in nats.</returns>
    public static double CrossEntropy<T>(MatrixView<T> scores, Span<T> buffer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> s = scores.Values[..(scores.RowCount * scores.ColumnCount)];
        buffer = buffer[..s.Length];
        TensorPrimitives.Max(s, T.Zero, buffer);
        T loss = TensorPrimitives.Sum<T>(buffer);
        for (int row = 0; row < s.Length; row += scores.ColumnCount)
            loss -= s[row];
        TensorPrimitives.Abs<T>(s, buffer);
        TensorPrimitives.Negate<T>(buffer, buffer);
        TensorPrimitives.Exp<T>(buffer, buffer);
        TensorPrimitives.LogP1<T>(buffer, buffer);
        loss += TensorPrimitives.Sum<T>(buffer);
        TensorPrimitives.Sigmoid<T>(s, s);
        for (int row = 0; row < s.Length; row += scores.ColumnCount)
            s[row] -= T.One;
        return double.CreateTruncating(loss);
    }

    /// <summary>Categorical cross-entropy; the logits become the loss's gradient, p - y.</summary>
    /// <remarks>p_c = exp(l_c - max l) / sum over d of exp(l_d - max l); loss = -log p_label.</remarks>
    /// <param name="logits">One logit a class, <c>[C]</c>, overwritten by the gradient.</param>
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
        T max = TensorPrimitives.Max<T>(logits);
        TensorPrimitives.Subtract(logits, max, logits); // Without the shift, exp overflows.
        T labelLogit = logits[label];
        TensorPrimitives.Exp<T>(logits, logits);
        T sum = TensorPrimitives.Sum<T>(logits);
        TensorPrimitives.Divide(logits, sum, logits);
        logits[label] -= T.One;
        return Math.Log(double.CreateTruncating(sum)) - double.CreateTruncating(labelLogit);
    }
}
