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
        Entry("classification", "labelled texts: softmax, or a sigmoid for each label, over pooled vectors or a convolution", () => new ClassificationDefinition()),
        Entry("tagging", $"tagged sentences: softmax over the features of each token ({string.Join(", ", BuiltInTokenEncoders.Names)})", () => new TaggingDefinition()),
        Entry("lexicon", "labelled words: softmax on one row", () => new LexiconDefinition()),
        Entry("relation", "related words: contrastive margin on cosines", () => new RelationDefinition()),
        Entry("similarity", "judged pairs of words: fit cosines to scores", () => new SimilarityDefinition()),
        Entry("analogy", "questions a : b = c : d: make b - a + c point to d (sampled softmax)", () => new AnalogyDefinition()));

    private static CatalogEntry<Func<ITaskDefinition>> Entry(string name, string summary, Func<ITaskDefinition> factory) =>
        new(name, summary, factory);
}
