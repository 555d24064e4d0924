using System.Text;
using MT2ST.Runs;

namespace MT2ST.Tests.Runs.Models;

/// <summary>What words say for a label adds up to its score.</summary>
public sealed class ExplanationTests : IDisposable
{
    private const string Text = "a fine film and a dull story unheard";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("primary.tokenWeights=none")]
    [InlineData("primary.tokenWeights=idf")]
    [InlineData("primary.tokenWeights=none", "primary.wordNgrams=3", "primary.wordNgramBuckets=50")]
    [InlineData("primary.tokenWeights=bayes", "primary.wordNgrams=2")]
    [InlineData("ngrams=3-4")]
    public void Explain_SumOverTokens_IsTheLogitWithoutTheBias(params string[] settings)
    {
        TrainedModel model = TrainedModel.Of(SmallRuns.Train(_folder, settings));
        (double sum, double logit) = SumAndLogit(model, Text);
        (double withoutWords, double bias) = SumAndLogit(model, "");
        Assert.Equal(0, withoutWords);
        Assert.Equal(logit - bias, sum, 1e-4);
    }

    [Fact]
    public void Explain_RepeatedWord_HasOneValue()
    {
        TrainedModel model = TrainedModel.Of(SmallRuns.Train(_folder, "primary.tokenWeights=none"));
        IReadOnlyList<TokenContribution> tokens = model.Explain("a fine fine film", "pos", "neg");
        Assert.Equal(["a", "film", "fine"], tokens.Select(token => token.Token).Order(StringComparer.Ordinal));
        Assert.Equal("fine", tokens[0].Token);
        Assert.Equal(tokens.OrderByDescending(token => token.Value), tokens);
    }

    [Fact]
    public void Explain_OtherEncoder_GivesWhatTheScoreLosesWithoutTheWord()
    {
        TrainedModel model = TrainedModel.Of(SmallRuns.Train(_folder, "primary.encoder=cnn", "primary.widths=[2]", "primary.filters=4"));
        double whole = Logit(model, "a fine film"), without = Logit(model, "a film");
        Assert.Equal(whole - without, model.Explain("a fine film", "pos", "neg").Single(token => token.Token == "fine").Value, 1e-4);
    }

    [Fact]
    public void Explain_UnknownLabel_IsRefused()
    {
        TrainedModel model = TrainedModel.Of(SmallRuns.Train(_folder));
        Assert.StartsWith("Unknown label 'poss'. Did you mean 'pos'?", Assert.Throws<ArgumentException>(() => model.Explain(Text, "poss")).Message, StringComparison.Ordinal);
    }

    private static (double Sum, double Logit) SumAndLogit(TrainedModel model, string text) => (model.Explain(text, "pos", "neg").Sum(token => token.Value), Logit(model, text));

    private static double Logit(TrainedModel model, string text)
    {
        var probabilities = new double[model.Labels.Count];
        model.Predict(Encoding.UTF8.GetBytes(text), probabilities);
        return Math.Log(probabilities[model.Labels.ToList().IndexOf("pos")] / probabilities[model.Labels.ToList().IndexOf("neg")]);
    }
}
