namespace MT2ST.Comparisons;

/// <summary>Chooses among trials by the two objectives of a comparison.</summary>
public static class TuningChoice
{
    /// <summary>The trial with the best mean dev quality, the cheaper one of equals: for STL it sets the target.</summary>
    /// <param name="trials">The trials, at least one.</param>
    public static TrialResult BestDev(IReadOnlyList<TrialResult> trials) =>
        trials.OrderByDescending(trial => trial.MeanDev).ThenBy(trial => trial.MeanMultiplyAdds).First();

    /// <summary>The trial with the fewest multiply-adds to the target; null where none reaches it with every seed.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="targets">What each tuning seed has to reach, by seed.</param>
    public static TrialResult? CheapestToTarget(IReadOnlyList<TrialResult> trials, IReadOnlyDictionary<ulong, double> targets) =>
        trials.Where(trial => double.IsFinite(trial.MeanMultiplyAddsToTarget(targets))).MinBy(trial => trial.MeanMultiplyAddsToTarget(targets));
}
