using System.Globalization;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>The softmax over a batch's cosines both ways, or the squared error of cosines, text by text.</summary>
internal sealed class MatchingReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private MatchingOptions Options => (MatchingOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        List<int> pairs = [];
        while (pairs.Count < exampleCount)
            if (order.Next() is var document && !Train.Text(document, 0).IsEmpty && !Train.Text(document, 1).IsEmpty)
                pairs.Add(document);
        Tally.ExampleCount = Tally.TermCount = exampleCount;
        Text[] first = [.. pairs.Select(pair => Encode(pair, 0))], second = [.. pairs.Select(pair => Encode(pair, 1))];
        Text[] third = [.. pairs.Where(pair => !Train.Text(pair, 2).IsEmpty).Select(pair => Encode(pair, 2))];
        if (Train.HasLabels)
            Regress(pairs, first, second);
        else
        {
            Search(first, [.. second, .. third]);
            Search(second, first);
        }
        foreach (Text text in (Text[])[.. first, .. second, .. third])
            Backward(text);
    }

    private void Regress(List<int> pairs, Text[] first, Text[] second)
    {
        double[] scores = [.. Enumerable.Range(0, Train.Labels!.Count).Select(label => double.Parse(Train.Labels[label], CultureInfo.InvariantCulture))];
        for (int i = 0; i < first.Length; i++)
        {
            double target = (scores[Train.Label(pairs[i])] - Options.LowestScore!.Value) / (scores.Max() - Options.LowestScore.Value);
            double error = Tally.Dot(first[i].Unit, second[i].Unit) - target;
            Tally.Loss += error * error;
            Tally.AddScaled(2 * error, second[i].Unit, first[i].Gradient);
            Tally.AddScaled(2 * error, first[i].Unit, second[i].Gradient);
        }
    }

    private void Search(Text[] asking, Text[] candidates)
    {
        for (int i = 0; i < asking.Length; i++)
        {
            double[] cosines = [.. candidates.Select(candidate => Tally.Dot(asking[i].Unit, candidate.Unit))];
            bool[] counts = [.. candidates.Select((candidate, j) => j == i
                || !(candidate.IsSame(candidates[i]) || candidate.IsSame(asking[i]) || (j < asking.Length && asking[j].IsSame(asking[i]))))];
            double[] exponentials = [.. cosines.Select((cosine, j) => counts[j] ? Math.Exp(Tally.Product(cosine, 1 / Options.Temperature)) : 0 * Tally.Product(0, 0))];
            Tally.Loss -= 0.5 * Math.Log(exponentials[i] / exponentials.Sum());
            for (int j = 0; j < candidates.Length; j++)
            {
                double slope = Tally.Product(0.5 / Options.Temperature, (exponentials[j] / exponentials.Sum()) - (j == i ? 1 : 0));
                Tally.AddScaled(slope, candidates[j].Unit, asking[i].Gradient);
                Tally.AddScaled(slope, asking[i].Unit, candidates[j].Gradient);
            }
        }
    }

    private Text Encode(int pair, int place)
    {
        int[] words = [.. Train.Text(pair, place).ToArray().Take(Options.MaximumTokens)];
        int[] different = [.. words.Distinct()];
        double[] weights = TextWeights.Idf(Train, int.MaxValue, words, different, Tally);
        var x = new double[Dimensions];
        foreach ((int word, double weight) in different.Zip(weights))
            Tally.AddScaled(weight, Word(word), x);
        double norm = Math.Sqrt(Tally.Dot(x, x));
        return new(words, different, weights, norm, [.. x.Select(value => Tally.Product(value, 1 / norm))], new double[Dimensions]);
    }

    private void Backward(Text text)
    {
        Tally.AddScaled(-Tally.Dot(text.Gradient, text.Unit), text.Unit, text.Gradient);
        double[] dX = [.. text.Gradient.Select(value => Tally.Product(value, 1 / text.Norm))];
        foreach ((int word, double weight) in text.Different.Zip(text.Weights))
            UpdateWord(word, [.. dX.Select(value => Tally.Product(weight, value))]);
    }

    private sealed record Text(int[] Words, int[] Different, double[] Weights, double Norm, double[] Unit, double[] Gradient)
    {
        public bool IsSame(Text other) => Words.SequenceEqual(other.Words);
    }
}
