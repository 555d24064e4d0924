namespace MT2ST.Schedules;

/// <summary>The own settings of a strategy that has none: every name is unknown.</summary>
internal sealed record NoScheduleOptions;
