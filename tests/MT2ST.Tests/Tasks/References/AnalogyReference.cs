using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>The sampled softmax over answers, question by question.</summary>
internal sealed class AnalogyReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private AnalogyOptions Options => (AnalogyOptions)Fixture.Options;

    private bool IsCosine => Options.Form == AnalogyForm.Cosine;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        while (Tally.ExampleCount < exampleCount)
        {
            int[] question = Train.Tokens(order.Next()).ToArray();
            if (question.Length != 4)
                continue;
            int[] others = [.. Enumerable.Range(0, Options.Negatives).Select(_ => Other(question, random))];
            Question([.. question, .. others]);
            Tally.ExampleCount++;
            Tally.TermCount++;
        }
    }

    private int Other(int[] question, SeededRandom random)
    {
        while (true)
        {
            int word = random.NextInt32(Fixture.WordCount);
            if (!question.Contains(word))
                return word;
        }
    }

    // Words 0 to 2 are a, b and c, word 3 is d, the others are random.
    private void Question(int[] words)
    {
        double[][] vectors = [.. words.Select(Word)];
        double[] norms = [.. vectors.Select(vector => IsCosine ? Math.Sqrt(Tally.Dot(vector, vector)) : 1)];
        double[][] w = IsCosine ? [.. vectors.Select((vector, i) => vector.Select(value => Tally.Product(value, 1 / norms[i])).ToArray())] : vectors;
        double[] q = [.. Enumerable.Range(0, Dimensions).Select(d => w[1][d] - w[0][d] + w[2][d])];
        double[] scores = [.. w.Skip(3).Select(candidate => Options.Scale * Tally.Dot(q, candidate))];
        double sum = scores.Sum(Math.Exp);
        Tally.Loss -= Math.Log(Math.Exp(scores[0]) / sum);

        double[][] dW = [.. w.Select(_ => new double[Dimensions])];
        var dQ = new double[Dimensions];
        for (int k = 0; k < scores.Length; k++)
        {
            double g = Options.Scale * ((Math.Exp(scores[k]) / sum) - (k == 0 ? 1 : 0));
            Tally.AddScaled(g, w[k + 3], dQ);
            Tally.AddScaled(g, q, dW[k + 3]);
        }
        for (int i = 0; i < 3; i++)
            for (int d = 0; d < Dimensions; d++)
                dW[i][d] = IsCosine ? Sign(i) * dQ[d] : Tally.Product(Sign(i), dQ[d]);
        for (int i = 0; i < words.Length; i++)
            UpdateWord(words[i], IsCosine ? ThroughLength(w[i], dW[i], norms[i], isCandidate: i >= 3) : dW[i]);
    }

    private static int Sign(int word) => word == 0 ? -1 : 1; // Of a, b and c in q.

    /// <summary>(v - (v . w) w) / |x|, of which a candidate's v . w and a question word's v / |x| are counted elsewhere.</summary>
    private double[] ThroughLength(double[] unit, double[] v, double norm, bool isCandidate)
    {
        double dot = 0;
        for (int d = 0; d < v.Length; d++)
            dot += v[d] * unit[d];
        if (!isCandidate)
            Array.ForEach(v, value => Tally.Product(value, unit[0])); // v . w
        double[] gradient = [.. v.Select(value => isCandidate ? value / norm : Tally.Product(value, 1 / norm))];
        for (int d = 0; d < v.Length; d++)
            gradient[d] -= Tally.Product(dot / norm, unit[d]);
        return gradient;
    }
}
