using System.Text;
using MT2ST.Formats;
using MT2ST.Runs;
using MT2ST.Tasks.Classification;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Runs.Models;

/// <summary>A model written and read again: the same predictions, and no half or mixed one.</summary>
public sealed class ModelFolderTests(ModelFolderTests.Models models) : IClassFixture<ModelFolderTests.Models>, IDisposable
{
    private static readonly string[] Texts = ["a fine story", "dull and awful", "nothing of it", ""];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Model => _folder.Path("model");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("primary.pooling=mean")]
    [InlineData("primary.pooling=attention", "primary.wordNgrams=2", "primary.wordNgramBuckets=50")]
    [InlineData("primary.encoder=cnn", "primary.widths=[2]", "primary.filters=4")]
    [InlineData("ngrams=3-4")]
    public void Write_ThenLoad_PredictsAsTheTrainedTask(params string[] settings)
    {
        TrainedRun run = SmallRuns.Train(_folder, settings);
        Vocabulary labels = run.Labels!;
        TrainedModel.Of(run).Save(Model);
        double[][] loaded = Predictions(Model);

        Assert.Equal(Listed(labels), TrainedModel.Load(Model, Cancellation).Labels);
        Assert.All(loaded, probabilities => Assert.Equal(1, probabilities.Sum(), 1e-6));
        ITextPredictor predictor = Assert.IsAssignableFrom<ITextClassifier>(run.Tasks[0].Task).CreatePredictor();
        for (int text = 0; text < Texts.Length; text++)
        {
            var expected = new double[labels.Count];
            int[] words = [.. Texts[text].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(run.Words.IndexOf).Select(id => id == Vocabulary.Missing ? run.Words.Count : id)];
            predictor.Predict(words, expected);
            Assert.Equal(expected, loaded[text], (a, b) => Math.Abs(a - b) < 1e-5);
        }
        Assert.True(loaded[0][labels.IndexOf("pos")] > loaded[1][labels.IndexOf("pos")]);
    }

    [Fact]
    public void Write_ThenLoad_GivesTheSameVectors()
    {
        WordVectors vectors = VectorFile.Load(models.First, Cancellation);
        Assert.Equal(Listed(models.Run.Words), Listed(vectors.Vocabulary));
        for (int word = 0; word < vectors.Count; word++)
            Assert.Equal(models.Run.Vectors[word].ToArray(), vectors[word].ToArray());
    }

    [Theory]
    [InlineData(ModelFolder.Parameters)]
    [InlineData(ModelFolder.Vectors)]
    [InlineData(ModelFolder.Vocabulary)]
    [InlineData(ModelFolder.Labels)]
    [InlineData(ModelFolder.Run)]
    public void Load_FileCutOff_IsRefusedByItsName(string file)
    {
        Copy(models.First);
        byte[] bytes = File.ReadAllBytes(Path.Combine(Model, file));
        File.WriteAllBytes(Path.Combine(Model, file), bytes[..(bytes.Length * 2 / 3)]);
        AssertRefused(file);
    }

    [Theory]
    [InlineData(ModelFolder.Parameters, ModelFolder.Parameters)]
    [InlineData(ModelFolder.Vectors, ModelFolder.Vocabulary)] // Which of the two is wrong nobody knows.
    [InlineData(ModelFolder.Vocabulary, ModelFolder.Vocabulary)]
    [InlineData(ModelFolder.Labels, ModelFolder.Parameters)]
    public void Load_FileOfAnotherModel_IsRefused(string file, string named)
    {
        Copy(models.First);
        File.Copy(Path.Combine(models.Other, file), Path.Combine(Model, file), overwrite: true);
        AssertRefused(named);
    }

    [Theory]
    [InlineData(ModelFolder.Parameters)]
    [InlineData(ModelFolder.Vectors)]
    [InlineData(ModelFolder.Vocabulary)]
    [InlineData(ModelFolder.Labels)]
    [InlineData(ModelFolder.Run)]
    public void Load_FileMissing_IsRefusedByItsName(string file)
    {
        Copy(models.First);
        File.Delete(Path.Combine(Model, file));
        Assert.Contains(file, Assert.ThrowsAny<IOException>(() => TrainedModel.Load(Model, Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FaultInTheMiddle_LeavesTheOldModelAndNothingBeside()
    {
        Copy(models.First);
        Dictionary<string, byte[]> before = Contents();
        // Two tasks of one name: the parameters, which are written last, refuse the second.
        TrainedRun broken = models.OtherRun with { Tasks = [models.OtherRun.Tasks[0], models.Run.Tasks[0]] };
        Assert.Contains("There are two tensors", Assert.Throws<ArgumentException>(() => TrainedModel.Of(broken).Save(Model)).Message, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
        Assert.Equal([Model], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Write_FaultInTheMiddleOfTheFirst_LeavesNothing()
    {
        TrainedRun broken = models.OtherRun with { Tasks = [models.OtherRun.Tasks[0], models.Run.Tasks[0]] };
        Assert.Throws<ArgumentException>(() => TrainedModel.Of(broken).Save(Model));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Write_OverAnotherModel_LeavesNothingOfIt()
    {
        TrainedModel.Of(models.WithNgrams).Save(Model);
        Assert.True(File.Exists(Path.Combine(Model, ModelFolder.Ngrams)));
        TrainedModel.Of(models.Run).Save(Model);
        Assert.Equal(
            new[] { ModelFolder.Format, ModelFolder.Labels, ModelFolder.Parameters, ModelFolder.Report, ModelFolder.Run, ModelFolder.Vectors, ModelFolder.Vocabulary }.Order(StringComparer.Ordinal),
            Directory.GetFiles(Model).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Predictions(models.First), Predictions(Model));
        Assert.Equal([Model], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Write_FolderWithOtherFiles_IsRefusedAndLeavesThem()
    {
        Copy(models.First);
        string notes = Path.Combine(Model, "notes.txt");
        File.WriteAllText(notes, "mine");
        Assert.Contains("the folder holds 'notes.txt' beside a model", Assert.Throws<IOException>(() => TrainedModel.Of(models.OtherRun).Save(Model)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(notes));
        Assert.Equal(Predictions(models.First), Predictions(Model));
    }

    private static double[][] Predictions(string folder)
    {
        TrainedModel model = TrainedModel.Load(folder, Cancellation);
        return [.. Texts.Select(text =>
        {
            var probabilities = new double[model.Labels.Count];
            model.Predict(Encoding.UTF8.GetBytes(text), probabilities);
            return probabilities;
        })];
    }

    private static IEnumerable<string> Listed(Vocabulary words) => Enumerable.Range(0, words.Count).Select(id => words[id]);

    private void AssertRefused(string file)
    {
        string message = Assert.Throws<InvalidDataException>(() => TrainedModel.Load(Model, Cancellation)).Message;
        Assert.StartsWith(Path.Combine(Model, file), message, StringComparison.Ordinal);
    }

    private void Copy(string model)
    {
        Directory.CreateDirectory(Model);
        foreach (string file in Directory.GetFiles(model))
            File.Copy(file, Path.Combine(Model, Path.GetFileName(file)));
    }

    private Dictionary<string, byte[]> Contents() => Directory.GetFiles(Model).ToDictionary(file => file, File.ReadAllBytes);

    /// <summary>Two models that differ in words, labels and sizes, trained once.</summary>
    public sealed class Models : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Models()
        {
            Run = SmallRuns.Train(_folder);
            WithNgrams = SmallRuns.Train(_folder, "ngrams=3-4");
            string texts = _folder.Write("other.tsv", "one good\tA\ntwo bad\tB\nthree ugly\tC\n"), words = _folder.Write("others.tsv", "good\tA\nbad\tB\n");
            OtherRun = SmallRuns.Train(_folder, $"primary.train={texts}", $"primary.dev={texts}", $"auxiliaries.words.train={words}");
            TrainedModel.Of(Run).Save(First);
            TrainedModel.Of(OtherRun).Save(Other);
        }

        internal TrainedRun Run { get; }

        internal TrainedRun WithNgrams { get; }

        internal TrainedRun OtherRun { get; }

        internal string First => _folder.Path("first");

        internal string Other => _folder.Path("other");

        public void Dispose() => _folder.Dispose();
    }
}
