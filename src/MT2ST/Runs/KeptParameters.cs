using System.Text.Json.Serialization;

namespace MT2ST.Runs;

/// <summary>Which parameters a run keeps when it ends.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<KeptParameters>))]
public enum KeptParameters
{
    /// <summary>Those of the evaluation with the best dev quality.</summary>
    Best,

    /// <summary>Those after the last step.</summary>
    Last,
}
