namespace MT2ST.Tasks;

/// <summary>The work and the loss of one batch of a task.</summary>
/// <remarks>
/// The counting rule of multiply-adds: one for each product of two scalars, whether it is added to something or stands alone,
/// in forward, backward and update (a touched value counts 1 under SGD, 2 under AdaGrad, 4 under Adam). Repeated computations
/// count again; plain additions (of a bias, say), exp, maxima, sampling and padding do not count.
/// </remarks>
/// <param name="ExampleCount">Examples (tokens, pairs, texts, sentences) consumed.</param>
/// <param name="TermCount">Terms of the loss: one per example, a token or a word pair, as the task says.</param>
/// <param name="LossSum">The sum of the loss over the terms, in nats.</param>
/// <param name="MultiplyAdds">Multiply-adds of forward, backward and row updates.</param>
public readonly record struct StepReport(long ExampleCount, long TermCount, double LossSum, long MultiplyAdds)
{
    /// <summary>Both together.</summary>
    public static StepReport operator +(StepReport left, StepReport right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static StepReport Add(StepReport left, StepReport right) =>
        new(left.ExampleCount + right.ExampleCount, left.TermCount + right.TermCount, left.LossSum + right.LossSum,
            left.MultiplyAdds + right.MultiplyAdds);
}
