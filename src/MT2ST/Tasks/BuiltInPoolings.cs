using System.Numerics;
using MT2ST.Catalogs;

namespace MT2ST.Tasks;

/// <summary>The poolings by name; each is made of the owning task's name and H, the length of a token's vector.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal static class BuiltInPoolings<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>All of them, the default first.</summary>
    public static Catalog<Func<string, int, IPooling<T>>> All { get; } = new(
        "pooling",
        Entry("mean", "the mean of the tokens' vectors", (_, _) => new MeanPooling<T>()),
        Entry("max", "the maximum over the tokens in each dimension", (_, _) => new MaxPooling<T>()),
        Entry("attention", "a mean whose weights a learned query decides", (name, dimensions) => new AttentionPooling<T>(name, dimensions)));

    private static CatalogEntry<Func<string, int, IPooling<T>>> Entry(string name, string summary, Func<string, int, IPooling<T>> factory) =>
        new(name, summary, factory);
}
