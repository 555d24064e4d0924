using MT2ST.Corpora;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;

namespace MT2ST;

/// <summary>The <c>classification</c> task: see <see cref="ClassificationTask{T}"/>.</summary>
public sealed partial record ClassificationOptions : TaskOptions
{
    internal const string Cnn = "cnn";
    internal const string Mean = "mean";
    internal const string Rows = "rows";
    internal const string Teacher = "teacher";
    internal const string TfIdf = "tfidf";

    private const long LongText = 150; // Words on average.
    private const int FewTexts = 3000;
    private const int ManyTexts = 50_000;
    private const int MostLinearLabels = 20; // More, or more texts, would make a large model and a long fit.
    private const int ManyLabels = 5; // From here on FewTexts does not count: each text then teaches more.
    private const double RawTextTokens = 30_000_000; // At weight 1. Under 'diminish' a third of it over 10 epochs: a few CPU seconds.
    private const double RawTextPasses = 25; // Likewise.
    private const double TargetPasses = 8; // Likewise (benchmarks/experiments/text-vectors.md).
    private const double PairPasses = 2; // Likewise.

    private static readonly string[] OfConvolutions = ["widths", "filters"];
    private static readonly string[] OfTraining = ["rate", "headRate", "optimizer", "headOptimizer", "decay", "headPenalty", "linearCost", "dropout", "unknownDropout"];

    /// <summary>The encoders that the task has itself, by name.</summary>
    public static IReadOnlyList<string> OwnEncoders { get; } = [Cnn, Mean, Rows];

    /// <summary>The encoders that are baselines of comparisons, by name.</summary>
    internal static IReadOnlyList<string> Baselines { get; } = [TfIdf, Teacher];

    /// <summary>
    /// The encoder, which turns a text into a vector: <c>rows</c> (the words' vectors, pooled), <c>mean</c> (the words' vectors, always
    /// their mean), <c>cnn</c> (convolutions, maximum over time), or the name of a token encoder in the run's <c>encoders</c>, whose features are pooled.
    /// In a comparison also the linear classifiers <c>tfidf</c> (a support vector machine on TF-IDF of words and pairs) and <c>teacher</c> (the same on a teacher's vectors).
    /// </summary>
    public string Encoder { get; init; } = Rows;

    /// <summary>The teacher's vectors of the training, dev and test texts, for encoder <c>teacher</c>: files written by <c>mt2st teach</c>.</summary>
    [InputFile]
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>
    /// How the tokens' vectors become one; null for the mean. Only with encoder <c>rows</c> or a shared one: the others have their own.
    /// </summary>
    [OneOf(typeof(BuiltInPoolings))]
    public string? Pooling { get; init; }

    /// <summary>
    /// What each word and n-gram weighs in a text: <c>idf</c> (more if few texts have it), <c>bayes</c> (more if it tells the labels apart), in a sum divided by the
    /// norm of the weights, or <c>none</c> (all alike, in a mean); null for none with another encoder or pooling, for bayes if texts have more than 150 words on average, one label each and no teacher beside them, else idf.
    /// </summary>
    public TokenWeighting? TokenWeights { get; init; }

    /// <summary>The longest n-grams of words that have rows of their own, in addition to the words; 1 for none; null for 2 if tokens are weighed (beside auxiliaries from 3,000 texts or 5 labels on), else 1. It must be 1 with encoder <c>cnn</c>.</summary>
    [Within("[1, 5]")]
    public int? WordNgrams { get; init; }

    /// <summary>The number of rows for n-grams of words, which share them; the linear part (<c>linearCost</c>) has as many weights for pairs; null for twice the different ones of the training data and of texts with a teacher's vectors, at most 1,000,000.</summary>
    [Within("[1, 100000000]")]
    public int? WordNgramBuckets { get; init; }

    /// <summary>The longest n-grams of characters within words, of at least 2, that have rows of their own; 1 for none; null for 5 if tokens are weighed (beside auxiliaries from 3,000 texts or 5 labels on, beside a teacher from 5 labels on) and texts have at most 150 words on average, else 1. Only if tokens are weighed.</summary>
    [Within("[1, 10]")]
    public int? CharacterNgrams { get; init; }

