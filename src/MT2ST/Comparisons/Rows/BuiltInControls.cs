using MT2ST.Catalogs;
using MT2ST.Tasks;

namespace MT2ST.Comparisons.Rows;

/// <summary>The control rows that need no settings of their own. A run file's <c>strategies</c> can override them under their names.</summary>
internal static class BuiltInControls
{
    /// <summary>The auxiliaries with their labels dealt out at random: the same cost, nothing to learn.</summary>
    public const string Placebo = "placebo";

    /// <summary>The cheapest classifier of texts: a plain mean of word vectors, the primary alone.</summary>
    public const string BagOfWords = "bag-of-words";

    /// <summary>The auxiliaries first; then a linear classifier on their vectors of the texts, which stay as they are.</summary>
    public const string Student = "student";

    private const string StlTwice = "stl-2x";

    private static readonly Dictionary<string, JsonElement> Nothing = [];

    private static readonly Dictionary<string, JsonElement> Frozen = new()
    {
        ["primary.optimizer"] = JsonElement.Parse("\"sgd\""),
        ["primary.rate"] = JsonElement.Parse("1e-12"), // Of the rows; the head has its own.
        ["primary.headPenalty"] = JsonElement.Parse("20"),
        ["primary.linearCost"] = JsonElement.Parse("0"),
    };

    private static readonly Dictionary<string, JsonElement> PlainMean = new()
    {
        ["primary.encoder"] = JsonElement.Parse($"\"{ClassificationOptions.Mean}\""),
        ["primary.pooling"] = JsonElement.Parse("null"), // The encoder has its own.
    };

    // A linear classifier is fitted by its first batch; a target is judged by two evaluations in succession.
    private static readonly Dictionary<string, JsonElement> FittedAtOnce = new string[]
    {
        "primary.pooling", "primary.tokenWeights", "primary.wordNgrams", "primary.wordNgramBuckets", "primary.characterNgrams", "primary.headPenalty", "primary.linearCost",
    }.ToDictionary(setting => setting, _ => JsonElement.Parse("null")).Concat(new Dictionary<string, JsonElement>
    {
        ["epochs"] = JsonElement.Parse("1"),
        ["evaluationsPerEpoch"] = JsonElement.Parse("2"),
        ["patience"] = JsonElement.Parse("0"),
    }).ToDictionary();

    /// <summary>All controls.</summary>
    public static Catalog<Func<ControlDerivation>> All { get; } = new(
        "control",
        new(StlTwice, "the primary alone at twice stl's learning rates", () => new ControlDerivation { Follows = [ComparisonRow.Stl], IsTuned = false, Settings = TwiceTheRates }),
        new(ComparisonRow.StlCheapest, "the primary alone with the settings that reach the target at the lowest cost; --tune finds them", () => new ControlDerivation { Follows = [ComparisonRow.Stl], IsTuned = false, Settings = _ => Nothing }),
        new("stl-pretrained", "the primary alone from pre-trained vectors, named by initialVectors in its row", () => new ControlDerivation
        {
            Follows = [ComparisonRow.Stl],
            IsTuned = true,
            Settings = _ => Nothing,
            Lacks = options => options.InitialVectors is null ? "it needs vectors to start from: set \"strategies\": { \"stl-pretrained\": { \"initialVectors\": FILE } }." : null,
        }),
        new("stl+data", "the primary alone with the auxiliaries' labels as training data of its own", () => new ControlDerivation
        {
            Follows = [ComparisonRow.Stl],
            IsTuned = true,
            Settings = options => new Dictionary<string, JsonElement> { ["primary.labelsFrom"] = Labelled(options) },
            Lacks = options => options.Primary.LabelsFrom.Count == 0 ? "no auxiliary has labels." : null,
        }),
        new(BagOfWords, "the primary alone as a plain mean of word vectors, the cheapest classifier of texts", () => new ControlDerivation
        {
            Follows = [ComparisonRow.Stl],
            IsTuned = false,
            Settings = options => options.Primary is ClassificationOptions ? PlainMean : Nothing, // Lacks says why not.
            Lacks = NotForTexts,
        }),
        new(ClassificationOptions.TfIdf, "a linear support vector machine on TF-IDF of words and pairs of words", () => Linear(options => With(ClassificationOptions.TfIdf, []))),
        new(ClassificationOptions.Teacher, "a linear support vector machine on the teacher's vectors of the texts", () => Linear(options => With(ClassificationOptions.Teacher, Taught(options)))),
        new(Student, "the auxiliaries first; then a linear classifier on their vectors of the texts, which stay as they are", () => new ControlDerivation
        {
            Follows = [ComparisonRow.Pretrain],
            IsTuned = false,
            Settings = options => options.Primary is ClassificationOptions ? Frozen : Nothing,
            Lacks = options => NotForTexts(options) ?? (options.Auxiliaries.Count == 0 ? "there is no auxiliary." : options.Primary is ClassificationOptions { HasTrainedEncoder: true } ? "it is for encoders that are rows of words and nothing else: set primary.encoder to rows and primary.pooling to mean." : null),
        }),
        new(Placebo, "switch (or mtl) with the auxiliaries' labels shuffled: the same cost, and nothing to learn", () => new ControlDerivation
        {
            Follows = ["switch", ComparisonRow.Mtl],
            IsTuned = false,
            Settings = options => HasLabels(options).ToDictionary(task => $"{task.Path}.shuffleLabels", _ => JsonElement.Parse("true")),
            Lacks = options => options.Auxiliaries.Any(task => task.ShuffleLabels) ? null : "no auxiliary has labels to shuffle.",
        }));

