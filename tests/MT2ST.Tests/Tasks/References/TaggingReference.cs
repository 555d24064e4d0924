using MT2ST.Encoding;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>A token encoder over words and affixes, then a softmax or a random field over the sentence's tags.</summary>
internal sealed class TaggingReference(TaskFixture fixture, ITask<double> task, Tally tally) : TokenEncoderReference(fixture, task, tally)
{
    private FixtureRider? _rider; // Whose head is meant; null for the task's own.

    private TaggingOptions Options => (TaggingOptions)Fixture.Options;

    protected override TokenEncoderOptions OwnEncoder => Options.OwnEncoder;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        for (; Tally.ExampleCount < exampleCount; Tally.ExampleCount++)
        {
            int document = order.Next();
            double[][] h = Encode(document, out Action<double[][]> backward);
            double[][] dH = Output(h, Train.Tags(document).ToArray());
            foreach (FixtureRider rider in Fixture.Riders)
            {
                _rider = rider;
                foreach ((double[] x, int tag, double[] dX) in h.Zip(rider.Train.Tags(document).ToArray(), dH))
                    AddRider(x, tag, rider.Weight, dX);
            }
            _rider = null;
            backward(dH);
        }
    }

    protected override string Named(string part) => _rider is null ? base.Named(part) : $"{_rider.Name}/{part}";

    // Softmax regression of a rider: w of its loss, and w of its gradients.
    private void AddRider(double[] x, int tag, double weight, double[] dX)
    {
        double[] logits = [.. Dense("weights").Select((row, c) => Tally.Dot(row, x) + Dense("bias")[0][c])];
        double sum = logits.Sum(Math.Exp);
        if (tag >= 0)
            Tally.Loss += weight * (Math.Log(sum) - logits[tag]);
        for (int c = 0; c < logits.Length; c++)
        {
            double g = tag < 0 ? 0 : (Math.Exp(logits[c]) / sum) - (c == tag ? 1 : 0);
            DenseGradient("bias")[0][c] += weight * g;
            Tally.AddScaled(weight * g, x, DenseGradient("weights")[c]);
            double weighted = weight == 1 ? g : Tally.Product(weight, g);
            Tally.AddScaled(weighted, Dense("weights")[c], dX);
        }
    }

    private double[][] Output(double[][] h, int[] tags) =>
        Options.Output == "crf" ? Crf(h, tags) : [.. h.Zip(tags, SoftmaxHead)];

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
