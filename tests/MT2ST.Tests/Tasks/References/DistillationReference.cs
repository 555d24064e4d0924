using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.Texts;

namespace MT2ST.Tests.Tasks.References;

/// <summary>The squared distance of a text's target from the sum of its words' vectors, weighed by TF-IDF.</summary>
internal sealed class DistillationReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private DistillationOptions Options => (DistillationOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        StudentTargets targets = new(TeacherVectors.Read(Options.Targets, CancellationToken.None), Dimensions);
        while (Tally.ExampleCount < exampleCount)
        {
            int document = order.Next();
            if (Words(document) is not { Length: > 0 } words)
                continue;
            Text(words, [.. targets.Of(Train.TextKey(document)).ToArray().Select(value => (double)value)]);
            Tally.ExampleCount++;
            Tally.TermCount++;
        }
    }

    private int[] Words(int document) => Train.Tokens(document).ToArray()[..Math.Min(Options.MaximumTokens, Train.Tokens(document).Length)];

    private void Text(int[] words, double[] target)
    {
        int[] different = [.. words.Distinct()];
        double[] weights = TextWeights.Idf(Train, Options.MaximumTokens, words, different, Tally);
        var x = new double[Dimensions];
        foreach ((int word, double weight) in different.Zip(weights))
            Tally.AddScaled(weight, Word(word), x);
        double[] dX = [.. x.Select((value, d) => d < target.Length ? value - target[d] : 0)];
        Tally.Loss += dX.Sum(value => value * value) / 2;
        foreach ((int word, double weight) in different.Zip(weights))
            UpdateWord(word, [.. dX.Select(value => Tally.Product(weight, value))]);
    }
}

/// <summary>TF-IDF from its definition.</summary>
internal static class TextWeights
{
    /// <summary>The weights of a text's different words, of length 1.</summary>
    public static double[] Idf(IndexedCorpus train, int maximumTokens, int[] words, int[] different, Tally tally)
    {
        int Having(int word) => Enumerable.Range(0, train.DocumentCount).Count(document => train.Tokens(document)[..Math.Min(maximumTokens, train.Tokens(document).Length)].Contains(word));
        double[] weights = [.. different.Select(word => Having(word) is 0 ? 0 : (Math.Log((1.0 + train.DocumentCount) / (1 + Having(word))) + 1) * (1 + Math.Log(words.Count(other => other == word))))];
        double length = Math.Sqrt(weights.Sum(weight => tally.Product(weight, weight)));
        return [.. weights.Select(weight => tally.Product(weight, length > 0 ? 1 / length : 0))];
    }
}
