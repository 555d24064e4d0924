namespace MT2ST.Tasks;

/// <summary>Settings of the <c>classification</c> task.</summary>
public sealed record ClassificationOptions
{
    internal const string Cnn = "cnn";
    internal const string Mean = "mean";
    internal const string Rows = "rows";

    /// <summary>The encoders that the task has itself, by name.</summary>
    public static IReadOnlyList<string> OwnEncoders { get; } = [Cnn, Mean, Rows];

    /// <summary>
    /// What turns a text into a vector: <c>rows</c> (the words' vectors, pooled), <c>mean</c> (the same with
    /// <see cref="Pooling"/> <c>mean</c>), <c>cnn</c> (convolutions, maximum over time), or the name of a token encoder that the
    /// run declares for tasks to share, whose features are pooled.
    /// </summary>
    public string Encoder { get; init; } = Rows;

    /// <summary>
    /// What makes one vector of the tokens': a name in the catalog of poolings; null for the mean. Only with encoder
    /// <c>rows</c> or a shared one: the others have theirs.
    /// </summary>
    public string? Pooling { get; init; }

    /// <summary>The longest n-grams of words that have rows of their own, beside the words. In [1, 5]; 1 for none, and with encoder <c>cnn</c>.</summary>
    public int WordNgrams { get; init; } = 1;

    /// <summary>
    /// Whether words and n-grams count by what the training labels say of them (naive Bayes; Wang and Manning 2012), in a sum
    /// divided by its length, instead of all alike in a mean. Only with encoder <c>rows</c> and without another pooling.
    /// </summary>
    public bool BayesWeights { get; init; }

    /// <summary>Whether a word or n-gram counts once in a text, however often it comes. With encoder <c>rows</c>.</summary>
    public bool Distinct { get; init; }

    /// <summary>How many rows the n-grams share. In [1, 100,000,000].</summary>
    public int WordNgramBuckets { get; init; } = 1_000_000;

    /// <summary>The widths of the convolutions in words, each in [1, 20].</summary>
    public IReadOnlyList<int> Widths { get; init; } = [3, 4, 5];

    /// <summary>Filters of each width. In [1, 4096].</summary>
    public int Filters { get; init; } = 64;

    /// <summary>Whether a text may have several labels: each then has a probability of its own (a sigmoid), instead of one of all (a softmax).</summary>
    public bool MultiLabel { get; init; }

    /// <summary>The share of features dropped in training. In [0, 0.9].</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>How often rare words are read as unknown: a word seen n times with probability u / (u + n). In [0, 10].</summary>
    public double UnknownDropout { get; init; } = 0.25;

    /// <summary>How many words of a text are read at most, from its start. In [1, 100,000].</summary>
    public int MaximumTokens { get; init; } = 1000;

    /// <summary>Rejects a value out of range.</summary>
    /// <param name="encoders">The encoders that the run declares.</param>
    /// <exception cref="ArgumentException">Names the setting, its value and what is allowed.</exception>
    public void Validate(IReadOnlyList<TokenEncoderOptions> encoders)
    {
        ArgumentNullException.ThrowIfNull(encoders);
        TokenEncoderOptions? shared = encoders.FirstOrDefault(encoder => encoder.Name == Encoder);
        if (shared is null && !OwnEncoders.Contains(Encoder))
            throw new ArgumentException($"'encoder' is '{Encoder}'; allowed: {string.Join(", ", OwnEncoders.Concat(encoders.Select(encoder => encoder.Name)))}.");
        if (shared is { Affixes: true })
            throw new ArgumentException($"The shared encoder '{Encoder}' reads affixes, which texts are not encoded with; set its 'affixes' to false.");
        if (shared is not null && (WordNgrams > 1 || BayesWeights))
            throw new ArgumentException($"'wordNgrams' and 'bayesWeights' are for encoder 'rows', and 'encoder' is '{Encoder}'; leave them out.");
        ValidateTokens(hasPooling: shared is not null || Encoder == Rows);
        if (Widths.Count == 0)
            throw new ArgumentException("'widths' is empty; name at least one width, such as [3, 4, 5].");
        foreach (int width in Widths)
            Setting.InRange(width, 1, 20, "widths");
        Setting.InRange(Filters, 1, 4096, "filters");
        Setting.InRange(Dropout, 0, 0.9, "dropout");
        Setting.InRange(UnknownDropout, 0, 10, "unknownDropout");
        Setting.InRange(MaximumTokens, 1, 100_000, "maximumTokens");
    }

    private void ValidateTokens(bool hasPooling)
    {
        if (Pooling is not null && !BuiltInPoolings.Names.Contains(Pooling))
            throw new ArgumentException($"'pooling' is '{Pooling}'; allowed: {string.Join(", ", BuiltInPoolings.Names)}.");
        if (Pooling is not null && !hasPooling)
            throw new ArgumentException($"'pooling' is '{Pooling}', but encoder '{Encoder}' has its own; leave it out or set 'encoder' to rows.");
        if (BayesWeights && (Encoder == Cnn || Pooling is not (null or BuiltInPoolings.Mean)))
            throw new ArgumentException($"'bayesWeights' is true, but {(Encoder == Cnn ? "encoder 'cnn'" : $"pooling '{Pooling}'")} does not weigh its tokens; set it to false or 'pooling' to mean.");
        if (Distinct && Encoder == Cnn)
            throw new ArgumentException("'distinct' is true, but encoder 'cnn' reads words in their order; set it to false or 'encoder' to rows.");
        Setting.InRange(WordNgrams, 1, 5, "wordNgrams");
        Setting.InRange(WordNgramBuckets, 1, 100_000_000, "wordNgramBuckets");
        if (WordNgrams > 1 && Encoder == Cnn)
            throw new ArgumentException($"'wordNgrams' is {WordNgrams}, but encoder 'cnn' reads words alone; set it to 1 or 'encoder' to rows.");
    }
}
