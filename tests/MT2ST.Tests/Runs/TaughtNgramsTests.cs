using System.Text;
using MT2ST.Corpora;
using MT2ST.Tests.Tasks;

namespace MT2ST.Tests.Runs;

/// <summary>A teacher beside a classifier of n-grams teaches those too, also the ones that no labelled text has.</summary>
public sealed class TaughtNgramsTests
{
    private static readonly string[] Taught = ["red bird", "bird red", "blue fish", "fish blue", "old tree"];

    [Fact]
    public void Train_DistillationBesideNgrams_TellsTheOrderOfTaughtWordsApart()
    {
        Assert.True(Distance("mtl") > 0.1); // Each order of two words has a target of its own.
        Assert.Equal(0, Distance("stl"), 1e-5);
    }

    private static double Distance(string strategy)
    {
        using var folder = new TemporaryFolder();
        string[] labelled = [.. Enumerable.Range(0, 20).Select(i => $"label{i % 5}\tword{i % 5} {string.Join(' ', Taught[i % 5].Split(' ')[..1])}")];
        File.WriteAllLines(folder.Path("train.tsv"), labelled.Prepend("label\ttext"));
        File.WriteAllLines(folder.Path("taught.txt"), Taught);
        float[][] vectors = [.. Enumerable.Range(0, Taught.Length).Select(i => Enumerable.Range(0, Taught.Length).Select(j => i == j ? 1f : 0).ToArray())];
        TargetFiles.Write(folder.Path("taught.safetensors"), [.. Taught.Select(text => TextKey.Of(Encoding.UTF8.GetBytes(text)))], vectors);
        var auxiliary = new DistillationOptions { Name = "teacher", Train = [folder.Path("taught.txt")], Targets = [folder.Path("taught.safetensors")], MinCount = 1 };
        TrainedModel model = EmbeddingTrainer.Train(
            new RunOptions
            {
                Primary = new ClassificationOptions { Train = [folder.Path("train.tsv")], WordNgramBuckets = 100_000 },
                Auxiliaries = [auxiliary],
                Strategy = strategy == "mtl" ? new MtlOptions() : new StlOptions(),
                Dimensions = 16,
                Epochs = 100,
            },
            cancellationToken: TestContext.Current.CancellationToken);
        float[] one = model.Embed("red bird"), other = model.Embed("bird red");
        return Math.Sqrt(one.Zip(other, (a, b) => (double)(a - b) * (a - b)).Sum());
    }
}
