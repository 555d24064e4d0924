namespace MT2ST.Tasks;

/// <summary>Settings of the <c>lexicon</c> task: it has none of its own.</summary>
public sealed record LexiconOptions;
