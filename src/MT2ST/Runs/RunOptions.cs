using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using MT2ST.Catalogs;
using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Optimization;
using MT2ST.Runs;
using MT2ST.Schedules;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST;

/// <summary>The settings of a run: what a run file holds, in camelCase.</summary>
public sealed partial record RunOptions : OptionsRecord
{
    private const string PrimaryPath = "primary";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The text goes to a file or terminal, never into HTML.
    };

    private readonly StrategyOptions? _strategy;

    /// <summary>
    /// The length of an embedding; null for 100, or for as many as a classifier of weighed words has labels, in sixteens and
    /// at most 96, if it trains without auxiliaries and initial vectors; for a distillation 256, from 50,000 texts on 128; for matching 128.
    /// </summary>
    [Within("[1, 65536]")]
    public int? Dimensions { get; init; }

    /// <summary>The seed of all random choices: initialisation, order of examples and sampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads for reading, training and writing; only a run on one thread can be repeated bit for bit.</summary>
    [Within("[1, 1024]")]
    public int Threads { get; init; } = 1;

    /// <summary>Planned passes over the primary's training data, fractions allowed; null for the primary's own. More than 1,000,000 never end.</summary>
    [Within("(0, 1000000]")]
    public double? Epochs { get; init; }

    /// <summary>Evaluations on dev in each primary epoch; null for the primary's own.</summary>
    [Within("(0, inf)")]
    public double? EvaluationsPerEpoch { get; init; }

    /// <summary>How many evaluations on dev without improvement end the run, 0 to never end early; null for the primary's own.</summary>
    [Within("[0, inf)")]
    public int? Patience { get; init; }

    /// <summary>
    /// Which parameters to keep; null for the best if the primary has dev data, otherwise the last.
    /// </summary>
    public KeptParameters? Keep { get; init; }

    /// <summary>Whether words are converted to lower case.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>Whether every digit is replaced by 0.</summary>
    public bool FoldDigits { get; init; }

    /// <summary>
    /// How text is split into words: by <c>words</c> into runs of letters, marks and digits, and into single characters in scripts
    /// without blanks between words (Chinese, kana, Thai, Lao, Khmer, Burmese); by <c>whitespace</c> at blanks alone.
    /// </summary>
    [OneOf(typeof(TextOptions), nameof(TextOptions.Tokenizers))]
    public string Tokenizer { get; init; } = "words";

    /// <summary>The most words that the vocabulary keeps; null for no limit.</summary>
    [Within("[1, inf)")]
    public int? MaximumVocabulary { get; init; }

    /// <summary>
    /// The most memory for the word ids of each task's training data, such as <c>500M</c> or <c>2G</c>. If text needs more, it is
    /// streamed from a temporary file in the system's temporary folder (<c>TMPDIR</c>); data that cannot be streamed is refused.
    /// Null for no limit.
    /// </summary>
    [Flag("memory-limit", "SIZE")]
    public string? MemoryLimit { get; init; }

    /// <summary>
    /// The most that the model may take on disk, such as <c>500K</c>, <c>10M</c> or <c>1G</c>: a classifier's linear part is left out, and n-gram buckets,
    /// the dimensions and n-grams (unless given) and at last the vocabulary are made small enough; null for no limit.
    /// </summary>
    [Flag("model-size", "SIZE")]
    public string? ModelSize { get; init; }

    /// <summary>Rows start with uniform random values between minus and plus this number; null for 0.5 / sqrt(dimensions).</summary>
    [Within("(0, inf)")]
    public double? InitialScale { get; init; }

    /// <summary>Whether the table keeps its initial values, so that only the heads learn.</summary>
    public bool Freeze { get; init; }

    /// <summary>
    /// The vectors that words start from: a file in any known format, or a model folder; words missing from it start at random.
    /// Null for none.
    /// </summary>
    [InputFile]
    public string? InitialVectors { get; init; }

    /// <summary>
    /// The lengths of the character n-grams, such as <c>3-6</c>, whose rows make up a word's vector together with its own row;
    /// null for none.
    /// </summary>
    public string? Ngrams { get; init; }

    /// <summary>How many buckets n-grams are hashed into; buckets that no word uses cost nothing.</summary>
    [Within("[1, 100000000]")]
    public int NgramBuckets { get; init; } = CharacterNgrams.DefaultBucketCount;

    /// <summary>The folder to write the model to; null for none. Relative to the working directory.</summary>
    [Flag("output", "FOLDER")]
    public string? Output { get; init; }

    /// <summary>Token encoders that tasks may share, each with its own name; a task uses one by naming it as its <c>encoder</c>.</summary>
    public IReadOnlyList<TokenEncoderOptions> Encoders { get; init; } = [];

    /// <summary>The task that the embeddings are for.</summary>
    public TaskOptions Primary { get; init => field = value is null ? null! : value with { Path = PrimaryPath }; } = null!; // Missing only until it is checked.

    /// <summary>The tasks that help the primary.</summary>
    public IReadOnlyList<TaskOptions> Auxiliaries { get; init => field = value is null ? null! : [.. value.Select(task => task is null ? null! : task with { Path = $"auxiliaries.{task.Name}" })]; } = []; // Checked later.

    /// <summary>
    /// How the task weights change over time; if none is named, <c>diminish</c> with auxiliaries and <c>stl</c> without.
    /// </summary>
    public StrategyOptions Strategy { get => _strategy ?? (Auxiliaries.Count > 0 ? new DiminishOptions() : new StlOptions()); init => _strategy = value; }

    /// <summary>
    /// Rows of a comparison by name: for each, the settings that differ, by dotted path. A row is named for its strategy
    /// unless it sets <c>strategy.name</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Strategies { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>();

    /// <summary>What is tried in a search for settings, before a run or for the rows of a comparison.</summary>
    public TuningOptions Tuning { get; init; } = new();

    /// <summary>The seeds that a comparison measures; a count starts at <see cref="Seed"/>.</summary>
    [Flag("")]
    public SeedChoice Seeds { get; init; } = new() { Count = 5 };

    /// <summary>Whether the quality on dev is measured, if the data is large enough to hold some out.</summary>
    internal bool MeasuresDev => Primary is { } primary
        && (primary.Dev is not null || primary.DevSimilarity.Count > 0 || (primary.DevShare ?? primary.Defaults.DevShare) > 0);

    /// <summary>Whether the strategy is given, not the default.</summary>
    internal bool NamesStrategy => _strategy is not null;

    /// <summary>How text becomes words.</summary>
    internal TextOptions TextOptions => new() { Lowercase = Lowercase, FoldDigits = FoldDigits, Tokenizer = Tokenizer };

    /// <summary><see cref="MemoryLimit"/> in bytes; the largest number if there is no limit.</summary>
    internal long MemoryLimitBytes => MemoryLimit is null ? long.MaxValue : ByteSize.Parse("memoryLimit", MemoryLimit);

    /// <summary><see cref="ModelSize"/> in bytes; null if there is no limit.</summary>
    internal long? ModelSizeBytes => ModelSize is null ? null : ByteSize.Parse("modelSize", ModelSize);

    /// <summary>All tasks, the primary first: the order of all arrays by task.</summary>
    public IEnumerable<TaskOptions> AllTasks() => Auxiliaries.Prepend(Primary);

    /// <summary>The auxiliaries whose data is read: all if the strategy uses auxiliaries, otherwise those whose labels the primary takes.</summary>
    internal IReadOnlyList<TaskOptions> AuxiliariesRead() =>
        Strategy.UsesAuxiliaries ? Auxiliaries : [.. Auxiliaries.Where(task => Primary.LabelsFrom.Contains(task.Name))];

    /// <summary>Reads settings strictly, and checks them.</summary>
    /// <param name="settings">The settings as a run file has them.</param>
    /// <exception cref="SettingException">A setting is unknown, of the wrong kind, missing or out of its range.</exception>
    internal static RunOptions Read(JsonObject settings)
    {
        var options = (RunOptions)new RunOptions().Read(WithPointsOfAuxiliaries(WithStrategyName(settings)), path: "");
        options.Validate();
        return options;
    }

    /// <summary>Reads settings that <see cref="ToJson"/> wrote, or those of a run file; paths are from the working directory.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">It is not JSON, or has a key twice.</exception>
    /// <exception cref="SettingException">It is no object, or a setting is unknown, of the wrong kind, missing or out of its range.</exception>
    public static RunOptions FromJson(string json)
    {
        JsonDocumentOptions options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };
        try
        {
            return Read(JsonNode.Parse(json, documentOptions: options) as JsonObject ?? throw new SettingException("", "The settings are no JSON object."));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The settings are no JSON: {error.Message}", error);
        }
    }

    /// <summary>Writes the settings as indented JSON with every default: a run file that gives the same run from the working directory.</summary>
    public string ToJson()
    {
        JsonObject settings = (Primary is null ? this : RunDefaults.Decide(this)).Write();
        foreach (Setting setting in Primary?.ListSettings().Where(setting => setting.IsForAuxiliaries) ?? [])
            ((JsonObject)settings["primary"]!).Remove(setting.Name);
        return settings.ToJsonString(Readable);
    }

    /// <summary>The options with the examples in memory that other ones have, wherever these name them.</summary>
    internal RunOptions WithExamplesOf(RunOptions? other)
    {
        if (other is null)
            return this;
        Dictionary<string, ExampleSource> known = new(StringComparer.Ordinal);
        foreach (ExampleSource source in other.AllTasks().SelectMany(SourcesOf).Where(source => source.Examples is not null))
            known[source.Paths[0]] = source;
        return known.Count == 0 ? this : this with { Primary = Known(Primary), Auxiliaries = [.. Auxiliaries.Select(Known)] };

        ExampleSource? Find(ExampleSource? source) => source is { Paths: [var name] } && known.TryGetValue(name, out ExampleSource? found) ? found : source;
        TaskOptions Known(TaskOptions task) => task with { Train = Find(task.Train)!, Dev = Find(task.Dev), Test = Find(task.Test) };
        static IEnumerable<ExampleSource> SourcesOf(TaskOptions task) => new[] { task.Train, task.Dev, task.Test }.OfType<ExampleSource>();
    }

    /// <summary>Checks every setting: ranges and names, that settings go together, and that the tasks' names differ.</summary>
    /// <exception cref="SettingException">A value is missing or not allowed; the message names it and what is allowed.</exception>
    public void Validate() => Validate(path: "");

    /// <summary>The character n-grams that <see cref="Ngrams"/> and <see cref="NgramBuckets"/> ask for; null for none.</summary>
    /// <exception cref="SettingException">The lengths are not valid.</exception>
    internal CharacterNgrams? ReadNgrams()
    {
        if (Ngrams is null)
            return null;
        string[] lengths = Ngrams.Split('-');
        if (lengths.Length == 2
            && int.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out int minimum)
            && int.TryParse(lengths[1], NumberStyles.None, CultureInfo.InvariantCulture, out int maximum)
            && minimum >= 1 && minimum <= maximum && maximum <= CharacterNgrams.MaximumLength)
            return new CharacterNgrams { Minimum = minimum, Maximum = maximum, BucketCount = NgramBuckets };
        throw new SettingException("ngrams", $"ngrams is '{Ngrams}'; it must be the shortest and the longest length in [1, {CharacterNgrams.MaximumLength}], such as 3-6.");
    }

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        if (Primary is null)
            throw new SettingException(PrimaryPath, "primary is missing; name the task that the embeddings are for, such as --primary skipgram:text.txt or, in a run file, \"primary\": { \"task\": \"skipgram\", \"train\": \"text.txt\" }.");
        _ = MemoryLimitBytes; // Throws if it is not an amount.
        _ = ModelSizeBytes;
        ReadNgrams();
        Seeds.Check("seeds");
        CheckNames();
        foreach (TaskOptions task in AllTasks())
            CheckTask(task);
        CheckPrimary();
        if (Strategy is { Probes: true } or { ProbesForHarm: true, UsesAuxiliaries: true } && Auxiliaries.FirstOrDefault(auxiliary => auxiliary.GammaMin > 0) is { } kept)
            throw new SettingException($"{kept.Path}.gammaMin", FormattableString.Invariant($"{kept.Path}.gammaMin is {kept.GammaMin}, but a floor keeps an auxiliary running that probes would switch off; leave it out under gain, switch at auto and harmCheck probes."));
    }

    // Settings of the strategy without its name are those of the default, which depends on the auxiliaries.
    private static JsonObject WithStrategyName(JsonObject settings)
    {
        if (settings["strategy"] is not JsonObject strategy || strategy.ContainsKey("name") || settings["auxiliaries"] is not JsonArray { Count: > 0 })
            return settings;
        var named = (JsonObject)settings.DeepClone();
        named["strategy"]!["name"] = new DiminishOptions().Name;
        return named;
    }

    // A switch point beside another strategy is that of the auxiliaries whose own schedule is switch.
    private static JsonObject WithPointsOfAuxiliaries(JsonObject settings)
    {
        string name = new SwitchOptions().Name;
        if (settings["strategy"] is not JsonObject strategy || strategy["at"] is not JsonValue point || TextOf(strategy["name"]) == name)
            return settings;
        if (settings["auxiliaries"] is not JsonArray auxiliaries || !auxiliaries.Any(auxiliary => TextOf(auxiliary?["schedule"]) == name))
            return settings;
        var given = (JsonObject)settings.DeepClone();
        ((JsonObject)given["strategy"]!).Remove("at");
        foreach (JsonNode? auxiliary in (JsonArray)given["auxiliaries"]!)
            if (TextOf(auxiliary?["schedule"]) == name)
                auxiliary!["at"] ??= point.DeepClone();
        return given;

        static string? TextOf(JsonNode? node) => SettingType.IsText(node) ? node!.GetValue<string>() : null;
    }

    private void CheckNames()
    {
        HashSet<string> encoders = [.. BuiltInTokenEncoders.Names, .. ClassificationOptions.Baselines], tasks = [];
        foreach (TaskOptions task in AllTasks())
            Forbid(task.Path, !tasks.Add(task.Name), "name", $"is '{task.Name}', which another task has too; give each task its own \"name\".");
        for (int i = 0; i < Encoders.Count; i++)
            Forbid($"encoders.{Encoders[i].ElementName ?? SettingPath.IndexName(i)}", !encoders.Add(Encoders[i].Name) || tasks.Contains(Encoders[i].Name), "name", $"is '{Encoders[i].Name}', which another encoder or a task has; choose another name.");
    }

    private void CheckTask(TaskOptions task)
    {
        CheckName("schedule", "strategy of one auxiliary", task.Schedule, BuiltInSchedules.NamesForOneAuxiliary);
        CheckName("optimizer", BuiltInOptimizers<float>.Rows.Kind, task.Optimizer, BuiltInOptimizers<float>.Rows.Names);
        CheckName("headOptimizer", BuiltInOptimizers<float>.Heads.Kind, task.HeadOptimizer, BuiltInOptimizers<float>.Heads.Names);
        task.CheckEncoder(Encoders, task.Path);
        CheckDefaults(task);

        void CheckName(string setting, string kind, string? name, IEnumerable<string> known)
        {
            if (name is not null && !known.Contains(name))
                throw new SettingException($"{task.Path}.{setting}", $"{task.Path}.{setting}: {Suggestions.Unknown(kind, name, known)}");
        }
    }

    // Those of a task written outside of the library; ours are right.
    private static void CheckDefaults(TaskOptions task)
    {
        TaskDefaults defaults = task.Defaults;
        bool isRight = defaults is { Rate: > 0 and < double.PositiveInfinity, HeadRate: > 0 and < double.PositiveInfinity, BatchSize: > 0, MinimumCount: > 0 }
            && BuiltInOptimizers<float>.Rows.Names.Contains(defaults.RowOptimizer) && BuiltInOptimizers<float>.Heads.Names.Contains(defaults.HeadOptimizer);
        Forbid(task.Path, !isRight, "task", $"is '{task.Task}', whose defaults are wrong: {defaults}. Rates, batch size and minimum count must be above 0, optimizers known.");
    }

    private void CheckPrimary()
    {
        TaskOptions defaults = BuiltInTasks.All.TryFind(Primary.Task, out CatalogEntry<Func<TaskOptions>>? entry) ? entry.Factory() : Primary;
        foreach (Setting setting in Primary.ListSettings().Where(setting => setting.IsForAuxiliaries))
            Forbid(PrimaryPath, Text(setting, Primary) != Text(setting, defaults), setting.Name, "is set, but it only has an effect on auxiliaries. Set it for an auxiliary.");
        foreach (TaskOptions auxiliary in Auxiliaries)
        {
            Forbid(auxiliary.Path, auxiliary.LabelsFrom.Count > 0, "labelsFrom", "is set, but only the primary takes labels of other tasks. Set primary.labelsFrom.");
            Forbid(auxiliary.Path, auxiliary.DevSimilarity.Count > 0, "devSimilarity", "is set, but only the primary is measured. Set primary.devSimilarity.");
        }
        Forbid(PrimaryPath, Primary.DevSimilarity.Count > 0 && !IsMeasuredBySets(Primary), "devSimilarity", $"is set for task '{Primary.Task}', which has a metric of its own; it is for {BuiltInTasks.NamesWhere(IsMeasuredBySets)}. Set primary.dev.");
        if (Primary.LabelsFrom.Count == 0)
            return;
        Forbid(PrimaryPath, !TakesLabels(Primary), "labelsFrom", $"is set for task '{Primary.Task}'; it is for {BuiltInTasks.NamesWhere(TakesLabels)}.");
        foreach (string name in Primary.LabelsFrom)
        {
            TaskOptions other = Auxiliaries.FirstOrDefault(task => task.Name == name)
                ?? throw new SettingException("primary.labelsFrom", $"primary.labelsFrom: {Suggestions.Unknown("auxiliary", name, Auxiliaries.Select(task => task.Name))}");
            Forbid(PrimaryPath, !HasLabels(other), "labelsFrom", $"names '{name}', a task '{other.Task}', which has no labels; it is for {BuiltInTasks.NamesWhere(HasLabels)}.");
        }

        static string? Text(Setting setting, OptionsRecord options) => setting.Get(options) is { } value ? setting.Type.Write(value)?.ToJsonString() : null;
    }

    private static bool IsMeasuredBySets(TaskOptions task) => task is { Needs: TaskNeeds.Text, HasTargets: false } or { Needs: TaskNeeds.Scores };

    private static bool TakesLabels(TaskOptions task) => task.Needs is TaskNeeds.Labels or TaskNeeds.Tags;

    private static bool HasLabels(TaskOptions task) => TakesLabels(task) || task.Needs == TaskNeeds.TagsOrLabels;
}

/// <summary>Which parameters a run keeps when it ends.</summary>
public enum KeptParameters
{
    /// <summary>Those of the evaluation with the best dev quality.</summary>
    Best,

    /// <summary>Those after the last step.</summary>
    Last,
}
