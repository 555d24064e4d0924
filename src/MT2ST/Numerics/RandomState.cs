namespace MT2ST.Numerics;

/// <summary>The 256 bits of state of a <see cref="SeededRandom"/>.</summary>
public readonly record struct RandomState(ulong S0, ulong S1, ulong S2, ulong S3);
