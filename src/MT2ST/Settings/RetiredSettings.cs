namespace MT2ST.Settings;

/// <summary>Messages about settings and names that earlier versions had.</summary>
internal static class RetiredSettings
{
    private static readonly Dictionary<string, string> Messages = new(StringComparer.Ordinal)
    {
        ["task.privateNegatives"] = "'privateNegatives' was removed: separate negatives for each pair took 2.5 times as long for the same quality. Leave it out.",
        ["task.exactGradient"] = "'exactGradient' was removed: it gave poorer analogies. Leave it out, and 'rate' too if it was raised for this.",
        ["task.bayesWeights"] = "'bayesWeights' was replaced: write 'tokenWeights' bayes.",
        ["task.distinct"] = "'distinct' was removed: where 'tokenWeights' is idf or bayes, a word counts once. Leave it out.",
        ["strategy.restartRate"] = "'restartRate' was removed: a constant rate is better than one that falls and restarts. Leave it out, and 'decay' too.",
        ["strategy.optimizerState"] = "'optimizerState' was removed: resetting it at the switch changed nothing. Leave it out.",
        ["task.with"] = "'with' was removed: tags of one file learnt in one pass did not help each other. Leave the auxiliary out, or let both tasks name one of the run's 'encoders'.",
        ["strategy:cosine-gate"] = "Strategy 'cosine-gate' was removed: it was no better than mtl and reached the target later. Write 'pcgrad', which removes opposing parts of gradients, or 'mtl'.",
    };

    /// <summary>What to write instead of a setting of a task or a strategy; null if no version had it.</summary>
    public static string? FindSetting(string? kind, string name) => Messages.GetValueOrDefault($"{kind}.{name}");

    /// <summary>What to write instead of the name of a task or a strategy; null if no version had it.</summary>
    public static string? FindName(string kind, string name) => Messages.GetValueOrDefault($"{kind}:{name}");
}
