using MT2ST.Corpora;
using MT2ST.Corpora.Pairs;
using MT2ST.Layers;
using MT2ST.Settings;

namespace MT2ST.Tasks;

/// <summary>A task of a run, primary or auxiliary: its settings, what its data must carry, and how it is made. Null stands for the task's default.</summary>
/// <remarks>A kind of task is a record that derives from this one and adds its own settings, and an entry in <see cref="BuiltInTasks"/>.</remarks>
public abstract partial record TaskOptions : OptionsRecord
{
    internal const double DefaultEta = 0.3; // docs/results.md, "Defaults".

    /// <summary>How values are read and written.</summary>
    public static SettingType SettingType => field ??= SettingType.Chosen(BuiltInTasks.Choice);

    /// <summary>The task's name in the catalog of tasks, such as <c>tagging</c>.</summary>
    public abstract string Task { get; }

    /// <summary>What the task's data must carry.</summary>
    public abstract TaskNeeds Needs { get; }

    /// <summary>Rates, optimizers and sizes that apply if the settings do not give them.</summary>
    public abstract TaskDefaults Defaults { get; }

    /// <summary>Whether the task visits documents block by block and copies none, so that they may be read from a file during training.</summary>
    public virtual bool StreamsText => false;

    /// <summary>Whether an example is a word with related words, so that pairs can be left out of the data.</summary>
    public virtual bool ReadsPairs => false;

    /// <summary>Whether a document keeps all of its labels, not only the first.</summary>
    public virtual bool ReadsAllLabels => false;

    /// <summary>The corpus format of files whose name does not show it; null to look at their first lines.</summary>
    public virtual string? UnnamedFormat => null;

    /// <summary>The task's path in its run, such as <c>auxiliaries.brown</c>: the start of its settings' dotted paths.</summary>
    internal string Path { get => field.Length > 0 ? field : Name; init; } = "";

    internal override string ElementName => Name;

    /// <summary>The task's name in the run, by default that of its kind: different from that of every other task.</summary>
    [Flag("")]
    public string Name { get => field.Length > 0 ? field : Task; init; } = "";

    /// <summary>The training files, read one after the other.</summary>
    [InputFile, Flag("")] // --primary and --corpus name it.
    public IReadOnlyList<string> Train { get; init; } = [];

    /// <summary>The dev file.</summary>
    [InputFile]
    public string? Dev { get; init; }

    /// <summary>The test file.</summary>
    [InputFile]
    public string? Test { get; init; }

    /// <summary>
    /// Similarity sets (files or folders of them), whose dev half measures the primary's quality instead of <see cref="Dev"/>: the
    /// mean of their rank correlations. For tasks whose data has no labels.
    /// </summary>
    [InputFile]
    public IReadOnlyList<string> DevSimilarity { get; init; } = [];

    /// <summary>Similarity sets (files or folders of them), whose test half is reported at the end; null for those of <see cref="DevSimilarity"/>.</summary>
    [InputFile]
    public IReadOnlyList<string>? TestSimilarity { get; init; }

    /// <summary>
    /// Files with pairs of words (or folders of them) that are left out of the training data, such as the similarity sets that
    /// measure the run. For tasks over pairs of words.
    /// </summary>
    [InputFile]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The half of the pairs to train on, by the split of <see cref="DevSimilarity"/>; null for all. For tasks over pairs of words.</summary>
    public PairHalf? Half { get; init; }

    /// <summary>The files' format by its name in the catalog of formats; null for the one that name and content show.</summary>
    [OneOf(typeof(BuiltInCorpora), "All.Names")]
    public string? Format { get; init; }

    /// <summary>The column that holds the text, by its name in the header or its number from 1.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column that holds the label, by its name in the header or its number from 1.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The separator of several labels in a table's label column, such as <c>,</c>; null for none: the column is one label.</summary>
    public string? LabelSeparator { get; init; }

    /// <summary>The column that holds the tags: <c>upos</c>, <c>xpos</c> ... in CoNLL-U, a number from 1 in CoNLL; null for <c>upos</c> and the last.</summary>
    public string? Column { get; init; }

    /// <summary>How many characters of a tag count, from its start: 2 makes <c>nn</c> of Brown's <c>nns</c> and <c>nn-tl</c>; null for all.</summary>
    [Within("[1, inf)")]
    public int? TagLength { get; init; }

    /// <summary>Whether a table's first line names its columns; null for true if a column is given by name.</summary>
    public bool? Header { get; init; }

    /// <summary>Whether a table's fields may stand in double quotes; null for the format's default.</summary>
    public bool? Quotes { get; init; }

    /// <summary>The relation of every pair of a file of pairs, such as <c>synonym</c> or <c>antonym</c>; null for the one in the file.</summary>
    public string? Relation { get; init; }

    /// <summary>The part of a WordNet folder to read, such as <c>definitions</c> or <c>lexicon</c>; null for definitions.</summary>
    public string? Part { get; init; }

