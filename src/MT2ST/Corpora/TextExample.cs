namespace MT2ST;

/// <summary>One example of a task's data that a program holds in memory: a text or its words, with labels or tags.</summary>
/// <remarks>
/// What each task reads: <c>classification</c> a text with its label; <c>lexicon</c> a word with its label, or words with tags;
/// <c>tagging</c> words with tags; <c>skipgram</c>, <c>cbow</c>, <c>glove</c> and <c>distillation</c> a text; <c>relation</c> a word and words related
/// to it, with the relation as label; <c>matching</c> two or three texts, or two with their score as label; <c>similarity</c> two words with their score as label; <c>analogy</c> four words.
/// </remarks>
public sealed record TextExample
{
    /// <summary>Creates an example.</summary>
    public TextExample() { }

    /// <summary>Creates a text or a word with a label.</summary>
    /// <param name="text">The text, which is split into words as that of a file.</param>
    /// <param name="label">Its label; null for none.</param>
    public TextExample(string text, string? label = null)
    {
        Text = text;
        Labels = label is null ? [] : [label];
    }

    /// <summary>The text; empty if <see cref="Words"/> are given.</summary>
    public string Text { get; init; } = "";

    /// <summary>Two or three texts that belong together, for <c>matching</c>; empty for one text.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The words, where they are already split.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The tag of each word; empty for none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The labels of the whole example.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How much the example counts in the training of <c>classification</c>, in [0, 1000]: 2 as much as two of it, 0 leaves it out.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The probability that the label holds, in [0, 1], for <c>classification</c>: the rest is shared equally by the other labels.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Creates an example of texts that belong together.</summary>
    /// <param name="first">The first text, such as a question.</param>
    /// <param name="second">The second text, such as its answer.</param>
    /// <param name="score">How much they are alike; null if they belong together as all pairs do.</param>
    public static TextExample OfPair(string first, string second, double? score = null) =>
        new() { Texts = [first, second], Labels = score is { } value ? [value.ToString("R", CultureInfo.InvariantCulture)] : [] };

    /// <summary>Creates an example of words that are already split.</summary>
    /// <param name="words">The words.</param>
    public static TextExample OfWords(params IReadOnlyList<string> words) => new() { Words = words };
}
