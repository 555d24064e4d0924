namespace MT2ST.Tasks;

/// <summary>Settings of a token encoder.</summary>
public sealed record TokenEncoderOptions
{
    /// <summary>Its name in the run, by which tasks share it; empty for a task's own.</summary>
    public string Name { get; init; } = "";

    /// <summary>The encoder's name in the catalog: <c>window</c>, <c>cnn</c> or <c>bilstm</c>.</summary>
    public string Kind { get; init; } = BuiltInTokenEncoders.Window;

    /// <summary>The number of features of a token. In [1, 4096]; even for <c>bilstm</c>, each direction of which has half of them.</summary>
    public int Size { get; init; } = 256;

    /// <summary>The window's radius r of <c>window</c> and <c>cnn</c>: a token is read with r tokens on each side. In [0, 10].</summary>
    public int Window { get; init; } = 2;

    /// <summary>The share of features dropped in training. In [0, 0.9].</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>The share of values of words' and affixes' vectors dropped in training. In [0, 0.9].</summary>
    public double InputDropout { get; init; }

    /// <summary>Whether prefixes, suffixes and the shape of a word are read beside it.</summary>
    public bool Affixes { get; init; }

    /// <summary>The length of each affix's vector. In [1, 256].</summary>
    public int AffixDimensions { get; init; } = 16;

    /// <summary>Rejects a value out of range.</summary>
    /// <param name="kindSetting">What the setting of <see cref="Kind"/> is called.</param>
    /// <param name="sizeSetting">What the setting of <see cref="Size"/> is called.</param>
    /// <param name="alsoAllowed">What else may stand for <see cref="Kind"/>, for the message.</param>
    /// <exception cref="ArgumentException">Names the setting, its value and the allowed range.</exception>
    public void Validate(string kindSetting = "kind", string sizeSetting = "size", params IEnumerable<string> alsoAllowed)
    {
        if (!BuiltInTokenEncoders.Names.Contains(Kind))
            throw new ArgumentException($"'{kindSetting}' is '{Kind}'; allowed: {string.Join(", ", BuiltInTokenEncoders.Names.Concat(alsoAllowed))}.");
        Setting.InRange(Size, 1, 4096, sizeSetting);
        if (Kind == BuiltInTokenEncoders.BiLstm && Size % 2 != 0)
            throw new ArgumentException($"'{sizeSetting}' is {Size}; it must be even for {Kind}, each direction of which has half of it.");
        Setting.InRange(Window, 0, 10, "window");
        Setting.InRange(Dropout, 0, 0.9, "dropout");
        Setting.InRange(InputDropout, 0, 0.9, "inputDropout");
        Setting.InRange(AffixDimensions, 1, 256, "affixDimensions");
    }
}
