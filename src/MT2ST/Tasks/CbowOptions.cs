namespace MT2ST.Tasks;

/// <summary>Settings of the <c>cbow</c> task.</summary>
public sealed record CbowOptions : NegativeSamplingOptions;
