using MT2ST.Catalogs;

namespace MT2ST.Tests.Catalogs;

public sealed class CatalogTests
{
    private static readonly Catalog<Func<string>> Strategies = new(
        "strategy",
        new("stl", "The primary alone", () => "made stl"),
        new("switch", "All, then the primary alone", () => "made switch"),
        new("mtl", "All to the end", () => "made mtl"));

    [Fact]
    public void Catalog_KnownName_GivesItsFactory() => Assert.Equal("made switch", Strategies["switch"].Factory());

    [Fact]
    public void Catalog_Names_KeepTheOrderGiven() => Assert.Equal(["stl", "switch", "mtl"], Strategies.Names);

    [Fact]
    public void Catalog_UnknownName_SuggestsAndListsKnownNamesInAlphabeticalOrder()
    {
        var error = Assert.Throws<ArgumentException>(() => Strategies["swich"]);
        Assert.Equal("Unknown strategy 'swich'. Did you mean 'switch'? Known: mtl, stl, switch.", error.Message);
    }

    [Fact]
    public void Catalog_WrongCapitals_SuggestsTheName()
    {
        var error = Assert.Throws<ArgumentException>(() => Strategies["MTL"]);
        Assert.Contains("Did you mean 'mtl'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryFind_UnknownName_IsFalse() => Assert.False(Strategies.TryFind("diminish", out _));

    [Fact]
    public void Catalog_SameNameTwice_IsRefused()
    {
        CatalogEntry<Func<string>> entry = new("stl", "The primary alone", () => "");
        var error = Assert.Throws<ArgumentException>(() => new Catalog<Func<string>>("strategy", entry, entry));
        Assert.StartsWith("The strategy 'stl' is in the catalog twice.", error.Message, StringComparison.Ordinal);
    }
}
