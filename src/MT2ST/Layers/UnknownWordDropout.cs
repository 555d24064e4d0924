using MT2ST.Indexing;
using MT2ST.Numerics;

namespace MT2ST.Layers;

/// <summary>
/// Reads rare words of the training data as unknown now and then, so that the unknown word's row learns what rare words mean.
/// </summary>
/// <remarks>
/// A word that occurs n times in the task's training data is replaced with probability u / (u + n)
/// (Kiperwasser and Goldberg 2016, section 3.2, with u = 0.25).
/// </remarks>
internal sealed class UnknownWordDropout
{
    private readonly uint[]? _thresholds;
    private readonly int _unknown;

    /// <param name="train">The task's training data.</param>
    /// <param name="wordCount">V; the unknown word's id.</param>
    /// <param name="strength">u, at least 0; 0 replaces nothing.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public UnknownWordDropout(IndexedCorpus train, int wordCount, double strength, CancellationToken cancellationToken)
    {
        _unknown = wordCount;
        if (strength == 0)
            return;
        long[] counts = train.CountWords(wordCount, cancellationToken);
        _thresholds = new uint[wordCount + 1];
        for (int word = 0; word < wordCount; word++)
            _thresholds[word] = (uint)(strength / (strength + counts[word]) * uint.MaxValue);
    }

    /// <summary>Copies words, some replaced by the unknown word.</summary>
    public void Apply(ReadOnlySpan<int> words, Span<int> destination, SeededRandom random)
    {
        words.CopyTo(destination);
        if (_thresholds is null)
            return;
        for (int i = 0; i < words.Length; i++)
            if (_thresholds[words[i]] > 0 && random.NextUInt32() < _thresholds[words[i]])
                destination[i] = _unknown;
    }
}
