using MT2ST.Corpora;
using MT2ST.Corpora.Pairs;
using MT2ST.Corpora.WordNet;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST;

/// <summary>A task of a run, primary or auxiliary: its settings, what its data must carry, and how it is made. Null stands for the task's default.</summary>
/// <remarks>A kind of task is a record that derives from this one and adds its own settings, and an entry in <see cref="BuiltInTasks"/>.</remarks>
public abstract partial record TaskOptions : OptionsRecord
{
    internal const int DefaultDimensions = 100;
    internal const double DefaultEta = 0.3; // benchmarks/results/defaults.md

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

    /// <summary>Whether the task reads the weight of an example and the probability of its label.</summary>
    public virtual bool ReadsWeights => false;

    /// <summary>Whether documents keep the <see cref="Corpora.TextKey"/> of their text, by which a target vector is found.</summary>
    internal virtual bool KeysTexts => false;

    /// <summary>CPU seconds that a teacher took for what the task reads; null if there is none, or nothing says how many.</summary>
    internal virtual double? TeacherSeconds() => null;

    /// <summary>Whether an example has something to learn beside its words, such as a label, which <see cref="ShuffleLabels"/> shuffles.</summary>
    internal virtual bool HasTargets => Needs != TaskNeeds.Text;

    /// <summary>Whether dev and test data have labels of their own, such as scores, instead of those of the training data.</summary>
    internal virtual bool HasOwnLabels => Needs == TaskNeeds.Scores;

    /// <summary>Whether a model needs the task after training: to label, to tag, or to give texts their vectors.</summary>
    internal virtual bool IsUsedAfterTraining => Needs is TaskNeeds.Labels or TaskNeeds.Tags;

    /// <summary>The corpus format of files whose name does not show it; null to look at their first lines.</summary>
    public virtual string? UnnamedFormat => null;

    /// <summary>The task's path in its run, such as <c>auxiliaries.brown</c>: the start of its settings' dotted paths.</summary>
    internal string Path { get => field.Length > 0 ? field : Name; init; } = "";

    internal override string ElementName => Name;

    /// <summary>The task's name in the run, different from that of every other task.</summary>
    [Flag("")]
    public string Name { get => field is { Length: > 0 } ? field : Task; init; } = "";

    /// <summary>The training data, at least one example: files, read one after the other, or examples in memory.</summary>
    [InputFile, Flag("")] // --primary and --corpus name it.
    public ExampleSource Train { get; init; } = [];

    /// <summary>The dev data.</summary>
    [InputFile]
    public ExampleSource? Dev { get; init; }

    /// <summary>The test data.</summary>
    [InputFile]
    public ExampleSource? Test { get; init; }

    /// <summary>
    /// Similarity sets (files, or folders of files) that measure the primary's quality instead of <see cref="Dev"/>: the mean of the
    /// rank correlations on their dev halves. For tasks whose data has no labels.
    /// </summary>
    [InputFile]
    public IReadOnlyList<string> DevSimilarity { get; init; } = [];

    /// <summary>Similarity sets (files, or folders of files); the quality on their test halves is reported at the end; null for those of <see cref="DevSimilarity"/>.</summary>
    [InputFile]
    public IReadOnlyList<string>? TestSimilarity { get; init; }

    /// <summary>
    /// Files (or folders of files) with pairs of words that are left out of the training data, such as the similarity sets that
    /// measure the run. For tasks over pairs of words.
    /// </summary>
    [InputFile]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Which half of the pairs to train on, split as for <see cref="DevSimilarity"/>; null for all. For tasks over pairs of words.</summary>
    public PairHalf? Half { get; init; }

    /// <summary>The format of the files, a name from the catalog of formats; null for the one recognised from name and content.</summary>
    [OneOf(typeof(BuiltInCorpora), "All.Names")]
    public string? Format { get; init; }

    /// <summary>The column (in JSON lines the field) that holds the text: its name in the header, or its number from 1; null for the one recognised from header and content.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column (in JSON lines the field) that holds the label: its name in the header, or its number from 1; null for the one recognised from header and content.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The separator between several labels in a table's label column, such as <c>,</c>; null for none: the column is one label.</summary>
    public string? LabelSeparator { get; init; }

    /// <summary>The column that holds the tags: <c>upos</c>, <c>xpos</c> ... in CoNLL-U, a number from 1 in CoNLL; null for <c>upos</c> and the last column.</summary>
    public string? Column { get; init; }

    /// <summary>How many characters of a tag are kept, from its start: 2 turns Brown's <c>nns</c> and <c>nn-tl</c> into <c>nn</c>; null for all.</summary>
    [Within("[1, inf)")]
    public int? TagLength { get; init; }

