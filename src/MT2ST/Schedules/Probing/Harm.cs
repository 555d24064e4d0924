namespace MT2ST.Schedules.Probing;

/// <summary>Whether an auxiliary harms the primary, from probes in which it was tried the other way for as many primary epochs.</summary>
/// <remarks>
/// Dev quality is noisy, and a helpful auxiliary must not be lost to it: harm is a disadvantage above the margin, or above the
/// noise where that is greater (<see cref="EvaluationNoise"/>), in two probes in a row, those of equal cost between them passed
/// over, or one above three times that.
/// </remarks>
/// <param name="margin">The disadvantage that counts, in the quality's unit, above 0.</param>
internal sealed class Harm(double margin)
{
    private const double AtOnce = 3;

    /// <summary>Whether the probes of an auxiliary show harm, the last one included.</summary>
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
