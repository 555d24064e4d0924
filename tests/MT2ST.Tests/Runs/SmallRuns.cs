using MT2ST.Runs;
using MT2ST.Runs.Preparation;

namespace MT2ST.Tests.Runs;

/// <summary>Runs over a few texts and words, trained in milliseconds.</summary>
internal static class SmallRuns
{
    private const string Texts = "a fine film\tpos\na dull film\tneg\nlovely and fine\tpos\nawful and dull\tneg\na lovely story\tpos\nan awful story\tneg\n";

    /// <summary>Writes the texts and words; gives the settings of a classifier of the texts with the words as auxiliary and others beside.</summary>
    public static RunOptions Options(TemporaryFolder folder, params string[] settings)
    {
        string texts = folder.Write("texts.tsv", Texts), words = folder.Write("words.tsv", "fine\tpos\nlovely\tpos\ndull\tneg\nawful\tneg\n");
        RunFile file = new();
        file.SetAll([
            "dimensions=8",
            "epochs=20",
            $"primary={{ \"task\": \"classification\", \"train\": \"{texts}\", \"dev\": \"{texts}\", \"rate\": 0.2, \"headRate\": 0.05, \"minCount\": 1 }}",
            $"auxiliaries=[{{ \"name\": \"words\", \"task\": \"lexicon\", \"train\": \"{words}\" }}]",
            "strategy.name=mtl",
            .. settings]);
        return file.Read();
    }

    /// <summary>Trains such a run.</summary>
    public static TrainedRun Train(TemporaryFolder folder, params string[] settings)
    {
        RunOptions options = Options(folder, settings);
        return RunTrainer.Train(options, Prepare(options), cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Reads a run's data.</summary>
    public static PreparedRun Prepare(RunOptions options) => RunPreparation.Prepare(options, TestContext.Current.CancellationToken);
}
