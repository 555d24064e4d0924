namespace MT2ST.Tasks;

/// <summary>Settings of the <c>tagging</c> task.</summary>
public sealed record TaggingOptions
{
    /// <summary>What turns a token into features: a name in the catalog of token encoders, or of an encoder that the run declares for tasks to share.</summary>
    public string Encoder { get; init; } = BuiltInTokenEncoders.Window;

    /// <summary>The radius r of <c>window</c> and <c>cnn</c>: a token is tagged from itself and r tokens on each side. In [0, 10].</summary>
    public int Window { get; init; } = 2;

    /// <summary>H, the number of features of a token. In [1, 4096]; even for <c>bilstm</c>.</summary>
    public int Hidden { get; init; } = 256;

    /// <summary>The share of features dropped in training. In [0, 0.9].</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>The share of values of words' and affixes' vectors dropped in training. In [0, 0.9].</summary>
    public double InputDropout { get; init; }

    /// <summary>How often rare words are read as unknown: a word seen n times with probability u / (u + n). In [0, 10].</summary>
    public double UnknownDropout { get; init; } = 0.25;

    /// <summary>Whether prefixes, suffixes and the shape of the word help to tag it.</summary>
    public bool Affixes { get; init; }

    /// <summary>The length of each affix's vector. In [1, 256].</summary>
    public int AffixDimensions { get; init; } = 16;

    /// <summary>What turns a sentence's scores into tags: a name in the catalog of tag outputs.</summary>
    public string Output { get; init; } = BuiltInTagOutputs.Softmax;

    /// <summary>Whether quality is the F1 of the spans that tags such as <c>B-PER</c> mark; null for where the tags are of that kind.</summary>
    public bool? Spans { get; init; }

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

    /// <summary>The settings of the encoder that the task uses: a shared one where one has its name.</summary>
    internal TokenEncoderOptions EncoderAmong(IEnumerable<TokenEncoderOptions> encoders) =>
        encoders.FirstOrDefault(encoder => encoder.Name == Encoder) ?? OwnEncoder;

    /// <summary>Rejects a value out of range.</summary>
    /// <param name="encoders">The encoders that the run declares.</param>
    /// <exception cref="ArgumentException">Names the setting, its value and the allowed range.</exception>
    public void Validate(IReadOnlyList<TokenEncoderOptions> encoders)
    {
        ArgumentNullException.ThrowIfNull(encoders);
        bool isShared = encoders.Any(encoder => encoder.Name == Encoder);
        if (isShared && OwnEncoder != new TaggingOptions { Encoder = Encoder }.OwnEncoder)
            throw new ArgumentException($"Settings of an encoder (hidden, window, dropout, inputDropout, affixes, affixDimensions) are set beside the shared encoder '{Encoder}', whose own they are. Set them there.");
        if (!isShared)
            OwnEncoder.Validate("encoder", "hidden", encoders.Select(encoder => encoder.Name));
        if (!BuiltInTagOutputs.Names.Contains(Output))
            throw new ArgumentException($"'output' is '{Output}'; allowed: {string.Join(", ", BuiltInTagOutputs.Names)}.");
        Setting.InRange(UnknownDropout, 0, 10, "unknownDropout");
    }
}
