using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks.Classification;

/// <summary>Scores against values computed by hand.</summary>
public sealed class TextScoreTests
{
    [Fact]
    public void ClassificationScore_ThreeClasses_GivesAccuracyAndMacroF1()
    {
        // Predicted 0 0 0 1 2 against labels 0 0 1 1 0: F1 of class 0 = 4/6, of 1 = 2/3, of 2 = 0.
        var score = new ClassificationScore(classCount: 4);
        Add(score, [0, 0, 0, 1, 2], [0, 0, 1, 1, 0]);
        Measurement measured = score.Measure();
        Assert.Equal(0.6, measured.Value, 1e-12);
        Assert.Equal((2.0 / 3 + 2.0 / 3 + 0) / 3, measured.Details["macroF1"], 1e-12); // The fourth class is neither there nor predicted.
    }

    [Fact]
    public void ClassificationScore_UnknownLabel_CountsAsWrong()
    {
        var score = new ClassificationScore(classCount: 2);
        Add(score, [0, 1], [0, -1]);
        Assert.Equal(0.5, score.Measure().Value, 1e-12);
    }

    [Fact]
    public void ClassificationScore_Nothing_IsZero() => Assert.Equal(0, new ClassificationScore(classCount: 2).Measure().Details["macroF1"]);

    [Fact]
    public void MultiLabelScore_ThreeTexts_GivesMicroF1AndExactMatches()
    {
        var corpus = new IndexedCorpusBuilder(Vocabulary.Create(["w"]), Vocabulary.Create(["a", "b", "c"]), keepsAllLabels: true);
        corpus.Add([0], labels: [0, 1]);
        corpus.Add([0], labels: [2]);
        corpus.Add([0], labels: []);
        IndexedCorpus texts = corpus.Build();
        double[][] logits = [[1, -1, -1], [-2, -2, 3], [-1, 1, -1]]; // One found and one missed; one found; one too many.
        var score = new MultiLabelScore(classCount: 3, LabelThreshold.Usual);
        for (int document = 0; document < logits.Length; document++)
            score.Add(View(logits[document]), texts, document);
        Measurement measured = score.Measure();
        Assert.Equal("microF1", measured.Metric);
        Assert.Equal(2.0 * 2 / ((2.0 * 2) + 1 + 1), measured.Value, 1e-12);
        Assert.Equal(1.0 / 3, measured.Details["exactMatch"], 1e-12);
        double expected = Softplus(-1) + Softplus(1) + Softplus(-1) + Softplus(-2) + Softplus(-2) + Softplus(-3) + Softplus(-1) + Softplus(1) + Softplus(-1);
        Assert.Equal(expected / 3, measured.Loss, 1e-12);
    }

    private static void Add(ClassificationScore score, int[] predicted, int[] labels)
    {
        for (int i = 0; i < labels.Length; i++)
            score.Add(View([.. Enumerable.Range(0, 4).Select(c => c == predicted[i] ? 2.0 : 0)]), [labels[i]]);
    }

    private static MatrixView<double> View(double[] row) => new(row, 1, row.Length, row.Length);

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
}
