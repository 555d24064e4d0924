namespace MT2ST.Teachers;

/// <summary>What is known of a teacher before its model is opened.</summary>
internal sealed record TeacherSettings
{
    /// <summary>The fewest tokens that a model must read at once: a word between [CLS] and [SEP].</summary>
    public const int LeastTokens = 3;

    /// <summary>The teacher's name: that of its folder or file.</summary>
    public required string Name { get; init; }

    /// <summary>The ONNX file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>The vocabulary: <c>tokenizer.json</c>, or <c>vocab.txt</c>.</summary>
    public required string VocabularyPath { get; init; }

    /// <summary>How token vectors become one; null if nothing says so.</summary>
    public Pooling? Pooling { get; init; }

    /// <summary>Whether vectors get length 1.</summary>
    public bool IsUnitLength { get; init; } = true;

    /// <summary>The most tokens that the model reads at once, with those at the start and the end.</summary>
    public int MaximumTokens { get; init; } = 256;

    /// <summary>Whether letters are put in lower case.</summary>
    public bool IsLowercase { get; init; } = true;

    /// <summary>Whether letters lose their accents.</summary>
    public bool StripsAccents { get; init; } = true;
}
