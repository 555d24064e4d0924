using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>A task over a token encoder, its own or a shared one, one scalar at a time.</summary>
internal abstract class TokenEncoderReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private static readonly string[] EncoderParts = ["hidden", "hidden-bias", "affixes", "affix-weights", "recurrent-forward", "recurrent-backward"];

    /// <summary>The settings of the task's own encoder.</summary>
    protected abstract TokenEncoderOptions OwnEncoder { get; }

    /// <summary>The encoder's settings.</summary>
    protected TokenEncoderOptions Encoder => Fixture.SharedEncoder ?? OwnEncoder;

    private int WordRadius => Encoder.Kind == "bilstm" ? 0 : Encoder.Window;

    private int AffixRadius => Encoder.Kind == "cnn" ? Encoder.Window : 0;

    protected override string Named(string part) =>
        Fixture.SharedEncoder is { } shared && EncoderParts.Contains(part) ? $"{shared.Name}/{part}" : base.Named(part);

    /// <summary>The features of a document's tokens, <c>[n][Size]</c>.</summary>
    /// <param name="document">The document.</param>
    /// <param name="backward">Takes the gradient of the features.</param>
    protected double[][] Encode(int document, out Action<double[][]> backward)
    {
        int[] words = Train.Tokens(document).ToArray();
        int[][] affixIds = [.. words.Select((_, i) => Encoder.Affixes ? Train.Features(document).Slice(i * WordFeatures.Count, WordFeatures.Count).ToArray() : [])];
        double[][] rows = [.. words.Select(Word)], affixes = [.. affixIds.Select(ids => ids.SelectMany(id => OwnRow("affixes", id)).ToArray())];
        double[][] scores = [.. words.Select((_, i) => Scores(Window(rows, i, WordRadius), Window(affixes, i, AffixRadius)))];
        double[][] h = Encoder.Kind == "bilstm" ? BiLstm(scores, out Func<double[][], double[][]> scoreGradients) : Relu(scores, out scoreGradients);
        backward = dH => ProjectBack(words, affixIds, rows, affixes, scoreGradients(dH));
        return h;
    }

    private static double[][] Relu(double[][] scores, out Func<double[][], double[][]> backward)
    {
        // Products with the zeros of the gradient are counted.
        backward = dH => [.. scores.Zip(dH, (s, d) => s.Zip(d, (score, g) => score > 0 ? g : 0).ToArray())];
        return [.. scores.Select(score => score.Select(value => Math.Max(0, value)).ToArray())];
    }

    private double[][] BiLstm(double[][] scores, out Func<double[][], double[][]> backward)
    {
        LstmReference ahead = Lstm("recurrent-forward", scores, first: 0), back = Lstm("recurrent-backward", scores, first: 2 * Encoder.Size);
        ahead.Read(Enumerable.Range(0, scores.Length));
        back.Read(Enumerable.Range(0, scores.Length).Reverse());
        backward = dH =>
        {
            ahead.ReadBack([.. dH.Select(d => d[..(Encoder.Size / 2)])]);
            back.ReadBack([.. dH.Select(d => d[(Encoder.Size / 2)..])]);
            return [.. ahead.ScoreGradients.Zip(back.ScoreGradients, (first, second) => (double[])[.. first, .. second])];
        };
        return [.. ahead.States.Zip(back.States, (first, second) => (double[])[.. first, .. second])];
    }

    private void ProjectBack(int[] words, int[][] affixIds, double[][] rows, double[][] affixes, double[][] dScores)
    {
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
