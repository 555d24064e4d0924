namespace MT2ST.Cli.Commands;

/// <summary>What <c>nearest --json</c> writes for one word.</summary>
internal sealed record NearestReport(string Word, IReadOnlyList<NearestReport.Neighbor> Nearest)
{
    /// <summary>One near word.</summary>
    public sealed record Neighbor(string Word, double Cosine);
}
