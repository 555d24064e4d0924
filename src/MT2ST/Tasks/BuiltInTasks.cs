using MT2ST.Catalogs;

namespace MT2ST.Tasks;

/// <summary>The tasks by name.</summary>
public static class BuiltInTasks
{
    /// <summary>All of them.</summary>
    public static Catalog<Func<ITaskDefinition>> All { get; } = new(
        "task",
        Entry("skipgram", "raw text: predict a word's neighbours (negative sampling)", () => new SkipGramDefinition()),
        Entry("cbow", "raw text: predict a word from the mean of its neighbours (negative sampling)", () => new CbowDefinition()),
        Entry("glove", "raw text: fit the counts of words near each other (weighted least squares)", () => new GloveDefinition()),
        Entry("classification", "labelled texts: softmax over the mean of the rows or over a convolution", () => new ClassificationDefinition()),
        Entry("tagging", "tagged sentences: softmax over a window of rows and a hidden layer", () => new TaggingDefinition()),
        Entry("lexicon", "labelled words: softmax on one row", () => new LexiconDefinition()),
        Entry("relation", "related words: contrastive margin on cosines", () => new RelationDefinition()));

    private static CatalogEntry<Func<ITaskDefinition>> Entry(string name, string summary, Func<ITaskDefinition> factory) =>
        new(name, summary, factory);
}