    /// <summary>The widths of the convolutions in words.</summary>
    [Within("[1, 20]")]
    public IReadOnlyList<int> Widths { get; init; } = [3, 4, 5];

    /// <summary>The number of filters of each width.</summary>
    [Within("[1, 4096]")]
    public int Filters { get; init; } = 64;

    /// <summary>Whether a text may have several labels: each then has its own probability (a sigmoid), instead of sharing one distribution (a softmax).</summary>
    public bool MultiLabel { get; init; }

    /// <summary>How much texts count in training by their label: <c>none</c> (alike), <c>balanced</c> (each by n / (C n_c), for n texts, C labels and n_c texts of its own: more texts of rare labels are found, with more false alarms). For one label per text.</summary>
    public ClassWeighting ClassWeights { get; init; } = ClassWeighting.None;

    /// <summary>
    /// The column of a table that holds each text's weight, a number in [0, 1000] that multiplies its loss in training: 2 counts as
    /// the text twice, 0 leaves it out. A name in the header or a number from 1; null for none. Dev and test texts count alike.
    /// </summary>
    public string? WeightColumn { get; init; }

    /// <summary>
    /// The column of a table that holds the probability of the label, in [0, 1], as several annotators or a language model give it:
    /// the rest is shared equally by the other labels. A name in the header or a number from 1; null for certain labels. For training, and for one label per text.
    /// </summary>
    public string? ProbabilityColumn { get; init; }

    /// <summary>
    /// lambda: after the last step the head is fitted anew to the texts' final vectors, with lambda / 2 times the squares of its weights added to the texts' losses (logistic
    /// regression); 0 for no such fit; null for 20 beside a teacher if there are fewer than 3,000 texts, or at least 5 labels and fewer than 50,000 texts, else 0.
    /// </summary>
    [Within("[0, inf)")]
    public double? HeadPenalty { get; init; }

    /// <summary>
    /// C: after the last step a linear support vector machine on TF-IDF of words and pairs is fitted to the training texts, and twice its scores are added to those of the head;
    /// 0 for none; null for 3 beside auxiliaries if tokens are weighed, texts have more than 150 words on average, and there are at most 20 labels and fewer than 50,000 texts, else 0. For one label per text.
    /// </summary>
    [Within("[0, inf)")]
    public double? LinearCost { get; init; }

    /// <summary>The share of features dropped in training; null for 0 if tokens are weighed and no auxiliary but a teacher's shares the table, else 0.5.</summary>
    [Within("[0, 0.9]")]
    public double? Dropout { get; init; }

    /// <summary>u, which sets how often rare words are read as unknown: a word seen n times, with probability u / (u + n); null for 0 if tokens are weighed, else 0.25.</summary>
    [Within("[0, 10]")]
    public double? UnknownDropout { get; init; }

    /// <summary>The greatest number of words of a text that are read, from its start.</summary>
    [Within("[1, 100000]")]
    public int MaximumTokens { get; init; } = 1000;

    /// <summary>Whether texts are weighed sums of the vectors of words and n-grams, a linear model whose features cost next to nothing.</summary>
    private bool WeighsTokens => TokenWeights is { } weights ? weights != TokenWeighting.None : Encoder == Rows && Pooling is null or BuiltInPoolings.Mean;

    /// <summary>Whether the encoder or the pooling has weights of its own, beside the rows of words and n-grams.</summary>
    internal bool HasTrainedEncoder => Encoder is not (Rows or Mean) || Pooling is not (null or BuiltInPoolings.Mean or "max");

    /// <summary>Whether the encoder is a baseline of comparisons, a linear classifier on fixed features.</summary>
    internal bool IsBaseline => Baselines.Contains(Encoder);

    internal override bool KeysTexts => Encoder == Teacher;

    internal override double? TeacherSeconds() => TeacherVectors.Seconds(Targets);

    /// <summary>How texts become vectors with encoder <c>rows</c> or <c>mean</c>, once all is decided.</summary>
    internal BagOfWordsOptions Bag => new()
    {
        Pooling = Pooling ?? BuiltInPoolings.Mean,
        TokenWeights = TokenWeights!.Value,
        WordNgrams = WordNgrams!.Value,
        WordNgramBuckets = WordNgramBuckets ?? 1,
        CharacterNgrams = CharacterNgrams!.Value,
        MaximumTokens = MaximumTokens,
    };

