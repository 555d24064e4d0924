namespace MT2ST.Evaluation;

/// <summary>How many analogy questions of a section the vectors answer.</summary>
/// <param name="Section">The section's name, or <c>semantic</c>, <c>syntactic</c>, <c>total</c> for the sums over sections.</param>
/// <param name="Accuracy">The share of the found questions that are answered right, in [0, 1]; null where none is found.</param>
/// <param name="QuestionCount">The number of questions in the section.</param>
/// <param name="FoundCount">The number of questions of which all four words have a vector: only they are counted.</param>
public sealed record AnalogyResult(string Section, double? Accuracy, int QuestionCount, int FoundCount);
