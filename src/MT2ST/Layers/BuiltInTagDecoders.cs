using MT2ST.Catalogs;

namespace MT2ST.Layers;

/// <summary>The tag outputs by name.</summary>
internal static class BuiltInTagDecoders
{
    internal const string Softmax = "softmax";

    internal const string Crf = "crf";

    /// <summary>Their names, in the order in which help texts list them.</summary>
    public static IEnumerable<string> Names => All<float>().Names;

    internal static Catalog<Func<string, int, ITagDecoder<T>>> All<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Entries<T>.All;

    private static class Entries<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Catalog<Func<string, int, ITagDecoder<T>>> All = new(
            "tag output",
            new CatalogEntry<Func<string, int, ITagDecoder<T>>>(Softmax, "each token by itself", (_, _) => new SoftmaxDecoder<T>()),
            new CatalogEntry<Func<string, int, ITagDecoder<T>>>(Crf, "a conditional random field over the whole sentence", (name, tagCount) => new CrfDecoder<T>(name, tagCount)));
    }
}
