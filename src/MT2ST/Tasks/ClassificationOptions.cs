namespace MT2ST.Tasks;

/// <summary>Settings of the <c>classification</c> task.</summary>
public sealed record ClassificationOptions
{
    /// <summary>What turns a text into a vector: <c>mean</c> (of the words' vectors) or <c>cnn</c> (convolutions, maximum over time).</summary>
    public string Encoder { get; init; } = "mean";

    /// <summary>The widths of the convolutions in words, each in [1, 20].</summary>
    public IReadOnlyList<int> Widths { get; init; } = [3, 4, 5];

    /// <summary>Filters of each width. In [1, 4096].</summary>
    public int Filters { get; init; } = 64;

    /// <summary>The share of features dropped in training. In [0, 0.9].</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>How often rare words are read as unknown: a word seen n times with probability u / (u + n). In [0, 10].</summary>
    public double UnknownDropout { get; init; } = 0.25;

    /// <summary>How many words of a text are read at most, from its start. In [1, 100,000].</summary>
    public int MaximumTokens { get; init; } = 1000;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentException">Names the setting, its value and what is allowed.</exception>
    public void Validate()
    {
        if (Encoder is not ("mean" or "cnn"))
            throw new ArgumentException($"'encoder' is '{Encoder}'; allowed: cnn, mean.");
        if (Widths.Count == 0)
            throw new ArgumentException("'widths' is empty; name at least one width, such as [3, 4, 5].");
        foreach (int width in Widths)
            Setting.InRange(width, 1, 20, "widths");
        Setting.InRange(Filters, 1, 4096, "filters");
        Setting.InRange(Dropout, 0, 0.9, "dropout");
        Setting.InRange(UnknownDropout, 0, 10, "unknownDropout");
        Setting.InRange(MaximumTokens, 1, 100_000, "maximumTokens");
    }
}
