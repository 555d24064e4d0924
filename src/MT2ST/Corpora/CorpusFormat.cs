namespace MT2ST.Corpora;

/// <summary>A corpus format of the catalog <see cref="BuiltInCorpora"/>.</summary>
/// <param name="Name">The name that options, help and errors use.</param>
/// <param name="Summary">What such a file holds, in one line.</param>
/// <param name="CreateReader">Makes a reader.</param>
public sealed record CorpusFormat(string Name, string Summary, Func<ICorpusReader> CreateReader);
