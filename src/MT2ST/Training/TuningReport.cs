using System.Text.Json.Serialization;

namespace MT2ST;

/// <summary>What a search for settings, or a check for harm, tried and chose before a run.</summary>
/// <remarks>In a check for harm the defaults are the run with its auxiliaries; the other trial is the primary alone.</remarks>
public sealed record TuningReport
{
    /// <summary>The budget as it was given.</summary>
    public required string Budget { get; init; }

    /// <summary>The settings that differ from those given and by default, by dotted path; empty if the defaults stay.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The metric on dev.</summary>
    public string? Metric { get; init; }

    /// <summary>The mean quality of the settings chosen on dev, greater is better (a loss is negated); null if no trial ended.</summary>
    public double? Dev { get; init; }

    /// <summary>The mean quality of the defaults on dev; null if no trial of them ended.</summary>
    public double? DefaultsDev { get; init; }

    /// <summary>The standard error of a difference on this dev data; a search keeps the defaults unless others are better by more.</summary>
    public double? Noise { get; init; }

    /// <summary>One sentence: what was chosen and why.</summary>
    public string Conclusion { get; init; } = "";

    /// <summary>How many different settings were tried, the defaults included.</summary>
    public required int Trials { get; init; }

    /// <summary>How many runs ended: settings are tried on parts of the data and with several seeds.</summary>
    public required int Runs { get; init; }

    /// <summary>Wall-clock seconds of the search.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>CPU seconds of all runs, those that were stopped included.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The share of the training data that was held out only to choose; 0 if the run has dev data.</summary>
    public double HeldOutShare { get; init; }

    /// <summary>The share of the budget that is used, in [0, 1].</summary>
    [JsonIgnore]
    public double Share { get; init; }

    /// <summary>The wall-clock seconds that are left at most; null if trials are counted.</summary>
    [JsonIgnore]
    public double? SecondsLeft { get; init; }

    /// <summary>A line of JSON for each run, in the order in which they ended.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> Log { get; init; } = [];
}