    /// <inheritdoc/>
    public override string Task => "classification";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Labels;

    /// <inheritdoc/>
    public override bool ReadsAllLabels => MultiLabel;

    /// <inheritdoc/>
    public override bool ReadsWeights => true;

    /// <inheritdoc/>
    public override TaskDefaults Defaults => !WeighsTokens && !IsBaseline ? ForVectors : MultiLabel ? ForSeveralLabels : ForWeighedTokens;

    private static TaskDefaults ForWeighedTokens { get; } = new() // benchmarks/experiments/text-defaults.md
    {
        RowOptimizer = "sgd",
        Rate = 1,
        HeadRate = 0.001,
        BatchSize = 32,
        LinearDecay = true,
        Epochs = 5,
        MinimumVisits = 50_000,
        MaximumEpochs = 40,
        MaximumEpochsBesideAuxiliaries = 10,
        EvaluationsPerEpoch = 1,
    };

    private static TaskDefaults ForSeveralLabels { get; } = ForWeighedTokens with { DevShare = 0.1, DevShareMinimum = 1000 }; // For the threshold.

    private static TaskDefaults ForVectors { get; } = new()
    {
        Rate = 0.1,
        HeadRate = 0.001,
        BatchSize = 32,
        Epochs = 10,
        MinimumVisits = 100_000,
        MaximumEpochs = 40,
        Patience = 8,
        DevShare = 0.1,
        DevShareMinimum = 1000,
    };

    /// <inheritdoc/>
    internal override double? UnitsOf(TaskOptions auxiliary, double auxiliaryExamples, double primaryExamples) => !WeighsTokens ? null
        : auxiliary.KeysTexts ? Math.Max(1, TargetPasses * auxiliaryExamples / Math.Max(1, primaryExamples))
        : auxiliary is MatchingOptions ? Math.Max(1, PairPasses * auxiliaryExamples / Math.Max(1, primaryExamples))
        : auxiliary.Needs == TaskNeeds.Text ? Math.Max(1, Math.Min(RawTextTokens, RawTextPasses * auxiliaryExamples) / Math.Max(1, primaryExamples))
        : 50;

