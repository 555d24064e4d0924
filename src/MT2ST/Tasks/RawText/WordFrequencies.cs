using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Tasks.RawText;

/// <summary>How often each word of the training text is kept, and how often it is drawn as a negative sample.</summary>
/// <remarks>
/// A word of frequency f is kept with probability sqrt(t / f) + t / f (word2vec's program; Mikolov et al. 2013b, section 2.3
/// states 1 - sqrt(t / f) for dropping). Negative samples follow the unigram distribution to the power 0.75 (section 2.2).
/// </remarks>
internal sealed class WordFrequencies
{
    private readonly long[] _counts;
    private readonly uint[] _keepThresholds;

    /// <param name="train">The training text.</param>
    /// <param name="wordCount">V.</param>
    /// <param name="threshold">t, the subsampling threshold; 0 keeps every word.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public WordFrequencies(IndexedCorpus train, int wordCount, double threshold, CancellationToken cancellationToken = default)
    {
        _counts = train.CountWords(wordCount, cancellationToken);
        _keepThresholds = new uint[wordCount + 1];
        for (int word = 0; word <= wordCount; word++)
        {
            double ratio = _counts[word] == 0 ? 1 : threshold * train.TokenCount / _counts[word];
            double keep = threshold == 0 ? 1 : Math.Min(1, Math.Sqrt(ratio) + ratio);
            _keepThresholds[word] = (uint)(keep * uint.MaxValue);
        }
    }

    /// <summary>The distribution of negative samples over word ids.</summary>
    public AliasSampler CreateNegatives() => new([.. _counts.Select(count => Math.Pow(count, 0.75))]); // Mikolov et al. 2013b, section 2.2

    /// <summary>Whether this occurrence of a word is kept.</summary>
    /// <remarks>A number is drawn for frequent and rare words alike: that costs less than a branch that is often mispredicted.</remarks>
    public bool Keeps(int word, SeededRandom random) => random.NextUInt32() <= _keepThresholds[word];
}
