namespace MT2ST.Cli.Commands;

/// <summary>What <c>predict --json</c> writes for one text, on a line of its own.</summary>
internal sealed record PredictionReport(IReadOnlyList<PredictionReport.Label> Labels)
{
    /// <summary>One label with its probability.</summary>
    public sealed record Label(string Name, double Probability);
}
