using System.Globalization;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>The squared error of cosines, pair by pair.</summary>
internal sealed class SimilarityReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private SimilarityOptions Options => (SimilarityOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        double[] scores = [.. Enumerable.Range(0, Train.Labels!.Count).Select(label => double.Parse(Train.Labels[label], CultureInfo.InvariantCulture))];
        double lowest = Options.LowestScore ?? scores.Min(), highest = Options.HighestScore ?? scores.Max();
        while (Tally.ExampleCount < exampleCount)
        {
            int document = order.Next();
            int[] words = Train.Tokens(document).ToArray();
            if (words.Length != 2)
                continue;
            double share = (scores[Train.Label(document)] - lowest) / (highest - lowest);
            Pair(words, (share * 1) + ((1 - share) * Options.LowestCosine));
            Tally.ExampleCount++;
            Tally.TermCount++;
        }
    }

    private void Pair(int[] words, double target)
    {
        double[][] vectors = [.. words.Select(Word)];
        double[] norms = [.. vectors.Select(vector => Math.Sqrt(Tally.Dot(vector, vector)))];
        double[][] units = [.. vectors.Select((vector, i) => vector.Select(value => Tally.Product(value, 1 / norms[i])).ToArray())];
        double cosine = Tally.Dot(units[0], units[1]);
        Tally.Loss += Math.Pow(cosine - target, 2);
        for (int i = 0; i < 2; i++)
        {
            var gradient = new double[Dimensions];
            Tally.AddScaled(2 * (cosine - target) / norms[i], units[1 - i], gradient);
            Tally.AddScaled(-2 * (cosine - target) * cosine / norms[i], units[i], gradient);
            UpdateWord(words[i], gradient);
        }
    }
}
