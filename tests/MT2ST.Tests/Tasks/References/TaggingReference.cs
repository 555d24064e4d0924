using MT2ST.Encoding;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>A token encoder over words and affixes, then a softmax, one scalar at a time.</summary>
internal sealed class TaggingReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private static readonly string[] OwnParts = ["weights", "bias", "transitions", "starts", "ends"];

    private TokenEncoderOptions Encoder => Fixture.SharedEncoder ?? ((TaggingOptions)Fixture.Options).OwnEncoder;

    private int WordRadius => Encoder.Kind == "bilstm" ? 0 : Encoder.Window;

    private int AffixRadius => Encoder.Kind == "cnn" ? Encoder.Window : 0;

    protected override string Named(string part) =>
        Fixture.SharedEncoder is { } shared && !OwnParts.Contains(part) ? $"{shared.Name}/{part}" : base.Named(part);

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        for (; Tally.ExampleCount < exampleCount; Tally.ExampleCount++)
            Sentence(order.Next());
    }

    private void Sentence(int document)
    {
        int[] words = Train.Tokens(document).ToArray(), tags = Train.Tags(document).ToArray();
        int[][] affixIds = [.. words.Select((_, i) => Encoder.Affixes ? Train.Features(document).Slice(i * WordFeatures.Count, WordFeatures.Count).ToArray() : [])];
        double[][] rows = [.. words.Select(Word)], affixes = [.. affixIds.Select(ids => ids.SelectMany(id => OwnRow("affixes", id)).ToArray())];
        double[][] scores = [.. words.Select((_, i) => Scores(Window(rows, i, WordRadius), Window(affixes, i, AffixRadius)))];

        double[][] dScores;
        if (Encoder.Kind == "bilstm")
        {
            LstmReference ahead = Lstm("recurrent-forward", scores, first: 0), back = Lstm("recurrent-backward", scores, first: 2 * Encoder.Size);
            ahead.Read(Enumerable.Range(0, words.Length));
            back.Read(Enumerable.Range(0, words.Length).Reverse());
            double[][] dH = Output([.. words.Select((_, i) => (double[])[.. ahead.States[i], .. back.States[i]])], tags);
            ahead.ReadBack([.. dH.Select(d => d[..(Encoder.Size / 2)])]);
            back.ReadBack([.. dH.Select(d => d[(Encoder.Size / 2)..])]);
            dScores = [.. words.Select((_, i) => (double[])[.. ahead.ScoreGradients[i], .. back.ScoreGradients[i]])];
        }
        else
        {
            double[][] dH = Output([.. scores.Select(score => score.Select(value => Math.Max(0, value)).ToArray())], tags);
            dScores = [.. scores.Zip(dH, (s, d) => s.Zip(d, (score, g) => score > 0 ? g : 0).ToArray())]; // Products with these zeros are counted.
        }

        double[][] dRows = [.. rows.Select(row => new double[row.Length])], dAffixes = [.. affixes.Select(row => new double[row.Length])];
        for (int i = 0; i < words.Length; i++)
            Backward(dScores[i], Window(rows, i, WordRadius), Window(affixes, i, AffixRadius), dRows, dAffixes, i);
        for (int i = 0; i < words.Length; i++)
        {
            UpdateWord(words[i], dRows[i]);
            for (int k = 0; k < affixIds[i].Length; k++)
                Tally.Update(Named("affixes"), affixIds[i][k], dAffixes[i].AsSpan(k * Encoder.AffixDimensions, Encoder.AffixDimensions));
        }
    }

    private double[][] Output(double[][] h, int[] tags) =>
        ((TaggingOptions)Fixture.Options).Output == "crf" ? Crf(h, tags) : [.. h.Zip(tags, SoftmaxHead)];

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

    private LstmReference Lstm(string weights, double[][] scores, int first) =>
        new(Tally, Dense(weights), DenseGradient(weights), [.. scores.Select(score => score.AsSpan(first, 2 * Encoder.Size).ToArray())]);

    // The vectors around a token, zero beyond the sentence.
    private static double[] Window(double[][] vectors, int token, int radius) =>
        [.. Enumerable.Range(token - radius, (2 * radius) + 1).SelectMany(p => p >= 0 && p < vectors.Length ? vectors[p] : new double[vectors[0].Length])];

    private double[] Scores(double[] words, double[] affixes) =>
        [.. Dense("hidden").Select((weights, o) => Tally.Dot(weights, words) + Dense("hidden-bias")[0][o] + (Encoder.Affixes ? Tally.Dot(Dense("affix-weights")[o], affixes) : 0))];

    private void Backward(double[] dScores, double[] words, double[] affixes, double[][] dRows, double[][] dAffixes, int token)
    {
        for (int o = 0; o < dScores.Length; o++)
        {
            DenseGradient("hidden-bias")[0][o] += dScores[o];
            Backward(dScores[o], words, "hidden", o, dRows, token - WordRadius);
            if (Encoder.Affixes)
                Backward(dScores[o], affixes, "affix-weights", o, dAffixes, token - AffixRadius);
        }
    }

    private void Backward(double g, double[] window, string weights, int row, double[][] gradients, int first)
    {
        Tally.AddScaled(g, window, DenseGradient(weights)[row]);
        var dWindow = new double[window.Length];
        Tally.AddScaled(g, Dense(weights)[row], dWindow);
        int length = gradients[0].Length;
        for (int p = 0; p < window.Length / length; p++)
            for (int d = 0; d < length && first + p >= 0 && first + p < gradients.Length; d++)
                gradients[first + p][d] += dWindow[(p * length) + d];
    }
}
