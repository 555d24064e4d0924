using MT2ST.Catalogs;

namespace MT2ST.Layers;

/// <summary>The token encoders by name.</summary>
internal static class BuiltInTokenEncoders
{
    internal const string Window = "window";
    internal const string Cnn = "cnn";
    internal const string BiLstm = "bilstm";

    /// <summary>Their names, in the order in which help texts list them.</summary>
    public static IEnumerable<string> Names => All<float>().Names;

    internal static Catalog<Func<TokenEncoderContext<T>, ITokenEncoder<T>>> All<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Entries<T>.All;

    private static class Entries<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Catalog<Func<TokenEncoderContext<T>, ITokenEncoder<T>>> All = new(
            "token encoder",
            Entry(Window, "a hidden layer over the words around a token and its own affixes", context => new WindowEncoder<T>(context, affixRadius: 0)),
            Entry(Cnn, "a convolution over the words and affixes around a token", context => new WindowEncoder<T>(context, context.Options.Window)),
            Entry(BiLstm, "two LSTMs over the sentence, forward and backward", context => new BiLstmEncoder<T>(context)));

        private static CatalogEntry<Func<TokenEncoderContext<T>, ITokenEncoder<T>>> Entry(string name, string summary, Func<TokenEncoderContext<T>, ITokenEncoder<T>> factory) =>
            new(name, summary, factory);
    }
}