    /// <inheritdoc/>
    /// <remarks>
    /// Beside auxiliaries the table learns more slowly from this task and the head faster, the more so with few texts: the head turns
    /// to what the auxiliaries know before the rows have learnt the texts by heart. N-grams, which no auxiliary knows, help only if there are many texts.
    /// A teacher's vectors hold most of what they know along a few long axes. SGD keeps to those, whereas Adam's head treats the short
    /// ones alike and learns their noise, and dropout takes whole axes away.
    /// While training, the rows moved under the head: fitted anew to where they are, it is better if texts are few or labels many.
    /// Long texts can be told apart by their own words, so a linear part on those is added.
    /// Character n-grams blur what it knows of words, and are worth it only if many labels share few texts (benchmarks/experiments/text-vectors.md).
    /// </remarks>
    internal override TaskOptions DecideBy(IndexedCorpus train, bool sharesTable, IReadOnlyList<IndexedCorpus>? taught = null, bool isAuxiliary = false)
    {
        Forbid(Path, isAuxiliary && HeadPenalty > 0, "headPenalty", "is set for an auxiliary, but only the primary's head is fitted anew; leave it out.");
        Forbid(Path, isAuxiliary && LinearCost > 0, "linearCost", "is set for an auxiliary, but only the primary has such a part; leave it out.");
        Forbid(Path, isAuxiliary && IsBaseline, "encoder", $"is '{Encoder}', a baseline that shares no vectors with other tasks; set it to rows.");
        bool weighs = WeighsTokens, shares = weighs && sharesTable;
        bool hasTeacher = weighs && taught is { Count: > 0 };
        bool isSgd = HeadOptimizer is "sgd" || (hasTeacher && HeadOptimizer is null);
        bool hasManyLabels = train.Labels?.Count >= ManyLabels;
        bool hasFew = shares && train.DocumentCount < FewTexts && !hasManyLabels;
        bool isLong = train.DocumentCount > 0 && train.TokenCount > LongText * train.DocumentCount;
        double linearCost = LinearCost ?? (shares && isLong && train.DocumentCount < ManyTexts && train.Labels?.Count <= MostLinearLabels && !isAuxiliary && !MultiLabel && ProbabilityColumn is null ? 3 : 0);
        int wordNgrams = WordNgrams ?? (weighs && !hasFew ? 2 : 1);
        if (WordNgrams is null && wordNgrams == 1 && linearCost == 0)
            Forbid(Path, WordNgramBuckets is not null, "wordNgramBuckets", WithoutNgrams);
        return this with
        {
            TokenWeights = TokenWeights ?? (!weighs ? TokenWeighting.None : isLong && !MultiLabel && !hasTeacher ? TokenWeighting.Bayes : TokenWeighting.Idf),
            WordNgrams = wordNgrams,
            WordNgramBuckets = WordNgramBuckets ?? (wordNgrams > 1 ? BucketCount(train, taught ?? [], wordNgrams) : linearCost > 0 ? BucketCount(train, [], longest: 2) : null),
            CharacterNgrams = CharacterNgrams ?? (weighs && !isLong && !hasFew && (!hasTeacher || hasManyLabels) ? 5 : 1),
            Optimizer = Optimizer ?? (hasFew ? "adagrad" : null),
            Rate = Rate ?? (!shares ? null : (hasFew, Optimizer) switch { (true, null or "adagrad") => 0.01, (false, null or "sgd") => 0.3, _ => (double?)null }),
            HeadOptimizer = HeadOptimizer ?? (isSgd ? "sgd" : null),
            HeadRate = HeadRate ?? (!shares ? null : isSgd ? (hasTeacher ? (isLong ? 0.06 : 0.02) : null) : HeadOptimizer is not (null or "adam") ? null : hasFew ? 0.05 : 0.01),
            HeadPenalty = HeadPenalty ?? (hasTeacher && sharesTable && !isAuxiliary && (hasFew || (hasManyLabels && train.DocumentCount < ManyTexts)) ? 20 : 0),
            LinearCost = linearCost,
            Dropout = Dropout ?? (weighs && (!sharesTable || hasTeacher) ? 0 : 0.5),
            UnknownDropout = UnknownDropout ?? (weighs ? 0 : 0.25),
        };
    }

    /// <inheritdoc/>
    internal override bool IsCheap => WeighsTokens;

    /// <inheritdoc/>
    internal override string SearchSpace(bool sharesTable) => (WeighsTokens, sharesTable) switch
    {
        (true, false) => """
            {
              "primary.tokenWeights": ["idf", "bayes", "none"], "primary.wordNgrams": [1, 2, 3], "primary.characterNgrams": [1, 3, 4, 5, 6],
              "primary.rate": [0.3, 0.6, 2, 4], "primary.headRate": [0.0003, 0.003], "epochs": [5, 10, 20, 40], "dimensions": [16, 32, 64, 128]
            }
            """,
        (true, true) => """
            {
              "primary.tokenWeights": ["idf", "bayes", "none"], "primary.wordNgrams": [1, 2, 3], "primary.characterNgrams": [1, 3, 5],
              "primary.headRate": [0.005, 0.02, 0.1], "primary.dropout": [0, 0.3, 0.7], "epochs": [5, 10, 20], "dimensions": [50, 100, 200]
            }
            """,
        _ when Encoder is Rows or Mean => """
            { "primary.wordNgrams": [1, 2, 3], "primary.rate": [0.03, 0.1, 0.3], "primary.dropout": [0.2, 0.5], "epochs": [5, 10, 20], "dimensions": [50, 100, 200] }
            """,
        _ when Encoder is Cnn => """
            { "primary.filters": [32, 64, 128], "primary.rate": [0.03, 0.1, 0.3], "primary.dropout": [0.2, 0.5], "epochs": [5, 10, 20], "dimensions": [50, 100, 200] }
            """,
        _ => """{ "primary.rate": [0.03, 0.1, 0.3], "primary.dropout": [0.2, 0.5], "epochs": [5, 10, 20], "dimensions": [50, 100, 200] }""",
    };

