namespace MT2ST.Numerics;

/// <summary>The sums and maxima of a linear-chain conditional random field over all sequences of tags (Lafferty et al. 2001, section 3).</summary>
/// <remarks>
/// The score of tags y is start[y_1] + sum of s_t[y_t] + sum of A[y_t, y_(t+1)] + end[y_n], and Z the sum of exp(score) over all y.
/// By forward and backward sums in logarithms, in <see cref="double"/>: alpha_t[j] = s_t[j] + log sum over i of exp(alpha_(t-1)[i] + A[i, j]),
/// beta_t[i] = log sum over j of exp(A[i, j] + s_(t+1)[j] + beta_(t+1)[j]); the greatest value is taken out before exp, and exp(A)
/// is computed once. d log Z / d s_t[j] = exp(alpha_t[j] + beta_t[j] - log Z), the probability of tag j at token t, and
/// d log Z / d A[i, j] is the expected number of times that j follows i.
/// </remarks>
internal sealed class LinearChain
{
    private readonly int _tagCount;
    private readonly CancellationToken _cancellation;
    private readonly RowMatrix<double> _expTransitions;
    private readonly RowMatrix<double> _pairs; // The gradient of A without its factor exp(A).
    private readonly Scratch<double> _alphas = new();
    private readonly Scratch<double> _betas = new();
    private readonly double[] _left;
    private readonly double[] _right;
    private int[] _cameFrom = [];

    /// <param name="tagCount">C.</param>
    /// <param name="cancellationToken">Ends a pass over a long sequence with an <see cref="OperationCanceledException"/>.</param>
    public LinearChain(int tagCount, CancellationToken cancellationToken = default)
    {
        _tagCount = tagCount;
        _cancellation = cancellationToken;
        Transitions = new RowMatrix<double>(tagCount, tagCount);
        DTransitions = new RowMatrix<double>(tagCount, tagCount);
        _expTransitions = new RowMatrix<double>(tagCount, tagCount);
        _pairs = new RowMatrix<double>(tagCount, tagCount);
        Starts = new double[tagCount];
        Ends = new double[tagCount];
        DStarts = new double[tagCount];
        DEnds = new double[tagCount];
        _left = new double[tagCount];
        _right = new double[tagCount];
    }

    /// <summary>A, <c>[C, C]</c>: the score of a tag (column) after another one (row).</summary>
    public RowMatrix<double> Transitions { get; }

    /// <summary>The score of a tag at the first token, <c>[C]</c>.</summary>
    public double[] Starts { get; }

    /// <summary>The score of a tag at the last token, <c>[C]</c>.</summary>
    public double[] Ends { get; }

    /// <summary>The gradient of A after <see cref="Finish"/>.</summary>
    public RowMatrix<double> DTransitions { get; }

    /// <summary>The gradient of the starts.</summary>
    public double[] DStarts { get; }

    /// <summary>The gradient of the ends.</summary>
    public double[] DEnds { get; }

    /// <summary>The multiply-adds since <see cref="Begin"/>.</summary>
    public long MultiplyAdds { get; private set; }

    /// <summary>Reads the present parameters and sets all gradients to zero.</summary>
    public void Begin()
    {
        TensorPrimitives.Exp(Transitions.Values, _expTransitions.Values);
        _pairs.Values.Clear();
        DStarts.AsSpan().Clear();
        DEnds.AsSpan().Clear();
        MultiplyAdds = 0;
    }

    /// <summary>Completes the gradient of the transitions.</summary>
    public void Finish()
    {
        TensorPrimitives.Multiply(_pairs.Values, _expTransitions.Values, DTransitions.Values);
        MultiplyAdds += (long)_tagCount * _tagCount;
    }

    /// <summary>The logarithm of the sum of exp(score) over all sequences that agree with some tags; adds its gradient times a sign.</summary>
    /// <param name="scores">s, <c>[n, C]</c>, n at least 1.</param>
    /// <param name="tags">The tag of each token, negative for any, <c>[n]</c>; empty for any everywhere.</param>
    /// <param name="sign">1 or -1.</param>
    /// <param name="dScores">The gradient of s, <c>[n, C]</c>, added to.</param>
    public double AddLogPartition(MatrixView<double> scores, ReadOnlySpan<int> tags, double sign, MatrixView<double> dScores)
    {
        MatrixView<double> alphas = _alphas.Take(scores.RowCount, _tagCount), betas = _betas.Take(scores.RowCount, _tagCount);
        double logPartition = SumForward(scores, tags, alphas, betas);
        SumBackward(scores, tags, sign, logPartition, alphas, betas, dScores);
        return logPartition;
    }

