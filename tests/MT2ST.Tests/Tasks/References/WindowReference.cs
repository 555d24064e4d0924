using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.RawText;

namespace MT2ST.Tests.Tasks.References;

/// <summary>Centre by centre over raw text, without subsampling; a word's gradient is handed over once for all its windows.</summary>
internal abstract class WindowReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private const int CentresDrawnAhead = 32;

    private NegativeSamplingOptions Options => (NegativeSamplingOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        AliasSampler negatives = UnigramSampler();
        while (Tally.ExampleCount < exampleCount)
        {
            int[] words = Train.Tokens(order.Next()).ToArray();
            foreach (int _ in words)
                random.NextUInt32(); // The draw of subsampling.
            var gradients = new double[words.Length][];
            int[][] contexts = new int[words.Length][], targets = new int[words.Length][];
            for (int centre = 0; centre < words.Length && Tally.ExampleCount < exampleCount; centre++)
            {
                if (centre % CentresDrawnAhead == 0)
                    for (int i = centre; i < Math.Min(words.Length, centre + CentresDrawnAhead); i++)
                        (contexts[i], targets[i]) = Draw(words, i, negatives, random);
                foreach (int i in Within(words, centre, Options.Window))
                    gradients[i] ??= new double[Dimensions];
                if (contexts[centre].Length > 0)
                    Window([.. contexts[centre].Select(i => Word(words[i]))], [.. contexts[centre].Select(i => gradients[i])], targets[centre]);
                Tally.ExampleCount++;
            }
            for (int i = 0; i < words.Length; i++)
                if (gradients[i] is { } gradient)
                    UpdateWord(words[i], gradient);
        }
    }

    /// <summary>One window: the contexts' vectors and gradients, and the targets (the centre and negatives).</summary>
    protected abstract void Window(double[][] x, double[][] dX, int[] targets);

    /// <summary>The loss of a score, and its gradient.</summary>
    protected double Gradient(double score, bool isPositive)
    {
        Tally.Loss += Math.Log(1 + Math.Exp(isPositive ? -score : score));
        return (1 / (1 + Math.Exp(-score))) - (isPositive ? 1 : 0);
    }

    /// <summary>The vectors of targets.</summary>
    protected double[][] Outputs(int[] targets) => [.. targets.Select(target => OwnRow("outputs", target))];

    /// <summary>Hands over the gradients of targets.</summary>
    protected void UpdateOutputs(int[] targets, double[][] dY)
    {
        for (int k = 0; k < targets.Length; k++)
            Tally.Update(Named("outputs"), targets[k], dY[k]);
    }

    private (int[] Contexts, int[] Targets) Draw(int[] words, int centre, AliasSampler negatives, SeededRandom random)
    {
        int radius = 1 + random.NextInt32(Options.Window);
        int[] contexts = [.. Within(words, centre, radius).Where(i => i != centre)];
        return (contexts, [words[centre], .. Enumerable.Range(0, Options.Negatives).Select(_ => Negative(negatives, words[centre], random))]);
    }

    private static IEnumerable<int> Within(int[] words, int centre, int radius) =>
        Enumerable.Range(0, words.Length).Where(i => Math.Abs(i - centre) <= radius);

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