    /// <inheritdoc/>
    internal override TaskOptions ForReading() => (ClassificationOptions)base.ForReading() with
    {
        Encoder = KeysTexts ? Teacher : Rows, // Their texts have keys.
        Targets = [],
        Pooling = null,
        TokenWeights = null,
        WordNgrams = null,
        WordNgramBuckets = null,
        CharacterNgrams = null,
        Widths = [],
        Filters = 1,
        ClassWeights = ClassWeighting.None,
        HeadPenalty = null,
        LinearCost = null,
        Dropout = null,
        UnknownDropout = null,
        MaximumTokens = 1,
    };

    /// <inheritdoc/>
    internal override int DimensionsFor(IndexedCorpus train, bool sharesTable) =>
        WeighsTokens && !sharesTable ? Math.Clamp(((train.Labels?.Count ?? 0) + 15) / 16 * 16, 16, 96) : base.DimensionsFor(train, sharesTable);

    private int BucketCount(IndexedCorpus train, IReadOnlyList<IndexedCorpus> taught, int longest)
    {
        string what = FormattableString.Invariant($"{longest}-grams of words in the first {MaximumTokens}, with {taught.Sum(texts => texts.TokenCount)} taught words");
        return (int)Math.Clamp(2 * train.Remember(what, () => Tasks.Classification.WordNgrams.CountDifferent([train, .. taught], longest, MaximumTokens)), 16, 1_000_000);
    }

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => Encoder switch
    {
        TfIdf => new LinearTextTask<T>(context, this, new TfIdfFeatures<T>(context.Name, context.Train, context.Table.WordCount, BucketCount(context.Train, [], longest: 2), MaximumTokens, context.Cancellation)),
        Teacher => new LinearTextTask<T>(context, this, new TeacherFeatures(Targets, context.Cancellation)),
        _ => new ClassificationTask<T>(context, this),
    };

    internal override CorpusOptions CorpusOptions => base.CorpusOptions with { WeightColumn = WeightColumn, ProbabilityColumn = ProbabilityColumn };

    internal override IEnumerable<string> ReadingSettings() =>
        base.ReadingSettings().Concat(new[] { ("weightColumn", WeightColumn), ("probabilityColumn", ProbabilityColumn) }.Where(setting => setting.Item2 is not null).Select(setting => setting.Item1));

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        base.Check(path);
        Forbid(path, MultiLabel && ClassWeights != ClassWeighting.None, "classWeights", "is balanced, but 'multiLabel' is true, and a text of several labels has no one weight; leave one of them out.");
        Forbid(path, MultiLabel && ProbabilityColumn is not null, "probabilityColumn", "is set, but 'multiLabel' is true, and one probability says nothing of several labels; leave one of them out.");
        Forbid(path, LinearCost > 0 && (MultiLabel || ProbabilityColumn is not null), "linearCost", $"is {LinearCost}, but the linear part takes one certain label per text, and '{(MultiLabel ? "multiLabel" : "probabilityColumn")}' is set; leave one of them out.");
        Forbid(path, IsBaseline && MultiLabel, "multiLabel", $"is true, but encoder '{Encoder}' gives a text one label; leave one of them out.");
        Forbid(path, IsBaseline && ProbabilityColumn is not null, "probabilityColumn", $"is set, but encoder '{Encoder}' takes labels as certain; leave one of them out.");
        Forbid(path, Encoder == Teacher && Targets.Count == 0, "targets", "is missing; name the teacher's vectors of the training, dev and test texts for encoder 'teacher'. Make them first: mt2st teach --teacher MODEL --texts FILE... --output TARGETS.");
        Forbid(path, Encoder != Teacher && Targets.Count > 0, "targets", $"is for encoder '{Teacher}', and 'encoder' is '{Encoder}'; leave it out. A teacher beside this task is an auxiliary: --auxiliary distillation:FILE.");
        Forbid(path, Widths.Count == 0, "widths", "is empty; name at least one width, such as [3, 4, 5].");
        Forbid(path, Pooling is not null && (IsBaseline || Encoder is Cnn or Mean), "pooling", $"is '{Pooling}', but encoder '{Encoder}' has its own; leave it out or set 'encoder' to rows.");
        Forbid(path, TokenWeights is not (null or TokenWeighting.None) && (Encoder != Rows || Pooling is not (null or BuiltInPoolings.Mean)), "tokenWeights", $"is {TokenWeights?.ToString().ToLowerInvariant()}, but {(Encoder == Rows ? $"pooling '{Pooling}'" : $"encoder '{Encoder}'")} does not weigh its tokens; leave it out or set {(Encoder == Rows ? "'pooling' to mean" : "'encoder' to rows")}.");
        Forbid(path, CharacterNgrams > 1 && !WeighsTokens, "characterNgrams", $"is {CharacterNgrams}, but tokens are not weighed; set it to 1 or 'tokenWeights' to idf.");
        Forbid(path, WordNgrams > 1 && (IsBaseline || Encoder == Cnn), "wordNgrams", $"is {WordNgrams}, but encoder '{Encoder}' {(Encoder switch { TfIdf => "always reads words and pairs", Teacher => "reads a teacher's vectors", _ => "reads words alone" })}; set it to 1 or 'encoder' to rows.");
        Forbid(path, WordNgrams == 1 && WordNgramBuckets is not null && LinearCost is not > 0, "wordNgramBuckets", $"is {WordNgramBuckets}, but 'wordNgrams' is 1; leave it out.");
        Forbid(path, Encoder == Cnn && WordNgramBuckets is not null && LinearCost is not > 0, "wordNgramBuckets", $"is {WordNgramBuckets}, but encoder 'cnn' reads words alone; leave it out or set 'encoder' to rows.");
        Forbid(path, WordNgrams is null && !WeighsTokens && WordNgramBuckets is not null && LinearCost is not > 0, "wordNgramBuckets", WithoutNgrams);
    }

