using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MT2ST.Corpora;
using MT2ST.Schedules;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>The settings of one task of a run, primary or auxiliary. Null stands for the task's default.</summary>
public sealed record TaskOptions : IOwnSettings
{
    /// <summary>The task's name in the run, by default <see cref="Task"/>: different from that of every other task.</summary>
    public string Name { get => field.Length > 0 ? field : Task; init; } = "";

    /// <summary>The task's name in the catalog of tasks, such as <c>tagging</c>.</summary>
    public string Task { get; init; } = "";

    /// <summary>Where the task stands in its run, such as <c>auxiliaries.brown</c>: the start of its settings' dotted paths.</summary>
    [JsonIgnore]
    public string Path { get => field.Length > 0 ? field : Name; init; } = "";

    /// <summary>The encoders that the run declares for its tasks to share: set by <see cref="RunOptions.AllTasks"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<TokenEncoderOptions> Encoders { get; init; } = [];

    /// <summary>The training files, read one after the other.</summary>
    public IReadOnlyList<string> Train { get; init; } = [];

    /// <summary>The dev file.</summary>
    public string? Dev { get; init; }

    /// <summary>The test file.</summary>
    public string? Test { get; init; }

    /// <summary>
    /// Similarity sets, files or folders of them, whose dev half is the primary's quality on dev in place of <see cref="Dev"/>: the
    /// mean of their rank correlations. For tasks whose data has no labels.
    /// </summary>
    public IReadOnlyList<string> DevSimilarity { get; init; } = [];

    /// <summary>Similarity sets, files or folders of them, whose test half is reported at the end; null for those of <see cref="DevSimilarity"/>.</summary>
    public IReadOnlyList<string>? TestSimilarity { get; init; }

    /// <summary>
    /// Files, or folders of them, of pairs of words that are left out of the training data, such as the similarity sets that
    /// the run is measured on. For tasks over pairs of words.
    /// </summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The half of the pairs that is trained on, by the split of <see cref="DevSimilarity"/>; null for all. For tasks over pairs of words.</summary>
    public PairHalf? Half { get; init; }

    /// <summary>The files' format by its name in the catalog of formats; null to find it from name and content.</summary>
    public string? Format { get; init; }

    /// <summary>The column that holds the text, by its name in the header or its number from 1.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column that holds the label, by its name in the header or its number from 1.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>What stands between the labels of one text in a table's label column, such as <c>,</c>; null where the column is one label.</summary>
    public string? LabelSeparator { get; init; }

    /// <summary>The column that holds the tags: <c>upos</c>, <c>xpos</c> ... in CoNLL-U (null for <c>upos</c>), a number from 1 in CoNLL (null for the last).</summary>
    public string? Column { get; init; }

    /// <summary>How many characters of a tag count, from its start, at least 1: 2 makes <c>nn</c> of Brown's <c>nns</c> and <c>nn-tl</c>; null for all.</summary>
    public int? TagLength { get; init; }

    /// <summary>Whether a table's first line names its columns; null for when a column is given by name.</summary>
    public bool? Header { get; init; }

    /// <summary>Whether a table's fields may stand in double quotes; null for the format's default.</summary>
    public bool? Quotes { get; init; }

    /// <summary>What every pair of a file of pairs is, such as <c>synonym</c> or <c>antonym</c>; null where the file says it or nothing does.</summary>
    public string? Relation { get; init; }

    /// <summary>What to read of a WordNet folder, such as <c>definitions</c> or <c>lexicon</c>; null for definitions.</summary>
    public string? Part { get; init; }

    /// <summary>
    /// The share of the training data that is held out for dev, in (0, 0.5]: of every 1 / devShare documents one; null for none.
    /// The same documents for every seed. Only without <see cref="Dev"/>.
    /// </summary>
    public double? DevShare { get; init; }

