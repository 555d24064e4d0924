namespace MT2ST;

/// <summary>A word and how near it is to what was asked for.</summary>
/// <param name="Word">The word.</param>
/// <param name="Cosine">The cosine of its vector and the query, in [-1, 1].</param>
public sealed record WordMatch(string Word, double Cosine);
