using MT2ST.Catalogs;

namespace MT2ST.Formats;

/// <summary>The vector formats that come with the library.</summary>
public static class BuiltInVectorFormats
{
    /// <summary>All formats; a file without a named format is read by the first that recognises it.</summary>
    public static Catalog<Func<IVectorFormat>> All { get; } = new(
        "vector format",
        new CatalogEntry<Func<IVectorFormat>>("word2vec-binary", "The binary format of word2vec and gensim (.bin)", () => new Word2VecBinaryFormat()), // First: some bytes look like text.
        new CatalogEntry<Func<IVectorFormat>>("word2vec", "The text format of word2vec, gensim and fastText (.vec); GloVe's, without a header, is read too", () => new Word2VecTextFormat()));
}
