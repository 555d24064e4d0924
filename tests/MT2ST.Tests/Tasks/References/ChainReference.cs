namespace MT2ST.Tests.Tasks.References;

/// <summary>A linear-chain random field by brute force: every sequence of tags is scored.</summary>
internal sealed class ChainReference(double[][] scores, double[][] transitions, double[] starts, double[] ends)
{
    /// <summary>Gradients of every part of the score.</summary>
    internal sealed record Gradients(double[][] Scores, double[][] Transitions, double[] Starts, double[] Ends);

    private int TagCount => starts.Length;

    /// <summary>Every sequence that agrees with the tags, where a negative one is any.</summary>
    public IEnumerable<int[]> Sequences(int[] tags)
    {
        IEnumerable<int[]> sequences = [[]];
        foreach (int tag in tags)
        {
            int[] allowed = tag < 0 ? [.. Enumerable.Range(0, TagCount)] : [tag];
            sequences = sequences.SelectMany(start => allowed.Select(next => (int[])[.. start, next]));
        }
        return sequences;
    }

    /// <summary>The score of one sequence.</summary>
    public double Score(int[] sequence) =>
        starts[sequence[0]] + ends[sequence[^1]] + sequence.Select((tag, t) => scores[t][tag]).Sum()
        + sequence.Skip(1).Select((tag, t) => transitions[sequence[t]][tag]).Sum();

    /// <summary>log of the sum of exp(score); adds sign times its gradient.</summary>
    public double AddLogPartition(int[] tags, double sign, Gradients gradients)
    {
        int[][] sequences = [.. Sequences(tags)];
        double logPartition = Math.Log(sequences.Sum(sequence => Math.Exp(Score(sequence))));
        foreach (int[] sequence in sequences)
        {
            double share = sign * Math.Exp(Score(sequence) - logPartition);
            gradients.Starts[sequence[0]] += share;
            gradients.Ends[sequence[^1]] += share;
            for (int t = 0; t < sequence.Length; t++)
            {
                gradients.Scores[t][sequence[t]] += share;
                if (t > 0)
                    gradients.Transitions[sequence[t - 1]][sequence[t]] += share;
            }
        }
        return logPartition;
    }

    /// <summary>
    /// The products of forward and backward sums with c_t tags allowed at token t: three for each pair of neighbours' tags, one for each
    /// left tag of a pair (its sign), one for each tag, at the first and the last token one more.
    /// </summary>
    public static long MultiplyAdds(int[] tags, int tagCount)
    {
        long[] allowed = [.. tags.Select(tag => tag < 0 ? tagCount : 1L)];
        return allowed.Skip(1).Select((to, t) => (3 * allowed[t] * to) + allowed[t]).Sum() + allowed.Sum() + allowed[0] + allowed[^1];
    }
}
