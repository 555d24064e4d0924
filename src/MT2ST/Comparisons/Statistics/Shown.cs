using System.Text.Json.Serialization;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons.Statistics;

/// <summary>What an estimate shows by its interval.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Shown>))]
internal enum Shown
{
    /// <summary>There is no interval, as there are too few seeds.</summary>
    NoInterval,

    /// <summary>The interval covers 0, so no difference is shown.</summary>
    NoDifference,

    /// <summary>The interval lies above 0.</summary>
    Better,

    /// <summary>The interval lies below 0.</summary>
    Worse,
}

/// <summary>Reads what an estimate shows: the one rule of the verdict, its sentences and the notes.</summary>
internal static class ShownBy
{
    /// <summary>Below this a bound is rounding of equal figures: 0.</summary>
    private const double Nothing = 1e-9;

    /// <summary>What the estimate shows.</summary>
    public static Shown Interval(PairedEstimate estimate) => estimate switch
    {
        not { Low: not null, High: not null } => Shown.NoInterval,
        { Low: > Nothing } => Shown.Better,
        { High: < -Nothing } => Shown.Worse,
        _ => Shown.NoDifference,
    };
}