    private string WithoutNgrams => FormattableString.Invariant($"is {WordNgramBuckets}, but 'wordNgrams' is not set and is 1 here; set it to 2 or more, or leave this out.");

    /// <inheritdoc/>
    internal override IEnumerable<(string Setting, string Reason)> WithoutEffect(IReadOnlyList<TokenEncoderOptions> encoders) =>
        base.WithoutEffect(encoders)
            .Concat(IsBaseline ? OfTraining.Select(setting => (setting, $"encoder '{Encoder}' does not use it.")) : [])
            .Concat(Encoder == Cnn ? [] : OfConvolutions.Select(setting => (setting, $"encoder '{Encoder}' has no convolutions of its own; it is for encoder 'cnn'.")));

    /// <inheritdoc/>
    protected internal override void CheckEncoder(IReadOnlyList<TokenEncoderOptions> encoders, string path)
    {
        TokenEncoderOptions? shared = encoders.FirstOrDefault(encoder => encoder.Name == Encoder);
        Forbid(path, shared is null && !IsBaseline && !OwnEncoders.Contains(Encoder), "encoder", $"is '{Encoder}'; allowed: {string.Join(", ", OwnEncoders.Concat(encoders.Select(encoder => encoder.Name)))}.");
        Forbid(path, shared is { Affixes: true }, "encoder", $"is '{Encoder}', a shared encoder that reads affixes, which texts are not indexed with; set its 'affixes' to false.");
        Forbid(path, shared is not null && WordNgramBuckets is not null && LinearCost is not > 0, "wordNgramBuckets", $"is for encoder 'rows', and 'encoder' is '{Encoder}'; leave it out.");
        Forbid(path, shared is not null && WordNgrams > 1, "wordNgrams", $"is for encoder 'rows', and 'encoder' is '{Encoder}'; leave it out.");
    }
}

/// <summary>What each word and n-gram of a text weighs in the text's vector.</summary>
public enum TokenWeighting
{
    /// <summary>All alike: the vector is the mean.</summary>
    None,

    /// <summary>The more, the fewer training texts have it: TF-IDF (Salton and Buckley 1988).</summary>
    Idf,

    /// <summary>The more, the better it tells the labels of the training texts apart: naive Bayes (Wang and Manning 2012).</summary>
    Bayes,
}