    /// <summary>
    /// Whether labels and tags of the training data are dealt out anew at random, by the run's seed: the placebo of a
    /// comparison, an auxiliary of the same cost that teaches nothing.
    /// </summary>
    public bool ShuffleLabels { get; init; }

    /// <summary>
    /// Auxiliaries, by name, whose labelled examples the primary trains on as its own, whatever the strategy: the control of a
    /// comparison that has their labels without the task. Those whose label the primary has not are left out.
    /// </summary>
    public IReadOnlyList<string> LabelsFrom { get; init; } = [];

    /// <summary>What this auxiliary's labels are called among the primary's, for <see cref="LabelsFrom"/>; a label that is not here keeps its name.</summary>
    public IReadOnlyDictionary<string, string> LabelsAs { get; init; } = new Dictionary<string, string>();

    /// <summary>How many training examples to use, at least 1; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether <see cref="Limit"/> draws its examples by the seed instead of taking the first ones.</summary>
    public bool LimitSample { get; init; }

    /// <summary>How often a word must occur to enter the vocabulary, at least 1.</summary>
    public int? MinCount { get; init; }

    /// <summary>Examples (tokens, pairs, texts) for each primary example at gamma = 1, greater than 0; null for the trainer's rule.</summary>
    public double? Units { get; init; }

    /// <summary>The weight at the start, gamma_k0 greater than 0.</summary>
    public double Gamma0 { get; init; } = 1;

    /// <summary>How fast the weight fades, eta_k at least 0 (Liu and Yu 2024, eq. 5, have it above 0; 0 here means that it stays).</summary>
    public double Eta { get; init; } = AuxiliaryWeight.DefaultEta;

    /// <summary>The power of time, nu_k at least 1.</summary>
    public double Nu { get; init; } = 1;

    /// <summary>The shape of the fade under <c>diminish</c>.</summary>
    public FadeShape Shape { get; init; } = FadeShape.Exponential;

    /// <summary>The strategy of this auxiliary alone by its name in the catalog of strategies, such as <c>switch</c>; null for the run's.</summary>
    public string? Schedule { get; init; }

    /// <summary>The auxiliary's own switch point in primary epochs, at least 0; null for the strategy's.</summary>
    public double? At { get; init; }

    /// <summary>The value below which the weight never falls, in [0, <see cref="Gamma0"/>].</summary>
    public double GammaMin { get; init; }

    /// <summary>The share of <see cref="Gamma0"/> below which the task is not run at all, in [0, 1); without effect where <see cref="GammaMin"/> is above 0.</summary>
    public double CutOff { get; init; } = 0.01;

    /// <summary>The CPU time of a multiply-add as a multiple of the primary's, greater than 0, for strategies that probe; null for 1, or what <see cref="StrategyOptions.MeasureCosts"/> finds.</summary>
    public double? CostFactor { get; init; }

    /// <summary>The learning rate of the table's rows, greater than 0.</summary>
    public double? Rate { get; init; }

    /// <summary>The learning rate of the task's head, greater than 0.</summary>
    public double? HeadRate { get; init; }

    /// <summary>The optimizer of the table's rows by its name in the catalog, such as <c>adagrad</c>.</summary>
    public string? Optimizer { get; init; }

    /// <summary>The optimizer of the task's head by its name in the catalog, such as <c>adam</c>.</summary>
    public string? HeadOptimizer { get; init; }

    /// <summary>How the learning rates change over the planned epochs.</summary>
    public RateDecay? Decay { get; init; }

    /// <summary>Examples in a batch, at least 1.</summary>
    public int? Batch { get; init; }

    /// <summary>Every further setting: the task's own ones, which <see cref="ReadSettings"/> reads.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Settings { get; set; } = []; // Source-generated JSON cannot fill extension data through init.

