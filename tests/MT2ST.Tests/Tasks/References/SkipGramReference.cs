using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>Skip-gram with negatives shared by a window, pair by pair, without subsampling.</summary>
internal sealed class SkipGramReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private SkipGramOptions Options => (SkipGramOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        AliasSampler negatives = UnigramSampler();
        while (Tally.ExampleCount < exampleCount)
        {
            int[] words = Train.Tokens(order.Next()).ToArray();
            for (int centre = 0; centre < words.Length && Tally.ExampleCount < exampleCount; centre++)
            {
                int radius = 1 + random.NextInt32(Options.Window);
                int[] contexts = [.. Enumerable.Range(0, words.Length).Where(i => i != centre && Math.Abs(i - centre) <= radius).Select(i => words[i])];
                if (contexts.Length > 0)
                    Window(contexts, [words[centre], .. Enumerable.Range(0, Options.Negatives).Select(_ => Negative(negatives, words[centre], random))]);
                Tally.ExampleCount++;
            }
        }
    }

    private void Window(int[] contexts, int[] targets)
    {
        double[][] x = [.. contexts.Select(Word)], y = [.. targets.Select(target => OwnRow("outputs", target))];
        double[][] dX = [.. x.Select(_ => new double[Dimensions])], dY = [.. y.Select(_ => new double[Dimensions])];
        for (int i = 0; i < contexts.Length; i++)
        {
            for (int k = 0; k < targets.Length; k++)
            {
                double score = Tally.Dot(x[i], y[k]);
                Tally.Loss += Math.Log(1 + Math.Exp(k == 0 ? -score : score));
                double g = (1 / (1 + Math.Exp(-score))) - (k == 0 ? 1 : 0);
                Tally.AddScaled(g, y[k], dX[i]);
                Tally.AddScaled(g, x[i], dY[k]);
            }
            Tally.TermCount++;
        }
        for (int i = 0; i < contexts.Length; i++)
            UpdateWord(contexts[i], dX[i]);
        for (int k = 0; k < targets.Length; k++)
            Tally.Update(Named("outputs"), targets[k], dY[k]);
    }

    private static int Negative(AliasSampler negatives, int centre, SeededRandom random)
    {
        int word = negatives.Sample(random);
        return word != centre ? word : negatives.Sample(random);
    }

    private AliasSampler UnigramSampler()
    {
        var counts = new double[Fixture.WordCount + 1];
        for (int document = 0; document < Train.DocumentCount; document++)
            foreach (int word in Train.Tokens(document))
                counts[word]++;
        return new AliasSampler([.. counts.Select(count => Math.Pow(count, 0.75))]);
    }
}
