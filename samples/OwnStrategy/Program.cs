// A strategy of one's own, trained beside single-task training on texts that are made up here.
using System.Text.Json.Nodes;
using MT2ST;
using MT2ST.Catalogs;
using MT2ST.Numerics;
using MT2ST.Schedules;
using OwnStrategy;

// By this name run files choose the strategy, and a saved model is loaded.
BuiltInSchedules.All.Register(new CatalogEntry<Func<StrategyOptions>>("warm-restart", "auxiliary weights fade, again and again", () => new WarmRestartOptions()));

const int WordsPerLabel = 300;
string[] labels = ["animal", "plant"];
SeededRandom random = new(seed: 1);

RunOptions run = new()
{
    Primary = new ClassificationOptions { Train = Texts(64), Dev = Texts(300), Test = Texts(300) },
    Auxiliaries = [new LexiconOptions { Train = Lexicon() }],
    Strategy = new WarmRestartOptions { Cycles = 2 },
    Dimensions = 20,
    Epochs = 8,
    EvaluationsPerEpoch = 1,
};
JsonObject settings = JsonNode.Parse(run.ToJson())!.AsObject(); // What a run file holds.
Console.WriteLine($"Settings: name {settings["strategy"]!["name"]}, cycles {((WarmRestartOptions)RunOptions.FromJson(settings.ToJsonString()).Strategy).Cycles}");

TrainedModel alone = EmbeddingTrainer.Train(run with { Strategy = new StlOptions() });
TrainedModel model = EmbeddingTrainer.Train(run);
Console.WriteLine("epoch  weight of lexicon  accuracy on dev");
foreach (CurvePoint point in model.Report.Curve.Skip(1))
    Console.WriteLine(FormattableString.Invariant($"{point.Epoch,5:0.0}  {point.Weights[1],17:0.00}  {point.Dev,15:0.000}"));
Console.WriteLine(FormattableString.Invariant($"Accuracy on test: {model.Report.Test!.Value:0.000}, alone {alone.Report.Test!.Value:0.000}."));

try
{
    EmbeddingTrainer.Train(run with { Strategy = new WarmRestartOptions { Cycles = 0 } });
}
catch (SettingException error)
{
    Console.WriteLine($"Checked: {error.Message}");
}

// A text about animals or plants: six words, each of its label or of no label.
TextExample[] Texts(int count) => [.. Enumerable.Range(0, count).Select(i => new TextExample(string.Join(' ', Enumerable.Range(0, 6).Select(_ => Word(labels[i % 2]))), labels[i % 2]))];

string Word(string label) => $"{(random.NextInt32(2) == 0 ? label : "other")}{random.NextInt32(WordsPerLabel)}";

TextExample[] Lexicon() => [.. labels.SelectMany(label => Enumerable.Range(0, WordsPerLabel).Select(word => new TextExample($"{label}{word}", label)))];