    /// <summary>Whether a table's first line names its columns; null for true if a column is given by name, or the line has names that are usual for texts and labels.</summary>
    public bool? Header { get; init; }

    /// <summary>Whether a table's fields may be enclosed in double quotes; null for the format's default.</summary>
    public bool? Quotes { get; init; }

    /// <summary>The character between the columns of a table, such as <c>;</c>, or <c>tab</c>; null for the format's own, or the one that a <c>.csv</c> file shows.</summary>
    [Flag("separator", "CHARACTER")]
    public string? Separator { get; init; }

    /// <summary>Whether lines of CoNLL in front of a sentence that start with <c>#</c> are comments; null for no, with a warning.</summary>
    public bool? Comments { get; init; }

    /// <summary>The relation of all pairs in a file of pairs, such as <c>synonym</c> or <c>antonym</c>; null for the one in the file.</summary>
    public string? Relation { get; init; }

    /// <summary>The part of a WordNet folder to read, such as <c>definitions</c> or <c>lexicon</c>; null for definitions.</summary>
    public string? Part { get; init; }

    /// <summary>
    /// The share of the training data that is held out for dev, such as 0.1 for every tenth document, 0 for none; null for the task's own.
    /// The same documents for every seed. Only without <see cref="Dev"/>; an auxiliary holds nothing out by itself.
    /// </summary>
    [Within("[0, 0.5]")]
    public double? DevShare { get; init; }

    /// <summary>
    /// Whether the labels and tags of this task's training data are shuffled, by the run's seed: an auxiliary then costs the same and
    /// teaches nothing, which is the placebo of a comparison.
    /// </summary>
    public bool ShuffleLabels { get; init; }

    /// <summary>
    /// The names of auxiliaries whose labelled examples are added to the primary's training data, under any strategy: for
    /// the control row of a comparison that has their labels without their tasks. Examples whose label the primary lacks are left out.
    /// </summary>
    public IReadOnlyList<string> LabelsFrom { get; init; } = [];

    /// <summary>For each label of this auxiliary, the name of the same label in the primary, for <see cref="LabelsFrom"/>; a label that is not listed keeps its name.</summary>
    [ForAuxiliaries]
    public IReadOnlyDictionary<string, string> LabelsAs { get; init; } = new Dictionary<string, string>();

    /// <summary>How many training examples to use; null for all.</summary>
    [Within("[1, inf)")]
    public int? Limit { get; init; }

    /// <summary>Whether <see cref="Limit"/> draws examples at random, by the seed, instead of taking the first ones.</summary>
    public bool LimitSample { get; init; }

    /// <summary>How often a word must occur to enter the vocabulary; null for the task's own.</summary>
    [Within("[1, inf)")]
    public int? MinCount { get; init; }

    /// <summary>Examples (tokens, pairs, texts) for each primary example at gamma = 1; null for as many as cost a third of a primary example, at most 400. Above 1,000,000 a step would not end.</summary>
    [Within("(0, 1000000]"), ForAuxiliaries]
    public double? Units { get; init; }

    /// <summary>What <see cref="Units"/> are multiplied by, given or not: a search tries a third and three times of what the data decides.</summary>
    [Within("(0, 1000]"), ForAuxiliaries]
    public double UnitsFactor { get; init; } = 1;

    /// <summary>The weight at the start, gamma_k0. It multiplies the examples of a step, so above 1,000 one would not end.</summary>
    [Within("(0, 1000]"), ForAuxiliaries]
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

    /// <summary>The strategy of this auxiliary alone, a name from the catalog of strategies, such as <c>switch</c>; null for the run's.</summary>
    [ForAuxiliaries]
    public string? Schedule { get; init; }

    /// <summary>The auxiliary's own switch point in primary epochs; null for the strategy's.</summary>
    [Within("[0, inf)"), ForAuxiliaries]
    public double? At { get; init; }

    /// <summary>The value below which the weight never falls, at most <see cref="Gamma0"/>.</summary>
    [Within("[0, inf)"), ForAuxiliaries]
    public double GammaMin { get; init; }

    /// <summary>The share of <see cref="Gamma0"/> below which the task is not run at all, in [0, 1); it has no effect if <see cref="GammaMin"/> is above 0.</summary>
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

    /// <summary>The optimizer of the table's rows, a name from the catalog of optimizers, such as <c>adagrad</c>; null for the task's own.</summary>
    public string? Optimizer { get; init; }

