namespace MT2ST.Cli.Teaching;

/// <summary>What <c>mt2st teach</c> did, as it is written beside the targets.</summary>
internal sealed record TeachReport
{
    /// <summary>The file of the target vectors.</summary>
    public required string Output { get; init; }

    /// <summary>The files of the texts.</summary>
    public required IReadOnlyList<string> TextFiles { get; init; }

    /// <summary>How many different texts have a vector.</summary>
    public required int Texts { get; init; }

    /// <summary>How many texts were left out because they come again.</summary>
    public required int Repeated { get; init; }

    /// <summary>How many texts were left out because they are blank.</summary>
    public required int Blank { get; init; }

    /// <summary>The number of values in a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>The CPU time of encoding on all processors, in seconds, that of interrupted runs too.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>What decided the vectors, by name.</summary>
    public required IReadOnlyDictionary<string, string> Teacher { get; init; }
}

/// <summary>What <c>mt2st teach --words</c> did.</summary>
internal sealed record WordTeachReport
{
    /// <summary>The vector file.</summary>
    public required string Output { get; init; }

    /// <summary>How many words have a vector.</summary>
    public required int Words { get; init; }

    /// <summary>The number of values in a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>The CPU time on all processors, in seconds.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>What decided the vectors, by name.</summary>
    public required IReadOnlyDictionary<string, string> Teacher { get; init; }
}
