using MT2ST.Benchmarks.Kernels;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Vocabularies;

namespace MT2ST.Benchmarks.Tasks;

/// <summary>A corpus of drawn ids that carries what a task needs; words have the frequencies of Zipf's law.</summary>
internal static class SyntheticCorpus
{
    /// <summary>V.</summary>
    public const int WordCount = 30_000;

    private const int DocumentCount = 5_000;
    private const int DocumentTokens = 24;
    private const int ClassCount = 20;

    /// <summary>Draws a corpus.</summary>
    public static IndexedCorpus Draw(TaskNeeds needs)
    {
        Vocabulary? labels = needs == TaskNeeds.Labels ? Names("label", ClassCount) : null;
        Vocabulary? tags = needs is TaskNeeds.Tags or TaskNeeds.TagsOrLabels ? Names("tag", ClassCount) : null;
        var corpus = new IndexedCorpusBuilder(Names("w", WordCount), labels, tags);
        var random = new SeededRandom(1);
        var words = new AliasSampler(Samples.ZipfWeights(WordCount));
        for (int document = 0; document < DocumentCount; document++)
        {
            int[] tokens = [.. Enumerable.Range(0, DocumentTokens).Select(_ => words.Sample(random))];
            int[] tokenTags = tags is null ? [] : [.. tokens.Select(_ => random.NextInt32(ClassCount))];
            corpus.Add(tokens, labels is null ? -1 : random.NextInt32(ClassCount), tokenTags);
        }
        return corpus.Build();
    }

    private static Vocabulary Names(string stem, int count) => Vocabulary.Create(Enumerable.Range(0, count).Select(i => $"{stem}{i}"));
}
