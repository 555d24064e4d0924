namespace MT2ST.Tests.Architecture;

/// <summary>What is public is what a user needs, and what somebody needs who writes a task, a strategy, an optimizer or a format of their own.</summary>
public sealed class PublicApiTests
{
    private const string FrontDoor = "MT2ST";

    private static readonly Type[] Types = typeof(EmbeddingTrainer).Assembly.GetExportedTypes();

    [Fact]
    public void Listing_OfTheLibrary_IsThatOfTheFile() =>
        GoldenFile.Check("docs/public-api.txt", PublicApi.List(typeof(EmbeddingTrainer).Assembly), "the public types of the library");

    [Fact]
    public void FrontDoor_Types_AreAtMostFortySix() => Assert.InRange(Types.Count(type => type.Namespace == FrontDoor), 1, 46);

    [Fact]
    public void Library_Types_AreAtMostAHundredAndSixtyFive() => Assert.InRange(Types.Length, 1, 165);

    [Fact]
    public void PublicMembers_OfTheFrontDoor_HaveNoTuples() => Assert.DoesNotContain(
        PublicApi.List(typeof(EmbeddingTrainer).Assembly).Split('\n'),
        line => line.Contains("ValueTuple", StringComparison.Ordinal));
}
