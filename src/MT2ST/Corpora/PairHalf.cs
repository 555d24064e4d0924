namespace MT2ST.Corpora;

/// <summary>One of the halves that sets of word pairs are split into, always in the same way: see <see cref="WordPair.Half"/>.</summary>
public enum PairHalf
{
    /// <summary>What may be trained and tuned on.</summary>
    Dev,

    /// <summary>What is measured once, at the end.</summary>
    Test,
}
