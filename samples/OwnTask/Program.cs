// A task of one's own, trained on texts that are made up here: each word has a hidden value, and a text's score is their mean.
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using MT2ST;
using MT2ST.Catalogs;
using MT2ST.Numerics;
using MT2ST.Tasks;
using OwnTask;

// By this name run files choose the task, and a saved model is loaded.
BuiltInTasks.All.Register(new CatalogEntry<Func<TaskOptions>>("regression", "texts with a score: squared error on the mean of the words' vectors", () => new RegressionOptions()));

const int WordCount = 200;
SeededRandom random = new(seed: 1);

RunOptions run = new()
{
    Primary = new RegressionOptions { Train = Texts(2000), Dev = Texts(300), Test = Texts(300), Delta = 2 },
    Dimensions = 20,
    Epochs = 10,
};
JsonObject settings = JsonNode.Parse(run.ToJson())!.AsObject(); // What a run file holds, but for the texts.
Console.WriteLine($"Settings: task {settings["primary"]!["task"]}, delta {((RegressionOptions)RunOptions.FromJson(settings.ToJsonString()).Primary).Delta}");

TrainedModel model = EmbeddingTrainer.Train(run);
Console.WriteLine(FormattableString.Invariant($"R^2 on test: {model.Report.Test!.Value:0.000} (0 is the mean of all scores, 1 is right)"));
foreach (string text in (string[])["w0 w10 w20", "w90 w100 w110", "w180 w190 w199"])
    Console.WriteLine(FormattableString.Invariant($"{text}: {Predict(model, text):0.0}, right {text.Split(' ').Average(Value):0.0}"));

try
{
    EmbeddingTrainer.Train(run with { Primary = (RegressionOptions)run.Primary with { Delta = 0 } });
}
catch (SettingException error)
{
    Console.WriteLine($"Checked: {error.Message}");
}

// The task's forward pass once more, over the parameters of a model that was trained or loaded.
static double Predict(TrainedModel model, string text)
{
    ReadOnlySpan<float> weights = model.Parameter("regression/weights").Values;
    double score = model.Parameter("regression/bias").Values[0];
    string[] words = text.Split(' ');
    var vector = new float[model.Vectors.Dimensions];
    foreach (string word in words)
    {
        model.Vectors.TryGetVector(word, vector);
        score += TensorPrimitives.Dot<float>(vector, weights) / words.Length;
    }
    return score;
}

TextExample[] Texts(int count) => [.. Enumerable.Range(0, count).Select(_ =>
{
    string[] words = [.. Enumerable.Range(0, 3 + random.NextInt32(5)).Select(_ => $"w{random.NextInt32(WordCount)}")];
    return new TextExample(string.Join(' ', words), words.Average(Value).ToString("0.00", CultureInfo.InvariantCulture));
})];

// The hidden value of a word, in [1, 9].
static double Value(string word) => 1 + (8.0 * int.Parse(word.AsSpan(1), CultureInfo.InvariantCulture) / (WordCount - 1));
