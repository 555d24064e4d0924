using System.Text.Json.Serialization;

namespace MT2ST.Runs;

/// <summary>How a task weight gamma acts on an auxiliary task.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WeightExecution>))]
public enum WeightExecution
{
    /// <summary><c>units * gamma</c> examples for each primary step, each at weight 1: the cost falls with gamma.</summary>
    Sample,

    /// <summary><c>units</c> examples for each primary step, their update multiplied by gamma: the cost stays.</summary>
    Scale,
}
