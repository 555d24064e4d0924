namespace MT2ST.Corpora;

/// <summary>What <see cref="WordNetSplit"/> wrote.</summary>
/// <param name="SynsetCount">The synsets of the dictionary.</param>
/// <param name="DefinitionCount">Their different definitions.</param>
/// <param name="PoolCount">The definitions to train on.</param>
/// <param name="LexiconCount">The labelled words of the pool.</param>
public sealed record WordNetSplitSummary(int SynsetCount, int DefinitionCount, int PoolCount, int LexiconCount);
