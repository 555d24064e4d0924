namespace MT2ST.Reports.Tests.Exports;

/// <summary>A scalar as an event file has it.</summary>
internal sealed record ReadScalar(double WallTime, long Step, string Tag, float Value);
