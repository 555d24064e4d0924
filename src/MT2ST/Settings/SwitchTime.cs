using System.Text.Json.Nodes;
using MT2ST.Settings;

namespace MT2ST;

/// <summary>When <c>switch</c> switches: at a given time, or when the run finds it best (<c>auto</c>).</summary>
/// <param name="Epochs">The switch point in primary epochs; null for <c>auto</c>.</param>
public sealed record SwitchTime(double? Epochs)
{
    private const string AutoName = "auto";

    /// <summary>How values are read and written.</summary>
    public static SettingType SettingType { get; } = SettingType.Of<SwitchTime>(
        "a number of epochs or \"auto\"",
        "EPOCHS|auto",
        node => SettingType.NumberText(node) is { } number ? new SwitchTime(double.Parse(number, CultureInfo.InvariantCulture))
            : SettingType.IsText(node) && node.GetValue<string>() == AutoName ? Auto : null,
        time => time.Epochs is { } epochs ? JsonValue.Create(epochs) : JsonValue.Create(AutoName));

    /// <summary>When the run finds it best.</summary>
    public static SwitchTime Auto { get; } = new(Epochs: null);

    /// <summary>A number of primary epochs.</summary>
    public static implicit operator SwitchTime(double epochs) => new(epochs);
}
