namespace MT2ST.Schedules;

/// <summary>Whether an auxiliary harms the primary, from probes without it of as many primary epochs.</summary>
/// <remarks>
/// Dev quality is noisy, and a helpful auxiliary must not be lost to it: harm is a disadvantage above the margin in two probes
/// in a row, or one above three margins.
/// </remarks>
/// <param name="margin">The disadvantage that counts, in the quality's unit, above 0.</param>
internal sealed class Harm(double margin)
{
    private const double AtOnce = 3;

    /// <summary>Whether the last disadvantages show harm.</summary>
    /// <param name="before">The advantage in the probe before the last one; null where there was none.</param>
    /// <param name="last">The advantage in the last probe.</param>
    public bool IsShown(double? before, double last) =>
        last < -AtOnce * margin || (last < -margin && before < -margin);
}
