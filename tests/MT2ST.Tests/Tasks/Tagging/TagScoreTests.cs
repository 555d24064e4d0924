using MT2ST.Evaluation;
using MT2ST.Tasks.Tagging;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Tagging;

public sealed class TagScoreTests
{
    // Counted by hand by conlleval's rule: spans in the first tags, in the second, and in both.
    [Theory]
    [InlineData("O B-PER I-PER O", "O B-PER I-PER O", 1, 1, 1)]
    [InlineData("B-PER I-PER", "B-PER O", 1, 1, 0)] // A span counts as a whole.
    [InlineData("B-PER I-PER", "B-LOC I-LOC", 1, 1, 0)]
    [InlineData("B-PER B-PER", "B-PER I-PER", 2, 1, 0)] // IOB2: B begins anew.
    [InlineData("I-PER I-PER O I-LOC", "I-PER I-PER O I-LOC", 2, 2, 2)] // IOB: I begins behind O and another type.
    [InlineData("I-PER I-LOC", "B-PER I-LOC", 2, 2, 2)]
    [InlineData("I-PER B-PER I-PER", "I-PER I-PER I-PER", 2, 1, 0)]
    [InlineData("S-PER B-PER E-PER", "S-PER B-PER E-PER", 2, 2, 2)] // BIOES.
    [InlineData("S-PER S-PER", "B-PER E-PER", 2, 1, 0)]
    [InlineData("B-PER E-PER I-PER", "B-PER I-PER I-PER", 2, 1, 0)] // E ends a span.
    [InlineData("B-PER I-PER O O", "B-PER I-PER I-PER O", 1, 1, 0)] // The same start, another end.
    [InlineData("O O", "O B-PER", 0, 1, 0)]
    public void AddSentence_Spans_AreCountedAsByHand(string tags, string predicted, int count, int predictedCount, int correctCount)
    {
        Measurement measurement = Score(tags, predicted);
        Assert.Equal("span F1", measurement.Metric);
        Assert.Equal(count + predictedCount == 0 ? 0 : 2.0 * correctCount / (count + predictedCount), measurement.Value, 1e-12);
        Assert.Equal(count == 0 ? 0 : (double)correctCount / count, measurement.Details["recall"], 1e-12);
        Assert.Equal(predictedCount == 0 ? 0 : (double)correctCount / predictedCount, measurement.Details["precision"], 1e-12);
    }

    [Fact]
    public void Measure_Spans_GivesAccuracyBesideThem() => Assert.Equal(0.75, Score("B-PER I-PER O O", "B-PER I-PER I-PER O").Details["accuracy"]);

    [Theory]
    [InlineData("O B-PER I-PER", true)]
    [InlineData("O I-NP", true)]
    [InlineData("O", false)]
    [InlineData("NOUN VERB", false)]
    [InlineData("O B-PER X", false)]
    [InlineData("O B-", false)]
    public void Find_TagSet_TellsSpanTags(string tags, bool expected) =>
        Assert.Equal(expected, TagSpans.Find(Vocabulary.Create(tags.Split(' '))) is not null);

    [Fact]
    public void With_TagsThatTheSetLacks_AreSpansOfTheirOwn()
    {
        TagSpans spans = TagSpans.Find(["O", "B-PER", "I-PER"])!.With(["B-ORG", "odd", "I-ORG"]);
        Assert.Equal([new TaggedSpan(0, 2, "ORG"), new TaggedSpan(3, 4, "PER")], spans.SpansOf([3, 5, 4, 1]));
        Assert.Equal(["PER", "ORG"], spans.Types);
    }

    [Fact]
    public void Measure_UnknownWords_HaveAnAccuracyOfTheirOwn()
    {
        var score = new TagScore(spans: null);
        score.AddToken(tag: 1, predicted: 1, isUnknown: false);
        score.AddToken(tag: 1, predicted: 2, isUnknown: true);
        score.AddToken(tag: 2, predicted: 2, isUnknown: true);
        Measurement measurement = score.Measure(lossWithoutData: 0);
        Assert.Equal(2.0 / 3, measurement.Value, 1e-12);
        Assert.Equal(0.5, measurement.Details["accuracy of unknown words"]);
    }

    private static Measurement Score(string tags, string predicted)
    {
        string[] gold = tags.Split(' '), guesses = predicted.Split(' ');
        Vocabulary names = Vocabulary.Create(gold.Concat(guesses).Append("I-ORG").Distinct());
        int[] Ids(string[] words) => [.. words.Select(names.IndexOf)];
        var score = new TagScore(TagSpans.Find(names));
        for (int i = 0; i < gold.Length; i++)
            score.AddToken(Ids(gold)[i], Ids(guesses)[i], isUnknown: false);
        score.AddSentence(Ids(gold), Ids(guesses), loss: 0);
        return score.Measure(lossWithoutData: 0);
    }
}
