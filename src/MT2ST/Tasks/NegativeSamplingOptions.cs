namespace MT2ST.Tasks;

/// <summary>Settings of the <c>skipgram</c> and <c>cbow</c> tasks: windows over a subsampled text, scored against negative samples.</summary>
public sealed record NegativeSamplingOptions
{
    /// <summary>The greatest distance between a word and its context, in words after subsampling. In [1, 100].</summary>
    public int Window { get; init; } = 5;

    /// <summary>K, negative samples for each centre word. In [1, 100].</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>The frequency above which words are dropped at random; 0 drops none. In [0, 1].</summary>
    public double Subsample { get; init; } = 1e-3;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.InRange(Window, 1, 100, "window");
        Setting.InRange(Negatives, 1, 100, "negatives");
        Setting.InRange(Subsample, 0, 1, "subsample");
    }
}
