using MT2ST.Encoding;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>A hidden layer over a window of rows and over affix rows, then a softmax, token by token.</summary>
internal sealed class TaggingReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private TaggingOptions Options => (TaggingOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        for (; Tally.ExampleCount < exampleCount; Tally.ExampleCount++)
            Sentence(order.Next());
    }

    private void Sentence(int document)
    {
        int[] words = Train.Tokens(document).ToArray();
        double[][] rows = [.. words.Select(Word)], dRows = [.. words.Select(_ => new double[Dimensions])];
        for (int i = 0; i < words.Length; i++)
            Token(document, i, rows, dRows);
        for (int i = 0; i < words.Length; i++)
            UpdateWord(words[i], dRows[i]);
    }

    private void Token(int document, int token, double[][] rows, double[][] dRows)
    {
        int[] positions = [.. Enumerable.Range(token - Options.Window, (2 * Options.Window) + 1)];
        double[] window = [.. positions.SelectMany(p => p >= 0 && p < rows.Length ? rows[p] : new double[Dimensions])];
        int[] affixIds = Options.Affixes ? Train.Features(document).Slice(token * WordFeatures.Count, WordFeatures.Count).ToArray() : [];
        double[] affixes = [.. affixIds.SelectMany(id => OwnRow("affixes", id))];

        var hidden = new double[Options.Hidden];
        for (int h = 0; h < hidden.Length; h++)
        {
            double score = Tally.Dot(Dense("hidden")[h], window) + Dense("hidden-bias")[0][h];
            hidden[h] = Math.Max(0, Options.Affixes ? score + Tally.Dot(Dense("affix-weights")[h], affixes) : score);
        }
        double[] dHidden = SoftmaxHead(hidden, Train.Tags(document)[token]);

        double[] dWindow = new double[window.Length], dAffixes = new double[affixes.Length];
        for (int h = 0; h < hidden.Length; h++)
        {
            double g = hidden[h] > 0 ? dHidden[h] : 0; // The kernel multiplies by these zeros as well, so they are counted.
            DenseGradient("hidden-bias")[0][h] += g;
            Backward(g, window, "hidden", h, dWindow);
            if (Options.Affixes)
                Backward(g, affixes, "affix-weights", h, dAffixes);
        }
        for (int p = 0; p < positions.Length; p++)
            for (int d = 0; d < Dimensions && positions[p] >= 0 && positions[p] < rows.Length; d++)
                dRows[positions[p]][d] += dWindow[(p * Dimensions) + d];
        for (int i = 0; i < affixIds.Length; i++)
            Tally.Update(Named("affixes"), affixIds[i], dAffixes.AsSpan(i * Options.AffixDimensions, Options.AffixDimensions));
    }

    private void Backward(double g, double[] input, string weights, int row, double[] dInput)
    {
        Tally.AddScaled(g, input, DenseGradient(weights)[row]);
        Tally.AddScaled(g, Dense(weights)[row], dInput);
    }
}
