using MT2ST.Corpora;
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

    /// <summary>The encoders that the task has itself, by name.</summary>
    public static IReadOnlyList<string> OwnEncoders { get; } = [Cnn, Mean, Rows];

    /// <summary>
    /// The encoder, which turns a text into a vector: <c>rows</c> (the words' vectors, pooled), <c>mean</c> (the words' vectors, always
    /// their mean), <c>cnn</c> (convolutions, maximum over time), or the name of a token encoder in the run's <c>encoders</c>, whose features are pooled.
    /// </summary>
    public string Encoder { get; init; } = Rows;

    /// <summary>
    /// How the tokens' vectors become one; null for the mean. Only with encoder <c>rows</c> or a shared one: the others have their own.
    /// </summary>
    [OneOf(typeof(BuiltInPoolings))]
    public string? Pooling { get; init; }

    /// <summary>The longest n-grams of words that have rows of their own, in addition to the words; 1 for none; it must be 1 with encoder <c>cnn</c>.</summary>
    [Within("[1, 5]")]
    public int WordNgrams { get; init; } = 1;

    /// <summary>
    /// Whether words and n-grams are weighted by the training labels (naive Bayes; Wang and Manning 2012), in a sum
    /// divided by the norm of the weights; otherwise all weigh the same, in a mean. Only with encoder <c>rows</c> and without another pooling.
    /// </summary>
    public bool BayesWeights { get; init; }

    /// <summary>Whether a word or n-gram counts only once in a text, even if it occurs more often. With encoder <c>rows</c>.</summary>
    public bool Distinct { get; init; }

    /// <summary>How many rows all n-grams of words share.</summary>
    [Within("[1, 100000000]")]
    public int WordNgramBuckets { get; init; } = 1_000_000;

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

    /// <summary>The share of features dropped in training.</summary>
    [Within("[0, 0.9]")]
    public double Dropout { get; init; } = 0.5;

    /// <summary>u, which sets how often rare words are read as unknown: a word seen n times, with probability u / (u + n).</summary>
    [Within("[0, 10]")]
    public double UnknownDropout { get; init; } = 0.25;

    /// <summary>The greatest number of words of a text that are read, from its start.</summary>
    [Within("[1, 100000]")]
    public int MaximumTokens { get; init; } = 1000;

    /// <inheritdoc/>
    public override string Task => "classification";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Labels;

    /// <inheritdoc/>
    public override bool ReadsAllLabels => MultiLabel;

    /// <inheritdoc/>
    public override bool ReadsWeights => true;

    /// <inheritdoc/>
    public override TaskDefaults Defaults { get; } = new() { Rate = 0.1, HeadRate = 0.001, BatchSize = 32 };

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new ClassificationTask<T>(context, this);

    internal override CorpusOptions CorpusOptions => base.CorpusOptions with { WeightColumn = WeightColumn, ProbabilityColumn = ProbabilityColumn };

    internal override IEnumerable<string> ReadingSettings() =>
        base.ReadingSettings().Concat(new[] { ("weightColumn", WeightColumn), ("probabilityColumn", ProbabilityColumn) }.Where(setting => setting.Item2 is not null).Select(setting => setting.Item1));

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        base.Check(path);
        Forbid(path, MultiLabel && ClassWeights != ClassWeighting.None, "classWeights", "is balanced, but 'multiLabel' is true, and a text of several labels has no one weight; leave one of them out.");
        Forbid(path, MultiLabel && ProbabilityColumn is not null, "probabilityColumn", "is set, but 'multiLabel' is true, and one probability says nothing of several labels; leave one of them out.");
        Forbid(path, Widths.Count == 0, "widths", "is empty; name at least one width, such as [3, 4, 5].");
        Forbid(path, Pooling is not null && Encoder is Cnn or Mean, "pooling", $"is '{Pooling}', but encoder '{Encoder}' has its own; leave it out or set 'encoder' to rows.");
        Forbid(path, BayesWeights && (Encoder == Cnn || Pooling is not (null or BuiltInPoolings.Mean)), "bayesWeights", $"is true, but {(Encoder == Cnn ? "encoder 'cnn'" : $"pooling '{Pooling}'")} does not weigh its tokens; set it to false or 'pooling' to mean.");
        Forbid(path, Distinct && Encoder == Cnn, "distinct", "is true, but encoder 'cnn' reads words in their order; set it to false or 'encoder' to rows.");
        Forbid(path, WordNgrams > 1 && Encoder == Cnn, "wordNgrams", $"is {WordNgrams}, but encoder 'cnn' reads words alone; set it to 1 or 'encoder' to rows.");
    }

    /// <inheritdoc/>
    protected internal override void CheckEncoder(IReadOnlyList<TokenEncoderOptions> encoders, string path)
    {
        TokenEncoderOptions? shared = encoders.FirstOrDefault(encoder => encoder.Name == Encoder);
        Forbid(path, shared is null && !OwnEncoders.Contains(Encoder), "encoder", $"is '{Encoder}'; allowed: {string.Join(", ", OwnEncoders.Concat(encoders.Select(encoder => encoder.Name)))}.");
        Forbid(path, shared is { Affixes: true }, "encoder", $"is '{Encoder}', a shared encoder that reads affixes, which texts are not indexed with; set its 'affixes' to false.");
        Forbid(path, shared is not null && (WordNgrams > 1 || BayesWeights), WordNgrams > 1 ? "wordNgrams" : "bayesWeights", $"is for encoder 'rows', and 'encoder' is '{Encoder}'; leave it out.");
    }
}
