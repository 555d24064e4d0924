using MT2ST.Catalogs;

namespace MT2ST.Layers;

/// <summary>The poolings by name.</summary>
internal static class BuiltInPoolings
{
    internal const string Mean = "mean";

    /// <summary>Their names, in the order in which help texts list them.</summary>
    public static IEnumerable<string> Names => All<float>().Names;

    /// <summary>All of them; each is made from the owning task's name and H, the length of a token's vector.</summary>
    internal static Catalog<Func<string, int, IPooling<T>>> All<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Entries<T>.All;

    private static class Entries<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Catalog<Func<string, int, IPooling<T>>> All = new(
            "pooling",
            new CatalogEntry<Func<string, int, IPooling<T>>>(Mean, "the mean of the tokens' vectors", (_, _) => new MeanPooling<T>()),
            new CatalogEntry<Func<string, int, IPooling<T>>>("max", "the maximum over the tokens in each dimension", (_, _) => new MaxPooling<T>()),
            new CatalogEntry<Func<string, int, IPooling<T>>>("attention", "a mean whose weights a learned query decides", (name, dimensions) => new AttentionPooling<T>(name, dimensions)));
    }
}
