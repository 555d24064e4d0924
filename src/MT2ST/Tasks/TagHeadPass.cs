using System.Numerics;
using System.Numerics.Tensors;
using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Tasks;

/// <summary>One thread's part of a tagger behind the encoder: scores S = H Vᵀ + d, their loss L, and the gradients of both.</summary>
/// <remarks>
/// Several heads may read the same H. With w the weight of this one's loss, dH += w dS V, while dV = dSᵀ H and dd = the column
/// sums of dS are without it: a weight acts on the update of a task's own parameters.
/// </remarks>
internal sealed class TagHeadPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SoftmaxHead<T> _head;
    private readonly Scratch<T> _scores = new();

    /// <param name="head">V and d.</param>
    /// <param name="output">What makes a loss and tags of the scores.</param>
    /// <param name="cancellation">Ends a loss or a prediction within a long sentence; none in training.</param>
    public TagHeadPass(SoftmaxHead<T> head, ITagOutput<T> output, CancellationToken cancellation = default)
    {
        _head = head;
        Output = output.CreatePass(cancellation);
        Gradients = [head.Weights.LikeValues(), head.Bias.LikeValues(), .. output.DenseParameters.Select(parameter => parameter.LikeValues())];
    }

    /// <summary>What makes a loss and tags of the scores.</summary>
    public ITagOutputPass<T> Output { get; }

    /// <summary>dV, dd, and those of the output's parameters.</summary>
    public RowMatrix<T>[] Gradients { get; }

    /// <summary>S, <c>[n, C]</c>, valid until the next call.</summary>
    /// <param name="h">H, <c>[n, features]</c>, with padding that is zero.</param>
    public MatrixView<T> Scores(MatrixView<T> h)
    {
        MatrixView<T> scores = _scores.Take(h.RowCount, _head.ClassCount);
        _head.Scores(h.WithPadding(), scores);
        return scores;
    }

    /// <summary>Forward and backward pass over a sentence.</summary>
    /// <param name="h">H, <c>[n, features]</c>, with padding that is zero.</param>
    /// <param name="tags">The tags, <c>[n]</c>; negative for a token without one.</param>
    /// <param name="weight">w.</param>
    /// <param name="dH">dH, added to.</param>
    public StepReport Step(MatrixView<T> h, ReadOnlySpan<int> tags, T weight, MatrixView<T> dH)
    {
        MatrixView<T> g = Scores(h);
        double loss = Output.Loss(g, tags, Gradients.AsSpan(2));
        SoftmaxHead<T>.BackwardToParameters(g, h.WithPadding(), Gradients[0], Gradients[1]);
        long multiplyAdds = Output.MultiplyAdds + _head.MultiplyAdds(tags.Length);
        if (weight != T.One)
        {
            for (int i = 0; i < g.RowCount; i++)
                TensorPrimitives.Multiply(g[i], weight, g[i]);
            multiplyAdds += (long)g.RowCount * g.ColumnCount;
        }
        _head.BackwardToInputs(g, dH.WithPadding());
        return new StepReport(1, tags.Length, loss, multiplyAdds);
    }
}
