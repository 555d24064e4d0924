namespace MT2ST.Tasks;

/// <summary>Settings of the <c>glove</c> task.</summary>
public sealed record GloveOptions
{
    /// <summary>The greatest distance between a word and its context, in words after subsampling. In [1, 100].</summary>
    public int Window { get; init; } = 10;

    /// <summary>Whether words on both sides are context; otherwise only those before a word.</summary>
    public bool Symmetric { get; init; } = true;

    /// <summary>The frequency above which words are dropped at random before counting; 0 drops none. In [0, 1].</summary>
    public double Subsample { get; init; } = 1e-3;

    /// <summary>x_max, the count from which on a cell has its full weight. Above 0.</summary>
    public double XMax { get; init; } = 10;

    /// <summary>alpha, the power of counts below x_max in a cell's weight. In [0, 1].</summary>
    public double Alpha { get; init; } = 0.75;

    /// <summary>K, contexts drawn for each block of up to 16 cells of a word, whose targets are the counts of chance; 0 for the paper's loss. In [0, 100].</summary>
    public int Negatives { get; init; } = 16;

    /// <summary>f_0, the weight of a drawn cell. Above 0, at most 1.</summary>
    public double NegativeWeight { get; init; } = 0.5;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.InRange(Window, 1, 100, "window");
        Setting.InRange(Subsample, 0, 1, "subsample");
        Setting.Positive(XMax, "xMax");
        Setting.InRange(Alpha, 0, 1, "alpha");
        Setting.InRange(Negatives, 0, 100, "negatives");
        Setting.Positive(NegativeWeight, "negativeWeight");
        Setting.InRange(NegativeWeight, 0, 1, "negativeWeight");
    }
}
