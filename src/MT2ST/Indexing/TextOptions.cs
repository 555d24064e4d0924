using MT2ST.Catalogs;

namespace MT2ST.Indexing;

/// <summary>How text becomes words.</summary>
public sealed record TextOptions
{
    /// <summary>The tokenizer that takes runs of letters and digits for words.</summary>
    public const string Words = "words";

    /// <summary>The tokenizer that splits at white space only, for text that is already tokenized.</summary>
    public const string Whitespace = "whitespace";

    /// <summary>The most tokens of a document of raw text: training makes several of a longer one.</summary>
    public const int MaximumDocumentTokens = 10_000;

    /// <summary>The values of <see cref="Tokenizer"/>.</summary>
    public static IReadOnlyList<string> Tokenizers { get; } = [Words, Whitespace];

    /// <summary>Whether words are put into lower case.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>Whether every digit becomes <c>0</c>, so that all years share a word.</summary>
    public bool FoldDigits { get; init; }

    /// <summary>How text is split into words, one of <see cref="Tokenizers"/>.</summary>
    public string Tokenizer { get; init; } = Words;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">The tokenizer is unknown.</exception>
    public void Validate()
    {
        if (!Tokenizers.Contains(Tokenizer))
            throw new ArgumentException(Suggestions.Unknown("tokenizer", Tokenizer, Tokenizers));
    }
}
