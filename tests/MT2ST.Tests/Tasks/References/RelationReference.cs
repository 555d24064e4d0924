using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>The contrastive margin on cosines, pair by pair.</summary>
internal sealed class RelationReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private RelationOptions Options => (RelationOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        int[] words = [.. Enumerable.Range(0, Train.DocumentCount).SelectMany(document => Train.Tokens(document).ToArray()).Distinct().Order()];
        while (Tally.ExampleCount < exampleCount)
        {
            int document = order.Next();
            for (int i = 1; i < Train.Tokens(document).Length && Tally.ExampleCount < exampleCount; i++)
            {
                int[] negatives = [.. Enumerable.Range(0, Options.Negatives).Select(_ => words[random.NextInt32(words.Length)])];
                bool isAntonym = Train.Label(document) >= 0 && Train.Labels![Train.Label(document)] == "antonym";
                Pair([Train.Tokens(document)[0], Train.Tokens(document)[i], .. isAntonym ? [] : negatives]);
                Tally.ExampleCount++;
                Tally.TermCount++;
            }
        }
    }

    // Row 0 is a, row 1 is b, the others are random words; an antonym pair has none.
    private void Pair(int[] words)
    {
        double[] norms = [.. words.Select(word => Math.Sqrt(Tally.Dot(Word(word), Word(word))))];
        double[][] units = [.. words.Select((word, i) => Word(word).Select(value => Tally.Product(value, 1 / norms[i])).ToArray())];
        double[] cosines = [0, .. Enumerable.Range(1, words.Length - 1).Select(i => Tally.Dot(units[0], units[i]))];
        var weights = new double[words.Length]; // d loss / d cosine
        double loss = 0;
        if (words.Length == 2)
        {
            loss = Math.Max(0, cosines[1]);
            weights[1] = cosines[1] > 0 ? 1 : 0;
        }
        for (int k = 2; k < words.Length; k++)
        {
            double violation = Options.Margin - cosines[1] + cosines[k];
            if (violation <= 0)
                continue;
            loss += violation;
            weights[k] = 1;
            weights[1]--;
        }
        Tally.Loss += loss;
        if (loss > 0)
            Backward(words, units, norms, cosines, weights);
    }

    private void Backward(int[] words, double[][] units, double[] norms, double[] cosines, double[] weights)
    {
        double[][] dRows = [.. words.Select(_ => new double[Dimensions])];
        for (int i = 1; i < words.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            Tally.AddScaled(weights[i] / norms[0], units[i], dRows[0]);
            Tally.AddScaled(-weights[i] * cosines[i] / norms[0], units[0], dRows[0]);
            Tally.AddScaled(weights[i] / norms[i], units[0], dRows[i]);
            Tally.AddScaled(-weights[i] * cosines[i] / norms[i], units[i], dRows[i]);
        }
        for (int i = 0; i < words.Length; i++)
            UpdateWord(words[i], dRows[i]);
    }
}
