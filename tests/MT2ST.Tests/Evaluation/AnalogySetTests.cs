using MT2ST.Evaluation;
using MT2ST.Tests.Embeddings;

namespace MT2ST.Tests.Evaluation;

public sealed class AnalogySetTests : IDisposable
{
    private static readonly WordVectors Vectors = TestVectors.Of(
        ("man", [1, 0, 0.1f]), ("woman", [0, 1, 0.1f]), ("king", [1, 0, 1]), ("queen", [0, 1, 1]), ("walk", [0, 0, -1]), ("walked", [0.1f, 0, -1]));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluate_Sections_GivesEachAndTheTotals()
    {
        var set = AnalogySet.Read(_folder.Write("q.txt", ": family\nman woman king queen\nman king woman walk\n: gram1-past\nwalk walked run ran\n"), TestContext.Current.CancellationToken);
        Assert.Equal(
            [new("family", 0.5, 2, 2), new("gram1-past", null, 1, 0), new("semantic", 0.5, 2, 2), new("syntactic", null, 1, 0), new("total", 0.5, 3, 2)],
            Evaluate(set));
    }

    [Fact]
    public void Evaluate_QuestionInCapitals_IsLookedUpInLowerCase()
    {
        var set = AnalogySet.Read(_folder.Write("q.txt", ": family\nMan WOMAN King Queen\n"), TestContext.Current.CancellationToken);
        Assert.Equal(new AnalogyResult("family", 1, 1, 1), Evaluate(set)[0]);
    }

    [Fact]
    public void Evaluate_AnswerIsAQuestionWord_CountsAsWrong()
    {
        var set = AnalogySet.Read(_folder.Write("q.txt", ": odd\nman man king king\n"), TestContext.Current.CancellationToken);
        Assert.Equal(0, Evaluate(set)[0].Accuracy);
    }

    [Theory]
    [InlineData(": a\nman woman king queen\nman woman king\n", ":3: found 3 words, expected 4 as in 'Athens Greece Oslo Norway', or ': section'.")]
    [InlineData("man woman king queen\n", ":1: found a question before the first section, expected a line such as ': capital-world'.")]
    [InlineData("", ": is empty, expected analogy questions.")]
    public void Read_WrongLine_SaysWhereAndWhatWasExpected(string text, string expected)
    {
        string path = _folder.Write("bad.txt", text);
        var error = Assert.Throws<InvalidDataException>(() => AnalogySet.Read(path, TestContext.Current.CancellationToken));
        Assert.Equal(path + expected, error.Message);
    }

    [Fact]
    public void Read_PublishedQuestions_HaveTheirPublishedSizes()
    {
        var set = AnalogySet.Read(RepositoryFiles.SharedData("analogy/questions-words.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(14, set.Sections.Count);
        Assert.Equal(8869, set.Sections.Where(section => !section.IsSyntactic).Sum(section => section.Questions.Count));
        Assert.Equal(10675, set.Sections.Where(section => section.IsSyntactic).Sum(section => section.Questions.Count));
    }

    private static IReadOnlyList<AnalogyResult> Evaluate(AnalogySet set) => set.Evaluate(Vectors, 1, TestContext.Current.CancellationToken);
}