    /// <summary>The optimizer of the task's head, a name from the catalog of optimizers, such as <c>adam</c>; null for the task's own.</summary>
    public string? HeadOptimizer { get; init; }

    /// <summary>How the learning rates change over the planned epochs; null for the task's own.</summary>
    public RateDecay? Decay { get; init; }

    /// <summary>Examples in a batch; null for the task's own.</summary>
    [Within("[1, inf)")]
    public int? Batch { get; init; }

    /// <summary>Whether the data must be indexed with affix and shape features.</summary>
    /// <param name="encoders">The encoders that the run declares for its tasks to share.</param>
    public virtual bool ReadsWordFeatures(IReadOnlyList<TokenEncoderOptions> encoders) => false;

    /// <summary>The settings with those filled in that are null and depend on the data.</summary>
    /// <param name="train">The training data, after dev is held out.</param>
    /// <param name="sharesTable">Whether other tasks of the run train the table too.</param>
    /// <param name="taught">The texts that other tasks of the run have a teacher's vectors for; null for none.</param>
    /// <param name="isAuxiliary">Whether the task is an auxiliary.</param>
    internal virtual TaskOptions DecideBy(IndexedCorpus train, bool sharesTable, IReadOnlyList<IndexedCorpus>? taught = null, bool isAuxiliary = false) => this;

    /// <summary>The units of an auxiliary that gives none, if this task is the primary; null for as many as cost a third of a primary example.</summary>
    /// <param name="auxiliary">The auxiliary.</param>
    /// <param name="auxiliaryExamples">How many examples the auxiliary has.</param>
    /// <param name="primaryExamples">How many examples of the primary the run plans to visit.</param>
    internal virtual double? UnitsOf(TaskOptions auxiliary, double auxiliaryExamples, double primaryExamples) => null;

    /// <summary>Whether the task trains in seconds, so that a run can train it several times to find out what is best.</summary>
    internal virtual bool IsCheap => false;

    /// <summary>
    /// What a search tries if no values are named, written as a run file's <c>tuning.space</c>: the few settings that matter, this
    /// task's own with <c>primary.</c> in front. The defaults are not listed, as they are always the first trial.
    /// </summary>
    /// <param name="sharesTable">Whether other tasks of the run train the table too.</param>
    internal virtual string SearchSpace(bool sharesTable) => FormattableString.Invariant($$"""
        { "primary.rate": [{{Defaults.Rate / 3:G3}}, {{Defaults.Rate * 3:G3}}], "epochs": [{{Defaults.Epochs * 2}}, {{Defaults.Epochs * 5}}, {{Defaults.Epochs * 10}}], "dimensions": [50, 200] }
        """);

    /// <summary>Whether a held-out share of the training data shows how good a model of this task is. The loss of raw text does not.</summary>
    internal virtual bool IsMeasuredOnHeldOut => HasTargets;

    /// <summary>The task with fixed values for all settings that only training reads: two tasks that are then equal read the same data.</summary>
    internal virtual TaskOptions ForReading() => this with
    {
        DevShare = DevShare ?? (Dev is null && DevSimilarity.Count == 0 ? Defaults.DevShare : null),
        MinCount = MinCount ?? Defaults.MinimumCount,
        Units = null,
        UnitsFactor = 1,
        Gamma0 = 1,
        Eta = 1,
        Nu = 1,
        Shape = default,
        Schedule = null,
        At = null,
        GammaMin = 0,
        CutOff = 0,
        Rate = null,
        HeadRate = null,
        Optimizer = null,
        HeadOptimizer = null,
        Decay = null,
        Batch = null,
    };

    /// <summary>Makes the task.</summary>
    /// <remarks>Loading a model whose primary needs labels makes its task over no documents, then fills its parameters by their names.</remarks>
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

