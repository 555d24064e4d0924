using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Tasks;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Lexical;

public sealed class AnalogyTaskTests
{
    private static readonly TaskFixture Fixture = TaskFixtures.Named("analogy-16");

    [Theory]
    [InlineData("analogy-16")]
    [InlineData("analogy-dot-16")]
    [InlineData("analogy-5-ngrams")]
    public void Train_Questions_AreAnsweredOverTheWholeVocabulary(string fixture)
    {
        ITask<float> task = TaskFixtures.Named(fixture).Create<float>();
        ITaskWorker<float> worker = task.CreateWorker(Shard.Whole(seed: 1));
        Measurement Measure() => task.Evaluate(TaskFixtures.Named(fixture).Train, TestContext.Current.CancellationToken);
        Measurement before = Measure();
        for (int i = 0; i < 300; i++)
            worker.TrainBatch(new AdaGradUpdate<float>(0.05f), (int)task.ExampleCount);
        Measurement after = Measure();
        Assert.Equal("accuracy", after.Metric);
        Assert.Equal(task.ExampleCount, after.ExampleCount);
        Assert.Equal(1, after.Value);
        Assert.InRange(after.Loss, 0, 0.5 * before.Loss);
    }

    // 3CosAdd written out: the greatest cos(x, b) - cos(x, a) + cos(x, c) of all words but a, b and c.
    [Fact]
    public void Evaluate_Accuracy_IsThatOfThreeCosAdd()
    {
        ITask<double> task = Fixture.Create<double>();
        RowMatrix<double> rows = task.RowParameters[0].Rows;
        var questions = new IndexedCorpusBuilder(FixtureCorpora.Words);
        int right = 0;
        for (int a = 0; a < 16; a++)
        {
            int[] known = [a, a + 1, a + 2];
            int best = Enumerable.Range(0, FixtureCorpora.WordCount).Except(known)
                .MaxBy(x => Cosine(rows, x, known[1]) - Cosine(rows, x, known[0]) + Cosine(rows, x, known[2]));
            bool asksForBest = a % 3 > 0;
            int answer = asksForBest ? best : (best == 19 ? 18 : 19);
            questions.Add([.. known, answer]);
            right += asksForBest || answer == best ? 1 : 0;
        }
        Assert.Equal(right / 16.0, task.Evaluate(questions.Build(), TestContext.Current.CancellationToken).Value, 1e-12);
    }

    [Fact]
    public void CreateWorker_ShareOfLongerDocumentsAlone_IsRefused()
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words);
        corpus.Add([0, 1, 2, 3]);
        corpus.Add([0, 1, 2, 3, 4]);
        ITask<double> task = (Fixture with { Train = corpus.Build() }).Create<double>();
        var error = Assert.Throws<ArgumentException>(() => task.CreateWorker(new Shard(1, 2, Seed: 1)));
        Assert.StartsWith("Share 2 of 2 of the data has no questions of four words", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_VocabularyOfTheQuestionAlone_IsRefused()
    {
        Vocabulary words = Vocabulary.Create(["a", "b", "c", "d"]);
        var corpus = new IndexedCorpusBuilder(words);
        corpus.Add([0, 1, 2, 3]);
        var error = Assert.Throws<ArgumentException>(() => (Fixture with { Train = corpus.Build(), WordCount = 4 }).Create<double>());
        Assert.Contains("needs more than 4 words in the vocabulary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoWholeQuestion_IsRefused()
    {
        var corpus = new IndexedCorpusBuilder(FixtureCorpora.Words);
        corpus.Add([0, 1, 2]);
        Assert.Contains("has no question of four words", Assert.Throws<ArgumentException>(() => (Fixture with { Train = corpus.Build() }).Create<double>()).Message, StringComparison.Ordinal);
    }

    private static double Cosine(RowMatrix<double> rows, int first, int second)
    {
        double ab = 0, aa = 0, bb = 0;
        for (int d = 0; d < rows.Dimensions; d++)
        {
            double a = rows.Row(first)[d], b = rows.Row(second)[d];
            (ab, aa, bb) = (ab + (a * b), aa + (a * a), bb + (b * b));
        }
        return ab / Math.Sqrt(aa * bb);
    }
}
