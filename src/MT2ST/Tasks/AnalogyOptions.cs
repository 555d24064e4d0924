namespace MT2ST.Tasks;

/// <summary>Settings of the <c>analogy</c> task.</summary>
public sealed record AnalogyOptions
{
    /// <summary>Scores by dot products of vectors at length 1, as 3CosAdd answers.</summary>
    public const string CosineForm = "cosine";

    /// <summary>Scores by dot products of the vectors as they are.</summary>
    public const string DotForm = "dot";

    /// <summary>The forms by name.</summary>
    public static IReadOnlyList<string> Forms { get; } = [CosineForm, DotForm];

    /// <summary>What is scored, one of <see cref="Forms"/>.</summary>
    public string Form { get; init; } = CosineForm;

    /// <summary>K, random words for each question. In [1, 10000].</summary>
    public int Negatives { get; init; } = 20;

    /// <summary>What scores are multiplied by before the softmax, above 0: sums of cosines, at most 3, are too small to tell words apart.</summary>
    public double Scale { get; init; } = 10;

    /// <summary>Rejects a value out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public void Validate()
    {
        if (!Forms.Contains(Form))
            throw new ArgumentOutOfRangeException("form", Form, $"'form' is '{Form}'; allowed: {string.Join(", ", Forms)}.");
        Setting.InRange(Negatives, 1, 10_000, "negatives");
        Setting.Positive(Scale, "scale");
    }
}
