using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>A token encoder over words and affixes, then a softmax or a random field over the sentence's tags.</summary>
internal sealed class TaggingReference(TaskFixture fixture, ITask<double> task, Tally tally) : TokenEncoderReference(fixture, task, tally)
{
    private TaggingOptions Options => (TaggingOptions)Fixture.Options;

    protected override TokenEncoderOptions OwnEncoder => Options.OwnEncoder;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        for (; Tally.ExampleCount < exampleCount; Tally.ExampleCount++)
        {
            int document = order.Next();
            double[][] h = Encode(document, out Action<double[][]> backward);
            backward(Output(h, Train.Tags(document).ToArray()));
        }
    }

    private double[][] Output(double[][] h, int[] tags) =>
        Options.Output == "crf" ? Crf(h, tags) : [.. h.Zip(tags, (x, tag) => SoftmaxHead(x, tag))];

    // Loss and gradients are sums over all sequences of tags, one by one; only the count is that of forward and backward sums.
    private double[][] Crf(double[][] h, int[] tags)
    {
        if (tags.Length == 0)
            return [];
        double[][] weights = Dense("weights"), scores = [.. h.Select(x => weights.Select((row, c) => Tally.Dot(row, x) + Dense("bias")[0][c]).ToArray())];
        var chain = new ChainReference(scores, Dense("transitions"), Dense("starts")[0], Dense("ends")[0]);
        var gradient = new ChainReference.Gradients(
            [.. scores.Select(row => new double[row.Length])], DenseGradient("transitions"), DenseGradient("starts")[0], DenseGradient("ends")[0]);
        Tally.Loss += chain.AddLogPartition([.. tags.Select(_ => -1)], 1, gradient) - chain.AddLogPartition(tags, -1, gradient);
        Tally.TermCount += tags.Length;
        Tally.Add(ChainReference.MultiplyAdds([.. tags.Select(_ => -1)], weights.Length) + ChainReference.MultiplyAdds(tags, weights.Length) + (weights.Length * weights.Length));

        double[][] dH = [.. h.Select(x => new double[x.Length])];
        for (int t = 0; t < h.Length; t++)
            for (int c = 0; c < weights.Length; c++)
            {
                double g = gradient.Scores[t][c];
                DenseGradient("bias")[0][c] += g;
                Tally.AddScaled(g, h[t], DenseGradient("weights")[c]);
                Tally.AddScaled(g, weights[c], dH[t]);
            }
        return dH;
    }
}
