using MT2ST.Encoding;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>A tagger that rides on a fixture's task.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Train">The fixture's sentences with other tags.</param>
/// <param name="Weight">What its loss counts.</param>
internal sealed record FixtureRider(string Name, EncodedCorpus Train, double Weight)
{
    /// <summary>What makes tags of its scores.</summary>
    public string Output { get; init; } = "softmax";

    /// <summary>Its options on a host.</summary>
    public TaggingOptions With(string host) => new() { With = host, Output = Output };
}
