using System.Text.Json.Serialization;

namespace MT2ST.Runs;

/// <summary>How a learning rate changes over the planned epochs.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RateDecay>))]
public enum RateDecay
{
    /// <summary>It stays.</summary>
    None,

    /// <summary>It falls in a straight line to near 0 at the end of the plan.</summary>
    Linear,
}