    /// <summary>Reads the task's own settings strictly into a record of the task's.</summary>
    /// <typeparam name="T">The record; its defaults stand for settings that the run does not have. An object within it must not be null by default.</typeparam>
    /// <param name="type">Source-generated metadata of the record, with camelCase names.</param>
    /// <exception cref="SettingException">A setting is unknown to the task, or its value is of the wrong kind.</exception>
    public T ReadSettings<T>(JsonTypeInfo<T> type)
        where T : class, new() =>
        OwnSettings.Read(Settings, Path, $"task '{Task}'", RunJson.Default.TaskOptions, type);

    TOptions IOwnSettings.Read<TOptions>(JsonTypeInfo<TOptions> type) => ReadSettings(type);

    /// <summary>Checks the ranges, and that the task has a name and training data.</summary>
    /// <exception cref="SettingException">A value is missing or out of its range.</exception>
    public void Validate()
    {
        if (Task.Length == 0)
            throw new SettingException($"{Path}.task", $"{Path}.task is missing; name the task, such as \"task\": \"skipgram\".");
        if (Name.Contains('.') || Name.All(char.IsAsciiDigit))
            throw new SettingException($"{Path}.name", $"{Path}.name is '{Name}'; it must have a letter and no full stop, so that settings can be addressed by it.");
        if (Train.Count == 0 || Train.Any(string.IsNullOrWhiteSpace))
            throw new SettingException($"{Path}.train", $"{Path}.train is missing or empty; name at least one file.");
        ValidateSimilarity();
        ValidateWeight();
        ValidateDev();
        SettingRange.AtLeast($"{Path}.tagLength", TagLength, 1);
        SettingRange.AtLeast($"{Path}.limit", Limit, 1);
        SettingRange.AtLeast($"{Path}.minCount", MinCount, 1);
        SettingRange.Positive($"{Path}.rate", Rate);
        SettingRange.Positive($"{Path}.headRate", HeadRate);
        SettingRange.AtLeast($"{Path}.batch", Batch, 1);
    }

    private void ValidateSimilarity()
    {
        if (DevSimilarity.Count > 0 && Dev is not null)
            throw new SettingException($"{Path}.devSimilarity", $"{Path}.devSimilarity and {Path}.dev both say what the quality on dev is; give one of them.");
        if (DevSimilarity.Count == 0 && TestSimilarity is not null)
            throw new SettingException($"{Path}.testSimilarity", $"{Path}.testSimilarity is set without {Path}.devSimilarity; name the sets of dev too.");
        if (DevSimilarity.Count > 0 && Test is not null)
            throw new SettingException($"{Path}.test", $"{Path}.test and the test half of {Path}.devSimilarity both say what the quality on test is; leave {Path}.test out.");
    }

    private void ValidateDev()
    {
        if (DevShare is not (null or (> 0 and <= 0.5)))
            throw new SettingException($"{Path}.devShare", FormattableString.Invariant($"{Path}.devShare is {DevShare}; it must be greater than 0 and at most 0.5."));
        if (DevShare is not null && Dev is not null)
            throw new SettingException($"{Path}.devShare", $"{Path}.devShare and {Path}.dev are both set; remove one of them.");
        if (LabelSeparator is "")
            throw new SettingException($"{Path}.labelSeparator", $"{Path}.labelSeparator is empty; give what stands between labels, such as ','.");
    }

    private void ValidateWeight()
    {
        SettingRange.Positive($"{Path}.units", Units);
        SettingRange.Positive<double>($"{Path}.gamma0", Gamma0);
        SettingRange.AtLeast<double>($"{Path}.eta", Eta, 0);
        SettingRange.AtLeast<double>($"{Path}.nu", Nu, 1);
        SettingRange.AtLeast($"{Path}.at", At, 0);
        SettingRange.Within<double>($"{Path}.gammaMin", GammaMin, 0, Gamma0);
        SettingRange.Below<double>($"{Path}.cutOff", CutOff, 1);
        SettingRange.Positive($"{Path}.costFactor", CostFactor);
    }
}
