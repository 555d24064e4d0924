using MT2ST.Embeddings;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>The sentence as a whole: a conditional random field over its tags (Lafferty et al. 2001; Lample et al. 2016, section 2.2).</summary>
/// <remarks>
/// Loss = log Z - score(tags), see <see cref="LinearChain"/>; a token without a tag may have any, so the score becomes the
/// logarithm of a sum over the sequences that agree with the tags there are. The tags predicted are those of the greatest score.
/// </remarks>
/// <param name="name">The owning task's name.</param>
/// <param name="tagCount">C.</param>
internal sealed class CrfDecoder<T>(string name, int tagCount) : ITagDecoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double RuledOut = -100; // e^-100 is no probability, so its gradient is 0 and it stays; yet the loss of a sentence that has it is finite.

    private readonly DenseParameter<T> _transitions = new($"{name}/transitions", tagCount, tagCount);
    private readonly DenseParameter<T> _starts = new($"{name}/starts", 1, tagCount);
    private readonly DenseParameter<T> _ends = new($"{name}/ends", 1, tagCount);

    public IReadOnlyList<DenseParameter<T>> DenseParameters => [_transitions, _starts, _ends];

    public void RuleOut(int before, int after) =>
        (before < 0 ? _starts.Values.Row(0) : _transitions.Values.Row(before))[after] = T.CreateTruncating(RuledOut);

    public ITagDecoderPass<T> CreatePass(CancellationToken cancellationToken = default) => new Pass(this, cancellationToken);

    private sealed class Pass(CrfDecoder<T> decoder, CancellationToken cancellationToken) : ITagDecoderPass<T>
    {
        private readonly LinearChain _chain = new(decoder._starts.Values.Dimensions, cancellationToken);
        private readonly Scratch<double> _scores = new();
        private readonly Scratch<double> _dScores = new();

        public long MultiplyAdds => _chain.MultiplyAdds;

        public double Loss(MatrixView<T> scores, ReadOnlySpan<int> tags, ReadOnlySpan<RowMatrix<T>> gradients)
        {
            MatrixView<double> s = Load(scores), dScores = _dScores.Take(s.RowCount, s.ColumnCount);
            dScores.Clear();
            _chain.Begin();
            double all = _chain.AddLogPartition(s, [], sign: 1, dScores), given = _chain.AddLogPartition(s, tags, sign: -1, dScores);
            _chain.Finish();
            for (int t = 0; t < s.RowCount; t++)
                Convert(dScores[t], scores[t]);
            if (!gradients.IsEmpty)
            {
                for (int i = 0; i < s.ColumnCount; i++)
                    Add(_chain.DTransitions.Row(i), gradients[0].Row(i));
                Add(_chain.DStarts, gradients[1].Row(0));
                Add(_chain.DEnds, gradients[2].Row(0));
            }
            return all - given;
        }

        public void Predict(MatrixView<T> scores, Span<int> tags) => _chain.FindBest(Load(scores), tags);

        // The weights change between sentences, so they are read anew for each.
        private MatrixView<double> Load(MatrixView<T> scores)
        {
            for (int i = 0; i < scores.ColumnCount; i++)
                Convert<T, double>(decoder._transitions.Values.Row(i), _chain.Transitions.Row(i));
            Convert<T, double>(decoder._starts.Values.Row(0), _chain.Starts);
            Convert<T, double>(decoder._ends.Values.Row(0), _chain.Ends);
            MatrixView<double> s = _scores.Take(scores.RowCount, scores.ColumnCount);
            for (int t = 0; t < s.RowCount; t++)
                Convert<T, double>(scores[t], s[t]);
            return s;
        }

        private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> destination)
            where TFrom : IBinaryFloatingPointIeee754<TFrom>
            where TTo : IBinaryFloatingPointIeee754<TTo>
        {
            for (int i = 0; i < source.Length; i++)
                destination[i] = TTo.CreateTruncating(source[i]);
        }

        private static void Add(ReadOnlySpan<double> source, Span<T> sum)
        {
            for (int i = 0; i < source.Length; i++)
                sum[i] += T.CreateTruncating(source[i]);
        }
    }
}
