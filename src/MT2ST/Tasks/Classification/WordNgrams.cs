using System.Collections;
using MT2ST.Indexing;

namespace MT2ST.Tasks.Classification;

/// <summary>The buckets of the n-grams of a text's words: pairs of neighbours, triples and so on.</summary>
/// <remarks>
/// The hashing trick of Joulin et al. 2017 (section 2.3): an n-gram's bucket follows from its hash h of 32 bits, floor(h buckets / 2^32)
/// in place of a remainder, so that different n-grams may share a row. An n-gram with an unknown word has none: it stands for too many.
/// </remarks>
/// <param name="longest">The greatest n, at least 1; single words have no bucket.</param>
/// <param name="bucketCount">The number of buckets, at least 1.</param>
/// <param name="unknown">The id of unknown words; greater ones do not occur.</param>
internal readonly struct WordNgrams(int longest, int bucketCount, int unknown)
{
    private const ulong Factor = 0x9E3779B97F4A7C15; // 2^64 by the golden ratio (Knuth, volume 3, section 6.4).

    /// <summary>The number of buckets, 0 if there are no n-grams.</summary>
    public int BucketCount { get; } = longest > 1 ? bucketCount : 0;

    /// <summary>The most n-grams that a text of a given number of words can have.</summary>
    public int MaximumCount(int wordCount) => (longest - 1) * wordCount;

    /// <summary>About how many different n-grams the texts have.</summary>
    /// <remarks>Linear counting (Whang et al. 1990): of m places into which they are hashed, e places stay empty: there are about m log(m / e).</remarks>
    /// <param name="texts">The texts.</param>
    /// <param name="longest">The greatest n, at least 2.</param>
    /// <param name="maximumWords">How many words of a text count, from its start.</param>
    public static double CountDifferent(IReadOnlyList<IndexedCorpus> texts, int longest, int maximumWords)
    {
        var ngrams = new WordNgrams(longest, 1 << 22, unknown: int.MaxValue);
        var seen = new BitArray(ngrams.BucketCount);
        int[] buckets = new int[ngrams.MaximumCount(maximumWords)];
        int empty = ngrams.BucketCount;
        foreach ((IndexedCorpus corpus, int document) in texts.SelectMany(corpus => Enumerable.Range(0, corpus.DocumentCount).Select(document => (corpus, document))))
        {
            ReadOnlySpan<int> words = corpus.Tokens(document);
            int count = ngrams.Write(words[..Math.Min(words.Length, maximumWords)], buckets);
            foreach (int bucket in buckets.AsSpan(0, count))
            {
                empty -= seen[bucket] ? 0 : 1;
                seen[bucket] = true;
            }
        }
        return ngrams.BucketCount * Math.Log((double)ngrams.BucketCount / empty);
    }

    /// <summary>Writes the bucket of each n-gram, by the place of its first word, shorter ones first.</summary>
    /// <param name="words">Word ids.</param>
    /// <param name="buckets">Receives the buckets, <c>[at least MaximumCount]</c>.</param>
    /// <returns>How many n-grams there are.</returns>
    public int Write(ReadOnlySpan<int> words, Span<int> buckets) => Write(words, buckets, places: []);

    /// <summary>Writes the bucket of each n-gram, and where it stands.</summary>
    /// <param name="words">Word ids.</param>
    /// <param name="buckets">Receives the buckets, <c>[at least MaximumCount]</c>.</param>
    /// <param name="places">Receives the first and the last word of each n-gram, as many as buckets; empty for none.</param>
    /// <returns>How many n-grams there are.</returns>
    public int Write(ReadOnlySpan<int> words, Span<int> buckets, Span<(int First, int Last)> places)
    {
        int count = 0;
        for (int start = 0; start < words.Length; start++)
        {
            int end = Math.Min(words.Length, start + longest);
            ulong hash = 0;
            for (int i = start; i < end && words[i] < unknown; i++)
            {
                hash = (hash + (uint)words[i] + 1) * Factor;
                hash ^= hash >> 32; // The upper bits are the mixed ones.
                if (i == start)
                    continue;
                if (!places.IsEmpty)
                    places[count] = (start, i);
                buckets[count++] = (int)(((hash & uint.MaxValue) * (uint)BucketCount) >> 32);
            }
        }
        return count;
    }
}
