using MT2ST.Indexing;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>Evaluations end where they are cancelled, also within a long sentence.</summary>
public sealed class CancelledEvaluationTests
{
    public static TheoryData<string> Fixtures => TaskFixtures.Names;

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Evaluate_Cancelled_Throws(string fixture)
    {
        ITask<float> task = TaskFixtures.Named(fixture).Create<float>();
        Assert.Throws<OperationCanceledException>(() => task.Evaluate(TaskFixtures.Named(fixture).Train, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Evaluate_StoppedInALongSentenceOfLstms_EndsSoon() =>
        AssertEndsSoon(LongTagging.Corpus(sentenceCount: 1, length: 10_000, tagCount: 5), new TaggingOptions { Encoder = "bilstm", Hidden = 1200, Affixes = false });

    [Fact]
    public void Evaluate_StoppedInALongSentenceOfARandomField_EndsSoon() =>
        AssertEndsSoon(LongTagging.Corpus(sentenceCount: 1, length: 20_000, tagCount: 500), new TaggingOptions { Encoder = "window", Hidden = 4, Window = 0, Affixes = false, Output = "crf" });

    private static void AssertEndsSoon(IndexedCorpus sentence, TaggingOptions options)
    {
        using TimedStop stop = new();
        ITask<float> task = LongTagging.Create(sentence, options);
        stop.StopIn(TimeSpan.FromMilliseconds(500));
        Assert.Throws<OperationCanceledException>(() => task.Evaluate(sentence, stop.Token));
        stop.AssertEndedSoon();
    }
}
