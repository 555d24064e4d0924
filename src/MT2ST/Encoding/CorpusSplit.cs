namespace MT2ST.Encoding;

/// <summary>A corpus in two parts.</summary>
/// <param name="Train">The documents to train on.</param>
/// <param name="HeldOut">The documents held out.</param>
public sealed record CorpusSplit(EncodedCorpus Train, EncodedCorpus HeldOut);
