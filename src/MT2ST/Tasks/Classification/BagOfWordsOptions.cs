namespace MT2ST.Tasks.Classification;

/// <summary>How a <see cref="BagOfWordsEncoder{T}"/> turns a text into a vector; all is decided.</summary>
internal sealed record BagOfWordsOptions
{
    /// <summary>How the tokens' vectors become one, if they are not weighed: a name from the catalog of poolings.</summary>
    public string Pooling { get; init; } = Layers.BuiltInPoolings.Mean;

    /// <summary>What each token weighs.</summary>
    public TokenWeighting TokenWeights { get; init; }

    /// <summary>The longest n-grams of words that have rows of their own; 1 for none.</summary>
    public int WordNgrams { get; init; } = 1;

    /// <summary>How many rows the n-grams of words share.</summary>
    public int WordNgramBuckets { get; init; } = 1;

    /// <summary>The longest n-grams of characters that have rows of their own; 1 for none.</summary>
    public int CharacterNgrams { get; init; } = 1;

    /// <summary>How many words of a text are read, from its start.</summary>
    public int MaximumTokens { get; init; } = 1000;
}
