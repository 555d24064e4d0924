namespace MT2ST.Settings;

/// <summary>What to say of settings and names that earlier versions had.</summary>
internal static class RetiredSettings
{
    private static readonly Dictionary<string, string> Messages = new(StringComparer.Ordinal)
    {
        ["privateNegatives"] = "'privateNegatives' was removed: negatives of each pair's own took 2.5 times the time for the same quality. Leave it out.",
        ["exactGradient"] = "'exactGradient' was removed: it gave poorer analogies. Leave it out and, where 'rate' was raised for it, 'rate' too.",
        ["restartRate"] = "'restartRate' was removed: a rate that stays is better than one that falls and starts anew. Leave it out, and 'decay' too.",
        ["optimizerState"] = "'optimizerState' was removed: resetting it at the switch changed nothing. Leave it out.",
        ["with"] = "'with' was removed: tags of one file learnt in one pass did not help each other. Leave the auxiliary out, or let both tasks name one of the run's 'encoders'.",
        ["cosine-gate"] = "Strategy 'cosine-gate' was removed: it was no better than mtl and later at the target. Write 'pcgrad', which removes what opposes the primary, or 'mtl'.",
    };

    /// <summary>What to write instead of a name; null where no version had it.</summary>
    public static string? Find(string name) => Messages.GetValueOrDefault(name);
}