    /// <summary>Whether a row is a baseline that <c>train</c> makes no model of, so it is never recommended.</summary>
    public static bool MakesNoModel(string row) => row is ClassificationOptions.TfIdf or ClassificationOptions.Teacher;

    /// <summary>The controls that go with every run file whose settings allow them: <c>pretrain</c>, <c>stl-2x</c> and <c>placebo</c>.</summary>
    /// <param name="options">The settings that the rows share.</param>
    public static IReadOnlyList<string> AlwaysFor(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [StlTwice, .. options.Auxiliaries.Count > 0 ? [ComparisonRow.Pretrain] : Array.Empty<string>(), .. HasLabels(options).Any() ? [Placebo] : Array.Empty<string>()];
    }

    /// <summary>Whether the primary classifies texts by an encoder that costs more than a bag of rows, so that the plain mean is a baseline of its own.</summary>
    /// <param name="options">The settings that the rows share.</param>
    public static bool HasPlainMeanBeside(RunOptions options) =>
        options.Primary is ClassificationOptions { Encoder: not (ClassificationOptions.Rows or ClassificationOptions.Mean) };

    private static ControlDerivation Linear(Func<RunOptions, IReadOnlyDictionary<string, JsonElement>> settings) => new()
    {
        Follows = [ComparisonRow.Stl],
        IsTuned = false,
        Settings = options => options.Primary is ClassificationOptions ? settings(options) : Nothing, // Lacks says why not.
        Lacks = NotForTexts,
    };

    private static string? NotForTexts(RunOptions options) => options.Primary is ClassificationOptions ? null : $"it is for texts, and the primary task is '{options.Primary.Task}'.";

    private static Dictionary<string, JsonElement> With(string encoder, IEnumerable<string> targets) => new(FittedAtOnce)
    {
        ["primary.encoder"] = JsonElement.Parse($"\"{encoder}\""),
        ["primary.targets"] = JsonElement.Parse($"[{string.Join(", ", targets.Select(path => $"\"{JsonEncodedText.Encode(path)}\""))}]"),
    };

    private static IEnumerable<string> Taught(RunOptions options) => options.Auxiliaries.OfType<DistillationOptions>().SelectMany(task => task.Targets).Distinct();

    private static Dictionary<string, JsonElement> TwiceTheRates(RunOptions options)
    {
        TaskDefaults defaults = options.Primary.Defaults;
        return new()
        {
            ["primary.rate"] = Twice(options.Primary.Rate ?? defaults.Rate),
            ["primary.headRate"] = Twice(options.Primary.HeadRate ?? defaults.HeadRate),
        };
    }

    private static JsonElement Twice(double rate) => JsonElement.Parse((2 * rate).ToString("R", CultureInfo.InvariantCulture));

    private static JsonElement Labelled(RunOptions options) =>
        JsonElement.Parse($"[{string.Join(", ", HasLabels(options).Where(task => task.Needs != TaskNeeds.Scores).Select(task => $"\"{JsonEncodedText.Encode(task.Name)}\""))}]");

    private static IEnumerable<TaskOptions> HasLabels(RunOptions options) =>
        options.Auxiliaries.Where(task => task.Needs != TaskNeeds.Text);
}
