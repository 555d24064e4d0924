namespace MT2ST.Tasks;

/// <summary>Settings of the <c>tagging</c> task.</summary>
public sealed record TaggingOptions
{
    /// <summary>The window's radius r: a token is tagged from itself and r tokens on each side. In [0, 10].</summary>
    public int Window { get; init; } = 2;

    /// <summary>H, the size of the hidden layer. In [1, 4096].</summary>
    public int Hidden { get; init; } = 256;

    /// <summary>The share of hidden values dropped in training. In [0, 0.9].</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>How often rare words are read as unknown: a word seen n times with probability u / (u + n). In [0, 10].</summary>
    public double UnknownDropout { get; init; } = 0.25;

    /// <summary>Whether prefixes, suffixes and the shape of the word help to tag it.</summary>
    public bool Affixes { get; init; }

    /// <summary>The length of each affix's vector. In [1, 256].</summary>
    public int AffixDimensions { get; init; } = 16;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.InRange(Window, 0, 10, "window");
        Setting.InRange(Hidden, 1, 4096, "hidden");
        Setting.InRange(Dropout, 0, 0.9, "dropout");
        Setting.InRange(UnknownDropout, 0, 10, "unknownDropout");
        Setting.InRange(AffixDimensions, 1, 256, "affixDimensions");
    }
}
