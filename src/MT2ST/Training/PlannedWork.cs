namespace MT2ST.Training;

/// <summary>One task's part of a step.</summary>
/// <param name="Task">The task's index; 0 is the primary.</param>
/// <param name="ExampleCount">How many of its examples, at least 1.</param>
/// <param name="Weight">What the update is multiplied by, above 0.</param>
public readonly record struct PlannedWork(int Task, int ExampleCount, double Weight);
