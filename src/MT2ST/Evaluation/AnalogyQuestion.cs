namespace MT2ST.Evaluation;

/// <summary>A question "<paramref name="First"/> is to <paramref name="Second"/> as <paramref name="Third"/> is to what?" with its answer.</summary>
/// <param name="First">a, such as <c>Athens</c>.</param>
/// <param name="Second">b, such as <c>Greece</c>.</param>
/// <param name="Third">c, such as <c>Oslo</c>.</param>
/// <param name="Answer">d, such as <c>Norway</c>.</param>
public sealed record AnalogyQuestion(string First, string Second, string Third, string Answer);
