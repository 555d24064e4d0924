using MT2ST.Catalogs;
using MT2ST.Layers;
using MT2ST.Settings;

namespace MT2ST.Tasks;

/// <summary>The tasks by name.</summary>
public static class BuiltInTasks
{
    /// <summary>All of them, with their settings at their defaults.</summary>
    public static Catalog<Func<TaskOptions>> All { get; } = new(
        "task",
        Entry(new SkipGramOptions(), "raw text: predict a word's neighbours (negative sampling)"),
        Entry(new CbowOptions(), "raw text: predict a word from the mean of its neighbours (negative sampling)"),
        Entry(new GloveOptions(), "raw text: fit the counts of words near each other (weighted least squares)"),
        Entry(new ClassificationOptions(), "labelled texts: softmax, or a sigmoid for each label, over pooled vectors or a convolution"),
        Entry(new DistillationOptions(), "texts with a teacher's vectors: make the words' vectors add up to them"),
        Entry(new MatchingOptions(), "texts that belong together: tell them from the others of a batch, or fit cosines to scores"),
        Entry(new TaggingOptions(), $"tagged sentences: softmax over the features of each token ({string.Join(", ", BuiltInTokenEncoders.Names)})"),
        Entry(new LexiconOptions(), "labelled words: softmax on one row"),
        Entry(new RelationOptions(), "related words: contrastive margin on cosines"),
        Entry(new SimilarityOptions(), "judged pairs of words: fit cosines to scores"),
        Entry(new AnalogyOptions(), "questions a : b = c : d: make b - a + c point to d (sampled softmax)"));

    /// <summary>How a run file chooses one of them.</summary>
    internal static OptionsChoice Choice { get; } = new()
    {
        Kind = "task",
        Key = "task",
        Names = () => All.Names,
        Find = name => All.TryFind(name, out CatalogEntry<Func<TaskOptions>>? entry) ? entry.Factory() : null,
        NameOf = options => ((TaskOptions)options).Task,
    };

    /// <summary>The names of the tasks that fulfil a condition, for messages.</summary>
    internal static string NamesWhere(Predicate<TaskOptions> holds) =>
        string.Join(", ", All.Where(entry => holds(entry.Factory())).Select(entry => entry.Name));

    private static CatalogEntry<Func<TaskOptions>> Entry(TaskOptions defaults, string summary) => new(defaults.Task, summary, () => defaults);
}