    /// <summary>
    /// The share of the training data that is held out for dev: one of every 1 / devShare documents; null for none.
    /// The same documents for every seed. Only without <see cref="Dev"/>.
    /// </summary>
    [Within("(0, 0.5]")]
    public double? DevShare { get; init; }

    /// <summary>
    /// Whether labels and tags of the training data are shuffled, by the run's seed: the placebo of a comparison, an auxiliary
    /// of the same cost that teaches nothing.
    /// </summary>
    public bool ShuffleLabels { get; init; }

    /// <summary>
    /// Auxiliaries, by name, whose labelled examples the primary trains on as its own, under any strategy: the control of a
    /// comparison that has their labels without the task. Examples whose label the primary lacks are left out.
    /// </summary>
    public IReadOnlyList<string> LabelsFrom { get; init; } = [];

    /// <summary>The names of this auxiliary's labels among the primary's, for <see cref="LabelsFrom"/>; a label that is not listed keeps its name.</summary>
    [ForAuxiliaries]
    public IReadOnlyDictionary<string, string> LabelsAs { get; init; } = new Dictionary<string, string>();

    /// <summary>How many training examples to use; null for all.</summary>
    [Within("[1, inf)")]
    public int? Limit { get; init; }

    /// <summary>Whether <see cref="Limit"/> draws its examples by the seed instead of taking the first ones.</summary>
    public bool LimitSample { get; init; }

    /// <summary>How often a word must occur to enter the vocabulary; null for the task's own.</summary>
    [Within("[1, inf)")]
    public int? MinCount { get; init; }

    /// <summary>Examples (tokens, pairs, texts) for each primary example at gamma = 1; null for as many as cost a third of a primary example, at most 400.</summary>
    [Within("(0, inf)"), ForAuxiliaries]
    public double? Units { get; init; }

    /// <summary>The weight at the start, gamma_k0.</summary>
    [Within("(0, inf)"), ForAuxiliaries]
    public double Gamma0 { get; init; } = 1;

    /// <summary>How fast the weight fades, eta_k at least 0 (in Liu and Yu 2024, eq. 5, above 0; here 0 means that it does not fade).</summary>
    [Within("[0, inf)"), ForAuxiliaries]
    public double Eta { get; init; } = DefaultEta;

    /// <summary>The power of time, nu_k at least 1.</summary>
    [Within("[1, inf)"), ForAuxiliaries]
    public double Nu { get; init; } = 1;

    /// <summary>The shape of the fade under <c>diminish</c>.</summary>
    [ForAuxiliaries]
    public FadeShape Shape { get; init; } = FadeShape.Exponential;

    /// <summary>The strategy of this auxiliary alone by its name in the catalog of strategies, such as <c>switch</c>; null for the run's.</summary>
    [ForAuxiliaries]
    public string? Schedule { get; init; }

    /// <summary>The auxiliary's own switch point in primary epochs; null for the strategy's.</summary>
    [Within("[0, inf)"), ForAuxiliaries]
    public double? At { get; init; }

    /// <summary>The value below which the weight never falls, at most <see cref="Gamma0"/>.</summary>
    [Within("[0, inf)"), ForAuxiliaries]
    public double GammaMin { get; init; }

    /// <summary>The share of <see cref="Gamma0"/> below which the task is not run at all, in [0, 1); without effect if <see cref="GammaMin"/> is above 0.</summary>
    [Within("[0, 1)"), ForAuxiliaries]
    public double CutOff { get; init; } = 0.01;

    /// <summary>The CPU time of a multiply-add as a multiple of the primary's, greater than 0, for strategies that probe; null for 1, or what the strategy's <c>measureCosts</c> finds.</summary>
    [Within("(0, inf)"), ForAuxiliaries]
    public double? CostFactor { get; init; }

    /// <summary>The learning rate of the table's rows; null for the task's own.</summary>
    [Within("(0, inf)")]
    public double? Rate { get; init; }

    /// <summary>The learning rate of the task's head; null for the task's own.</summary>
    [Within("(0, inf)")]
    public double? HeadRate { get; init; }

    /// <summary>The optimizer of the table's rows by its name in the catalog, such as <c>adagrad</c>.</summary>
    public string? Optimizer { get; init; }

    /// <summary>The optimizer of the task's head by its name in the catalog, such as <c>adam</c>.</summary>
    public string? HeadOptimizer { get; init; }

    /// <summary>How the learning rates change over the planned epochs.</summary>
    public RateDecay? Decay { get; init; }

    /// <summary>Examples in a batch; null for the task's own.</summary>
    [Within("[1, inf)")]
    public int? Batch { get; init; }

    /// <summary>Whether the data must be indexed with affix and shape features.</summary>
    /// <param name="encoders">The encoders that the run declares for its tasks to share.</param>
    public virtual bool ReadsWordFeatures(IReadOnlyList<TokenEncoderOptions> encoders) => false;