    /// <summary>Settings that have no effect beside the values of the others, each with the reason; the caller passes over those at their default.</summary>
    /// <param name="encoders">The encoders that the run declares for its tasks to share.</param>
    internal virtual IEnumerable<(string Setting, string Reason)> WithoutEffect(IReadOnlyList<TokenEncoderOptions> encoders)
    {
        if (Limit is null)
            yield return ("limitSample", "limit is not set, so there is nothing to draw.");
        if (Needs is not (TaskNeeds.Tags or TaskNeeds.TagsOrLabels))
            yield return ("tagLength", $"task '{Task}' reads no tags.");
        if (!HasTargets)
            yield return ("shuffleLabels", $"task '{Task}' reads no labels.");
    }

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        Forbid(path, Name.Contains('.') || Name.All(char.IsAsciiDigit), "name", $"is '{Name}'; it must have a letter and no full stop, so that settings can be addressed by it.");
        Forbid(path, Train is null || Train.IsEmpty, "train", $"is missing or empty; name at least one file{(Train?.Examples is null ? "" : " or give at least one example")}.");
        Forbid(path, Dev?.IsEmpty == true, "dev", "is empty; name a file or leave it out.");
        Forbid(path, Test?.IsEmpty == true, "test", "is empty; name a file or leave it out.");
        CheckReading(path);
        Forbid(path, DevSimilarity.Count > 0 && Dev is not null, "devSimilarity", $"and {path}.dev both say what the quality on dev is; give one of them.");
        Forbid(path, DevSimilarity.Count == 0 && TestSimilarity is not null, "testSimilarity", $"is set without {path}.devSimilarity; name the sets of dev too.");
        Forbid(path, DevSimilarity.Count > 0 && Test is not null, "test", $"and the test half of {path}.devSimilarity both say what the quality on test is; leave {path}.test out.");
        Forbid(path, DevShare is > 0 && Dev is not null, "devShare", $"and {path}.dev are both set; remove one of them.");
        Forbid(path, GammaMin > Gamma0, "gammaMin", FormattableString.Invariant($"is {GammaMin}; it must be in [0, {Gamma0}], as gamma0 is {Gamma0}."));
        Forbid(path, !ReadsPairs && Exclude.Count > 0, "exclude", PairsAlone());
        Forbid(path, !ReadsPairs && Half is not null, "half", PairsAlone());

        string PairsAlone() => $"is set for task '{Task}', which has no pairs of words; it is for {BuiltInTasks.NamesWhere(task => task.ReadsPairs)}.";
    }

    /// <summary>The length of an embedding with this task as the primary.</summary>
    /// <param name="train">The training data.</param>
    /// <param name="sharesTable">Whether other tasks of the run train the table too.</param>
    internal virtual int DimensionsFor(IndexedCorpus train, bool sharesTable) => DefaultDimensions;

    /// <summary>The share of the primary's training data that is held out for dev: <see cref="DevShare"/> or, if nothing else measures dev quality, the task's own.</summary>
    /// <param name="documentCount">The documents of the training data.</param>
    internal double DevShareOf(int documentCount) =>
        DevShare ?? (Dev is null && DevSimilarity.Count == 0 && documentCount >= Defaults.DevShareMinimum ? Defaults.DevShare : 0);

    /// <summary>How the task's files are read.</summary>
    internal virtual CorpusOptions CorpusOptions => new()
    {
        Format = Format,
        UnnamedFormat = UnnamedFormat,
        IsTextAlone = Needs == TaskNeeds.Text,
        TextColumn = TextColumn,
        LabelColumn = LabelColumn,
        LabelSeparator = LabelSeparator,
        TagColumn = Column,
        HasHeader = Header,
        HasQuotes = Quotes,
        Separator = Separator is null ? null : CorpusOptions.SeparatorOf(Separator),
        HasComments = Comments,
        RelationLabel = Relation,
        WordNetPart = Part ?? WordNetReader.Definitions,
    };

    /// <summary>Columns and parts must be possible, and what says how files are read has no effect if all examples are in memory.</summary>
    private void CheckReading(string path)
    {
        Forbid(path, Separator is not null && CorpusOptions.SeparatorOf(Separator) is null, "separator", $"is '{Separator}'; expected one ASCII character, such as ';', or tab.");
        if (CorpusOptions.FindWrong() is { } wrong)
            throw new SettingException(SettingPath.Join(path, wrong.Setting), $"{SettingPath.Join(path, wrong.Setting)} {wrong.Message}");
        if (new[] { Train, Dev, Test }.Any(source => source is { Examples: null }))
            return;
        Forbid(path, Format is not null, "format", InMemory());
        foreach (string setting in ReadingSettings())
            Forbid(path, true, setting, InMemory());

        string InMemory() => $"says how a file is read, but {path}.train is in memory; leave it out.";
    }

    /// <summary>The settings that are set and that one format of files has and another has not.</summary>
    internal virtual IEnumerable<string> ReadingSettings() =>
        new (string Name, bool IsSet)[]
        {
            ("textColumn", TextColumn is not null), ("labelColumn", LabelColumn is not null), ("labelSeparator", LabelSeparator is not null), ("column", Column is not null),
            ("header", Header is not null), ("quotes", Quotes is not null), ("separator", Separator is not null), ("comments", Comments is not null), ("relation", Relation is not null), ("part", Part is not null),
        }.Where(setting => setting.IsSet).Select(setting => setting.Name);
}
