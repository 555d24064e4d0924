using MT2ST.Layers;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

public sealed class TaskFixturesTests
{
    public static TheoryData<string> CatalogNames => [.. BuiltInTasks.All.Names];

    [Theory]
    [MemberData(nameof(CatalogNames))]
    public void Catalog_EveryTask_HasFixturesAtAnOddAndAWholeNumberOfVectors(string task)
    {
        IEnumerable<int> dimensions = TaskFixtures.All.Where(fixture => fixture.Task == task).Select(fixture => fixture.Dimensions);
        Assert.Contains(dimensions, d => d % 2 == 1);
        Assert.Contains(dimensions, d => d % 16 == 0);
    }

    [Fact]
    public void Catalogs_EveryTokenEncoderAndTagOutput_HasAFixture()
    {
        TaggingOptions[] options = [.. TaskFixtures.All.Select(fixture => fixture.Options).OfType<TaggingOptions>()];
        Assert.Equal(BuiltInTokenEncoders.Names.Order(), options.Select(option => option.OwnEncoder.Kind).Intersect(BuiltInTokenEncoders.Names).Order());
        Assert.Equal(BuiltInTagDecoders.Names.Order(), options.Select(option => option.Output ?? BuiltInTagDecoders.Softmax).Distinct().Order());
    }

    [Fact]
    public void Catalogs_EveryPooling_HasAFixture() => Assert.Equal(
        BuiltInPoolings.Names.Order(),
        TaskFixtures.All.Select(fixture => fixture.Options).OfType<ClassificationOptions>().Select(option => option.Pooling ?? "mean").Distinct().Order());

    [Fact]
    public void Fixtures_EveryOne_IsOfTheCatalog() =>
        Assert.All(TaskFixtures.All, fixture => Assert.Contains(fixture.Task, BuiltInTasks.All.Names));
}
