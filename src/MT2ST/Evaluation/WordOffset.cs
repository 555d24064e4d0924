namespace MT2ST.Evaluation;

/// <summary>The ids of the three words of a question b - a + c.</summary>
internal readonly record struct WordOffset(int A, int B, int C);
