using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MT2ST.Tasks;
using MT2ST.Training;

namespace MT2ST.Runs;

/// <summary>The strategy of a run: how the task weights go over time.</summary>
public sealed record StrategyOptions : IOwnSettings
{
    /// <summary>The strategy's name in the catalog of strategies.</summary>
    public string Name { get; init; } = "stl";

    /// <summary>The switch point in primary epochs, at least 0, or <c>auto</c>; null for a third of the planned epochs.</summary>
    public SwitchTime? At { get; init; }

    /// <summary>Whether auxiliaries that harm the primary are found by probes and switched off, under any strategy.</summary>
    public bool HarmCheck { get; init; }

    /// <summary>How much worse, in the dev quality's unit, an auxiliary must make the primary to count as harmful, greater than 0.</summary>
    public double HarmMargin { get; init; } = 0.01;

    /// <summary>The greatest share of a run's work that probes take, in (0, 1).</summary>
    public double ProbeShare { get; init; } = 0.1;

    /// <summary>Whether probes count multiply-adds by the CPU time that they take, measured at the start where a task has no <see cref="TaskOptions.CostFactor"/>.</summary>
    public bool MeasureCosts { get; init; }

    /// <summary>How long auxiliary tasks alone run first where the strategy pretrains, in primary epochs' worth of steps, greater than 0.</summary>
    public double PretrainEpochs { get; init; } = 1;

    /// <summary>How a task weight acts on an auxiliary task.</summary>
    public Execution Execution { get; init; } = Execution.Sample;

    /// <summary>Whether all tasks' gradients of a step are taken at one point (equation 9 to the letter) instead of tasks updating in turn.</summary>
    public bool Joint { get; init; }

    /// <summary>Whether the table stays as it is from the switch on, the first step at which no auxiliary has weight any more.</summary>
    public bool FreezeAfterSwitch { get; init; }

    /// <summary>Every further setting: the strategy's own ones, which <see cref="ReadSettings"/> reads.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Settings { get; set; } = []; // Source-generated JSON cannot fill extension data through init.

    /// <summary>Reads the strategy's own settings strictly into a record of the strategy's.</summary>
    /// <typeparam name="T">The record; its defaults stand for settings that the run does not have. An object within it must not be null by default.</typeparam>
    /// <param name="type">Source-generated metadata of the record, with camelCase names.</param>
    /// <exception cref="SettingException">A setting is unknown to the strategy, or its value is of the wrong kind.</exception>
    public T ReadSettings<T>(JsonTypeInfo<T> type)
        where T : class, new() =>
        OwnSettings.Read(Settings, "strategy", $"strategy '{Name}'", RunJson.Default.StrategyOptions, type);

    TOptions IOwnSettings.Read<TOptions>(JsonTypeInfo<TOptions> type) => ReadSettings(type);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SettingException">A value is out of its range.</exception>
    public void Validate()
    {
        SettingRange.AtLeast("strategy.at", At?.Epochs, 0);
        SettingRange.Positive<double>("strategy.harmMargin", HarmMargin);
        SettingRange.Positive<double>("strategy.probeShare", ProbeShare);
        SettingRange.Below<double>("strategy.probeShare", ProbeShare, 1);
        SettingRange.Positive<double>("strategy.pretrainEpochs", PretrainEpochs);
    }
}