    /// <summary>The sequence of the greatest score (Viterbi 1967).</summary>
    /// <param name="scores">s, <c>[n, C]</c>, n at least 1.</param>
    /// <param name="tags">Receives the tags, <c>[n]</c>.</param>
    public void FindBest(MatrixView<double> scores, Span<int> tags)
    {
        MatrixView<double> best = _alphas.Take(scores.RowCount, _tagCount);
        if (_cameFrom.Length < scores.RowCount * _tagCount)
            _cameFrom = new int[scores.RowCount * _tagCount];
        TensorPrimitives.Add(Starts, scores[0], best[0]);
        for (int t = 1; t < scores.RowCount; t++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Span<int> cameFrom = _cameFrom.AsSpan(t * _tagCount, _tagCount);
            best[t].Fill(double.NegativeInfinity);
            for (int i = 0; i < _tagCount; i++)
                for (int j = 0; j < _tagCount; j++)
                {
                    double score = best[t - 1][i] + Transitions.Row(i)[j];
                    if (score > best[t][j])
                        (best[t][j], cameFrom[j]) = (score, i);
                }
            TensorPrimitives.Add(best[t], scores[t], best[t]);
        }
        Span<double> atEnd = best[tags.Length - 1];
        TensorPrimitives.Add(atEnd, Ends, atEnd);
        tags[^1] = TensorPrimitives.IndexOfMax<double>(atEnd);
        for (int t = tags.Length - 1; t > 0; t--)
            tags[t - 1] = _cameFrom[(t * _tagCount) + tags[t]];
    }

    private double SumForward(MatrixView<double> scores, ReadOnlySpan<int> tags, MatrixView<double> alphas, MatrixView<double> betas)
    {
        TensorPrimitives.Add(Starts, scores[0], alphas[0]);
        for (int t = 1; t < scores.RowCount; t++)
        {
            _cancellation.ThrowIfCancellationRequested();
            TagRange from = Range(tags, t - 1), to = Range(tags, t);
            Span<double> sum = to.Of(alphas[t]), left = _left;
            double greatest = TensorPrimitives.Max<double>(from.Of(alphas[t - 1]));
            TensorPrimitives.Subtract(from.Of(alphas[t - 1]), greatest, from.Of(left));
            TensorPrimitives.Exp<double>(from.Of(left), from.Of(left));
            sum.Clear();
            for (int i = from.First; i < from.End; i++)
                TensorPrimitives.MultiplyAdd(to.Of(_expTransitions.Row(i)), left[i], sum, sum);
            TensorPrimitives.Log<double>(sum, sum);
            TensorPrimitives.Add(sum, greatest, sum);
            TensorPrimitives.Add(sum, to.Of(scores[t]), sum);
            MultiplyAdds += (long)from.Count * to.Count;
        }
        int end = scores.RowCount - 1;
        TagRange last = Range(tags, end);
        Ends.CopyTo(betas[end]);
        Span<double> total = last.Of(_right);
        TensorPrimitives.Add(last.Of(alphas[end]), last.Of(Ends), total);
        double most = TensorPrimitives.Max<double>(total);
        TensorPrimitives.Subtract(total, most, total);
        TensorPrimitives.Exp<double>(total, total);
        return Math.Log(TensorPrimitives.Sum<double>(total)) + most;
    }

    private void SumBackward(MatrixView<double> scores, ReadOnlySpan<int> tags, double sign, double logPartition, MatrixView<double> alphas, MatrixView<double> betas, MatrixView<double> dScores)
    {
        for (int t = scores.RowCount - 1; ; t--)
        {
            _cancellation.ThrowIfCancellationRequested();
            TagRange to = Range(tags, t);
            Span<double> right = to.Of(_right), beta = to.Of(betas[t]);
            TensorPrimitives.Add(to.Of(alphas[t]), beta, right);
            TensorPrimitives.Subtract(right, logPartition, right);
            TensorPrimitives.Exp<double>(right, right); // The probabilities of the tags.
            AddSigned(right, sign, to.Of(dScores[t]));
            if (t == scores.RowCount - 1)
                AddSigned(right, sign, to.Of(DEnds));
            if (t == 0)
            {
                AddSigned(right, sign, to.Of(DStarts));
                return;
            }

            TensorPrimitives.Add(beta, to.Of(scores[t]), right);
            double greatest = TensorPrimitives.Max<double>(right);
            TensorPrimitives.Subtract(right, greatest, right);
            TensorPrimitives.Exp<double>(right, right);
            TagRange from = Range(tags, t - 1);
            for (int i = from.First; i < from.End; i++)
            {
                betas[t - 1][i] = Math.Log(TensorPrimitives.Dot(to.Of(_expTransitions.Row(i)), right)) + greatest;
                double left = sign * Math.Exp(alphas[t - 1][i] + greatest - logPartition);
                TensorPrimitives.MultiplyAdd(right, left, to.Of(_pairs.Row(i)), to.Of(_pairs.Row(i)));
            }
            MultiplyAdds += ((2L * to.Count) + 1) * from.Count;
        }
    }

    private void AddSigned(ReadOnlySpan<double> values, double sign, Span<double> sum)
    {
        TensorPrimitives.MultiplyAdd(values, sign, sum, sum);
        MultiplyAdds += values.Length;
    }

    private TagRange Range(ReadOnlySpan<int> tags, int token) =>
        tags.IsEmpty || tags[token] < 0 ? new TagRange(0, _tagCount) : new TagRange(tags[token], tags[token] + 1);

    /// <summary>The tags that a token may have: all of them, or one.</summary>
    private readonly record struct TagRange(int First, int End)
    {
        public int Count => End - First;

        public Span<double> Of(Span<double> values) => values[First..End];
    }
}