    /// <summary>Makes the task.</summary>
    /// <exception cref="ArgumentException">The data lacks what the task needs.</exception>
    public abstract ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Checks the settings against the encoders that the run declares.</summary>
    /// <param name="encoders">The encoders.</param>
    /// <param name="path">The dotted path of the task.</param>
    /// <exception cref="SettingException">They do not go together.</exception>
    protected internal virtual void CheckEncoder(IReadOnlyList<TokenEncoderOptions> encoders, string path)
    {
    }

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        Forbid(path, Name.Contains('.') || Name.All(char.IsAsciiDigit), "name", $"is '{Name}'; it must have a letter and no full stop, so that settings can be addressed by it.");
        Forbid(path, Train.Count == 0 || Train.Any(string.IsNullOrWhiteSpace), "train", "is missing or empty; name at least one file.");
        Forbid(path, DevSimilarity.Count > 0 && Dev is not null, "devSimilarity", $"and {path}.dev both say what the quality on dev is; give one of them.");
        Forbid(path, DevSimilarity.Count == 0 && TestSimilarity is not null, "testSimilarity", $"is set without {path}.devSimilarity; name the sets of dev too.");
        Forbid(path, DevSimilarity.Count > 0 && Test is not null, "test", $"and the test half of {path}.devSimilarity both say what the quality on test is; leave {path}.test out.");
        Forbid(path, DevShare is not null && Dev is not null, "devShare", $"and {path}.dev are both set; remove one of them.");
        Forbid(path, LabelSeparator is "", "labelSeparator", "is empty; give the text between labels, such as ','.");
        Forbid(path, GammaMin > Gamma0, "gammaMin", FormattableString.Invariant($"is {GammaMin}; it must be in [0, {Gamma0}], as gamma0 is {Gamma0}."));
        Forbid(path, !ReadsPairs && Exclude.Count > 0, "exclude", PairsAlone());
        Forbid(path, !ReadsPairs && Half is not null, "half", PairsAlone());

        string PairsAlone() => $"is set for task '{Task}', which has no pairs of words; it is for {BuiltInTasks.NamesWhere(task => task.ReadsPairs)}.";
    }
}

/// <summary>How <c>diminish</c> fades a weight: a share of gamma_0 as a function of u = eta t^nu, 1 at u = 0.</summary>
/// <remarks>The exponential shape is the paper's (Liu and Yu, arXiv 2406.18038, equation 5), the others are ours.</remarks>
public enum FadeShape
{
    /// <summary>e^-u: never 0, below the usual cut-off of 1 % from u = 4.6 on.</summary>
    Exponential,

    /// <summary>max(0, 1 - u): in a straight line (for nu = 1), 0 from u = 1 on.</summary>
    Linear,

    /// <summary>(1 + cos(pi min(1, u))) / 2: slow at both ends, 0 from u = 1 on.</summary>
    Cosine,

    /// <summary>2^-floor(u): halves each time u passes a whole number.</summary>
    Step,
}

/// <summary>How learning rates change over a run.</summary>
public enum RateDecay
{
    /// <summary>They do not change.</summary>
    None,

    /// <summary>They fall in a straight line to a ten-thousandth at the planned end.</summary>
    Linear,
}

/// <summary>A task's values for settings that the run does not give.</summary>
public sealed record TaskDefaults
{
    /// <summary>The defaults of tasks over raw text: short steps, rare words left out.</summary>
    internal static TaskDefaults RawText { get; } = new() { Rate = 0.05, BatchSize = 1000, MinimumCount = 5, DropsUnknownWords = true };

    /// <summary>The defaults of tasks over pairs of words: words outside the vocabulary are left out.</summary>
    internal static TaskDefaults WordPairs { get; } = new() { Rate = 0.05, BatchSize = 32, DropsUnknownWords = true };

    /// <summary>The optimizer of rows, by its name in the catalog.</summary>
    public string RowOptimizer { get; init; } = "adagrad";

    /// <summary>The learning rate of rows.</summary>
    public required double Rate { get; init; }

    /// <summary>The optimizer of the head, by its name in the catalog.</summary>
    public string HeadOptimizer { get; init; } = "adam";

    /// <summary>The learning rate of the head.</summary>
    public double HeadRate { get; init; } = 0.002;

    /// <summary>Whether the rates fall linearly over the run.</summary>
    public bool LinearDecay { get; init; }

    /// <summary>Examples per batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How often a word must occur in the task's data to be in the vocabulary.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>Whether words outside the vocabulary are left out (raw text) instead of being read as unknown.</summary>
    public bool DropsUnknownWords { get; init; }
}

/// <summary>What a task's data must carry.</summary>
public enum TaskNeeds
{
    /// <summary>Nothing but words.</summary>
    Text,

    /// <summary>A label for each document.</summary>
    Labels,

    /// <summary>A tag for each token.</summary>
    Tags,

    /// <summary>A number for each document, as its label.</summary>
    Scores,

    /// <summary>A tag for each token or a label for each document.</summary>
    TagsOrLabels,
}
