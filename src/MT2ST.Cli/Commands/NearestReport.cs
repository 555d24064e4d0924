using System.Text.Json.Serialization;

namespace MT2ST.Cli.Commands;

/// <summary>What <c>nearest --json</c> writes for one word.</summary>
internal sealed record NearestReport(string Word, IReadOnlyList<NearestReport.Neighbor> Nearest)
{
    /// <summary>Whether the word is not in the vocabulary, so that its vector was made of its character n-grams; written only then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FromNgrams { get; init; }

    /// <summary>One near word.</summary>
    public sealed record Neighbor(string Word, double Cosine);
}
