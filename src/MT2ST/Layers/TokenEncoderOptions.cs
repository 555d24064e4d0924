using MT2ST.Settings;

namespace MT2ST.Layers;

/// <summary>Settings of a token encoder.</summary>
public sealed partial record TokenEncoderOptions : OptionsRecord
{
    /// <summary>The encoder's name in the run, by which tasks share it; empty for a task's own encoder.</summary>
    public string Name { get; init; } = "";

    /// <summary>The kind of encoder: <c>window</c>, <c>cnn</c> or <c>bilstm</c>.</summary>
    [OneOf(typeof(BuiltInTokenEncoders))]
    public string Kind { get; init; } = BuiltInTokenEncoders.Window;

    /// <summary>The number of features of a token; it must be even for <c>bilstm</c>, where each direction has half of them.</summary>
    [Within("[1, 4096]")]
    public int Size { get; init; } = 256;

    /// <summary>The radius r of the kinds <c>window</c> and <c>cnn</c>: a token is read with r tokens on each side.</summary>
    [Within("[0, 10]")]
    public int Window { get; init; } = 2;

    /// <summary>The share of features dropped in training.</summary>
    [Within("[0, 0.9]")]
    public double Dropout { get; init; } = 0.3;

    /// <summary>The share of the values in word and affix vectors that is dropped in training.</summary>
    [Within("[0, 0.9]")]
    public double InputDropout { get; init; }

    /// <summary>Whether prefixes, suffixes and the shape of a word are read too.</summary>
    public bool Affixes { get; init; }

    /// <summary>The length of each affix's vector.</summary>
    [Within("[1, 256]")]
    public int AffixDimensions { get; init; } = 16;

    internal override string? ElementName => Name.Length > 0 ? Name : null;

    /// <inheritdoc/>
    protected override void Check(string path)
    {
        Forbid(path, Name.Contains('.') || Name.All(char.IsAsciiDigit), "name", $"is '{Name}'; it must have a letter and no full stop, so that tasks and settings can name it.");
        Forbid(path, Kind == BuiltInTokenEncoders.BiLstm && Size % 2 != 0, "size", $"is {Size}; it must be even for {Kind}, where each direction has half of it.");
    }
}
