using MT2ST.Evaluation;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Settings;
using MT2ST.Tasks;
using MT2ST.Tasks.Tagging;

namespace MT2ST;

/// <summary>The <c>tagging</c> task: see <see cref="TaggingTask{T}"/>.</summary>
public sealed partial record TaggingOptions : TaskOptions
{
    /// <summary>The token encoder, which turns a token into features: one of the task's own, or the name of one in the run's <c>encoders</c>.</summary>
    public string Encoder { get; init; } = BuiltInTokenEncoders.BiLstm;

    /// <summary>The radius r of the encoders <c>window</c> and <c>cnn</c>: a token is tagged from itself and r tokens on each side.</summary>
    [Within("[0, 10]")]
    public int Window { get; init; } = 2;

    /// <summary>H, the number of features of a token; it must be even for <c>bilstm</c>.</summary>
    [Within("[1, 4096]")]
    public int Hidden { get; init; } = 256;

    /// <summary>The share of features dropped in training.</summary>
    [Within("[0, 0.9]")]
    public double Dropout { get; init; } = 0.5;

    /// <summary>The share of the values in word and affix vectors that is dropped in training.</summary>
    [Within("[0, 0.9]")]
    public double InputDropout { get; init; } = 0.3;

    /// <summary>u, which sets how often rare words are read as unknown: a word seen n times, with probability u / (u + n).</summary>
    [Within("[0, 10]")]
    public double UnknownDropout { get; init; } = 0.25;

    /// <summary>Whether a word's prefixes, suffixes and shape help to tag it.</summary>
    public bool Affixes { get; init; } = true;

    /// <summary>The length of each affix's vector.</summary>
    [Within("[1, 256]")]
    public int AffixDimensions { get; init; } = 16;

    /// <summary>The output, which turns a sentence's scores into tags; null for <c>crf</c> if the tags mark spans and <c>softmax</c> if not.</summary>
    [OneOf(typeof(BuiltInTagDecoders)), Flag("tag-output")]
    public string? Output { get; init; }

    /// <summary>Whether quality is the F1 of the spans that tags such as <c>B-PER</c> mark; null for true if the tags are of this kind.</summary>
    public bool? Spans { get; init; }

    /// <inheritdoc/>
    public override string Task => "tagging";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Tags;

    /// <inheritdoc/>
    public override TaskDefaults Defaults { get; } = new() // benchmarks/experiments/tagging-defaults.md
    {
        Rate = 0.1,
        LinearDecay = true,
        BatchSize = 8,
        Epochs = 8,
        MinimumVisits = 24_000,
        MaximumEpochs = 60,
        EvaluationsPerEpoch = 1,
    };

    /// <inheritdoc/>
    internal override TaskOptions DecideBy(IndexedCorpus train, bool sharesTable, IReadOnlyList<IndexedCorpus>? taught = null, bool isAuxiliary = false) =>
        Output is not null ? this : this with { Output = FindSpans(train) is null ? BuiltInTagDecoders.Softmax : BuiltInTagDecoders.Crf };

    /// <summary>The spans that the tags mark; null if they mark none, or <see cref="Spans"/> is false.</summary>
    internal TagSpans? FindSpans(IndexedCorpus train) => Spans == false || train.TagSet is null ? null : TagSpans.Find(train.TagSet);

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => new TaggingTask<T>(context, this);

    /// <inheritdoc/>
    internal override string SearchSpace(bool sharesTable) => BuiltInTokenEncoders.Names.Contains(Encoder)
        ? """
            {
              "primary.hidden": [128, 256, 400], "primary.rate": [0.05, 0.1, 0.2], "primary.dropout": [0.3, 0.5, 0.6], "primary.inputDropout": [0.1, 0.3, 0.4],
              "epochs": [8, 16, 32], "dimensions": [50, 100, 200]
            }
            """
        : """{ "primary.rate": [0.05, 0.1, 0.2], "epochs": [8, 16, 32], "dimensions": [50, 100, 200] }"""; // A shared encoder has its own settings.

    /// <inheritdoc/>
    internal override TaskOptions ForReading() => (TaggingOptions)base.ForReading() with { Dropout = 0, InputDropout = 0, UnknownDropout = 0, Hidden = 2, Output = null, AffixDimensions = 1 };

    /// <inheritdoc/>
    public override bool ReadsWordFeatures(IReadOnlyList<TokenEncoderOptions> encoders) =>
        (encoders.FirstOrDefault(encoder => encoder.Name == Encoder) ?? OwnEncoder).Affixes;

    /// <summary>The settings of the task's own encoder.</summary>
    internal TokenEncoderOptions OwnEncoder => new()
    {
        Kind = Encoder,
        Size = Hidden,
        Window = Window,
        Dropout = Dropout,
        InputDropout = InputDropout,
        Affixes = Affixes,
        AffixDimensions = AffixDimensions,
    };

    /// <inheritdoc/>
    internal override IEnumerable<(string Setting, string Reason)> WithoutEffect(IReadOnlyList<TokenEncoderOptions> encoders)
    {
        IEnumerable<(string, string)> found = base.WithoutEffect(encoders);
        if (Encoder == BuiltInTokenEncoders.BiLstm)
            found = found.Append(("window", $"encoder '{Encoder}' reads whole sentences; it is for encoders 'window' and 'cnn'."));
        return Affixes ? found : found.Append(("affixDimensions", "'affixes' is false."));
    }

    /// <inheritdoc/>
    protected internal override void CheckEncoder(IReadOnlyList<TokenEncoderOptions> encoders, string path)
    {
        bool isShared = encoders.Any(encoder => encoder.Name == Encoder);
        Forbid(path, isShared && OwnEncoder != new TaggingOptions { Encoder = Encoder }.OwnEncoder, "encoder", $"is the shared encoder '{Encoder}', and settings of an encoder (hidden, window, dropout, inputDropout, affixes, affixDimensions) are set beside it. Set them there.");
        Forbid(path, !isShared && !BuiltInTokenEncoders.Names.Contains(Encoder), "encoder", $"is '{Encoder}'; allowed: {string.Join(", ", BuiltInTokenEncoders.Names.Concat(encoders.Select(encoder => encoder.Name)))}.");
        Forbid(path, !isShared && Encoder == BuiltInTokenEncoders.BiLstm && Hidden % 2 != 0, "hidden", $"is {Hidden}; it must be even for {Encoder}, where each direction has half of it.");
    }
}
