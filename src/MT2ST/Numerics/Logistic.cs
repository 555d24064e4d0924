using System.Numerics;
using System.Numerics.Tensors;

namespace MT2ST.Numerics;

/// <summary>The logistic and softmax losses with their gradients, stable at any score.</summary>
public static class Logistic
{
    /// <summary>Binary cross-entropy of scores against 0/1 targets; the scores become the loss's gradient.</summary>
    /// <remarks>
    /// loss = sum over i of log(1 + exp(s_i)) - y_i s_i; d loss / d s_i = sigmoid(s_i) - y_i. The stable form
    /// max(s, 0) - y s + log(1 + exp(-|s|)) cannot overflow.
    /// </remarks>
    /// <param name="scores">s, overwritten by the gradient.</param>
    /// <param name="positive">The index of the one target that is 1.</param>
    /// <returns>The summed loss in nats.</returns>
    public static double CrossEntropy<T>(Span<T> scores, int positive)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double loss = -double.CreateTruncating(scores[positive]);
        for (int i = 0; i < scores.Length; i++)
        {
            double s = double.CreateTruncating(scores[i]);
            double e = Math.Exp(-Math.Abs(s));
            loss += Math.Max(s, 0) + Math.Log(1 + e);
            scores[i] = T.CreateTruncating((s >= 0 ? 1 : e) / (1 + e));
        }
        scores[positive] -= T.One;
        return loss;
    }

    /// <summary>Replaces logits by probabilities: p_c = exp(l_c - max l) / sum over d of exp(l_d - max l).</summary>
    public static void Softmax<T>(Span<T> logits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max<T>(logits), logits); // Without the shift, exp overflows.
        TensorPrimitives.Exp<T>(logits, logits);
        TensorPrimitives.Divide(logits, TensorPrimitives.Sum<T>(logits), logits);
    }

    /// <summary>Categorical cross-entropy; the logits become the loss's gradient, p - y.</summary>
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
        TensorPrimitives.Subtract(logits, max, logits);
        T labelLogit = logits[label];
        TensorPrimitives.Exp<T>(logits, logits);
        T sum = TensorPrimitives.Sum<T>(logits);
        TensorPrimitives.Divide(logits, sum, logits);
        logits[label] -= T.One;
        return Math.Log(double.CreateTruncating(sum)) - double.CreateTruncating(labelLogit);
    }
}
