namespace MT2ST.Tasks;

/// <summary>Settings of the <c>relation</c> task.</summary>
public sealed record RelationOptions
{
    /// <summary>By how much a related word's cosine must exceed a random word's. In [0, 2].</summary>
    public double Margin { get; init; } = 0.6;

    /// <summary>K, random words for each line's pairs, up to 16 of which share them. In [1, 100].</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        Setting.InRange(Margin, 0, 2, "margin");
        Setting.InRange(Negatives, 1, 100, "negatives");
    }
}
