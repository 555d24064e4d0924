namespace MT2ST.Schedules.Probing;

/// <summary>Decides whether an auxiliary harms the primary, from probes that switched it the other way for as many primary epochs.</summary>
/// <remarks>
/// Dev quality is noisy, and noise must not switch off a helpful auxiliary. Harm is a disadvantage above the margin, or above
/// the noise if that is greater (<see cref="EvaluationNoise"/>), in two probes in a row, or one above three times that. Probes
/// of equal cost are not counted.
/// </remarks>
/// <param name="margin">The disadvantage that counts, in the quality's unit, above 0.</param>
internal sealed class Harm(double margin)
{
    private const double AtOnce = 3;

    /// <summary>Whether the probes of an auxiliary so far show harm.</summary>
    /// <param name="auxiliary">The auxiliary, from 1.</param>
    /// <param name="observed">What the run measured; probes of equal cost are left out.</param>
    public bool IsShown(int auxiliary, Observations observed)
    {
        bool wasBelow = false;
        for (int i = 0; i < observed.Probes.Count; i++)
        {
            Probe probe = observed.Probes[i];
            if (probe.Auxiliary != auxiliary || probe.HasEqualCost)
                continue;
            double advantage = probe.Advantage, least = Math.Max(margin, probe.Error);
            bool isBelow = advantage < -least;
            if (advantage < -AtOnce * least || (isBelow && wasBelow))
                return true;
            wasBelow = isBelow;
        }
        return false;
    }
}
