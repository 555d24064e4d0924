using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Tasks;

/// <summary>Taggers whose evaluation takes many seconds.</summary>
internal static class LongTagging
{
    private const int WordCount = 100;

    /// <summary>20,000 sentences of 20 words.</summary>
    public static IndexedCorpus Sentences { get; } = Corpus(sentenceCount: 20_000, length: 20, tagCount: 5);

    /// <summary>A tagger of <see cref="Sentences"/> by two LSTMs.</summary>
    public static ITask<float> Create(EmbeddingTable<float>? table = null) => Create(Sentences, new TaggingOptions { Encoder = "bilstm", Hidden = 256, Affixes = false }, table);

    /// <summary>A tagger of one sentence.</summary>
    public static ITask<float> Create(IndexedCorpus train, TaggingOptions options, EmbeddingTable<float>? table = null) =>
        options.Create(new TaskContext<float>
        {
            Name = "tagging",
            Table = table ?? NewTable(),
            Train = train,
            Seed = 1,
        });

    /// <summary>A table for the words of all corpora here.</summary>
    public static EmbeddingTable<float> NewTable() => new(WordCount, 50, scale: 0.1, new SeededRandom(1), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Sentences of the same length, words and tags at random.</summary>
    public static IndexedCorpus Corpus(int sentenceCount, int length, int tagCount)
    {
        var builder = new IndexedCorpusBuilder(
            Vocabulary.Create([.. Enumerable.Range(0, WordCount).Select(id => $"w{id}")]),
            tags: Vocabulary.Create([.. Enumerable.Range(0, tagCount).Select(id => $"t{id}")]));
        var random = new SeededRandom(1);
        int[] words = new int[length], tags = new int[length];
        for (int sentence = 0; sentence < sentenceCount; sentence++)
        {
            for (int i = 0; i < length; i++)
                (words[i], tags[i]) = (random.NextInt32(WordCount), random.NextInt32(tagCount));
            builder.Add(words, label: -1, tags);
        }
        return builder.Build();
    }
}
