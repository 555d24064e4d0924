using System.Text.Json.Serialization;

namespace MT2ST.Cli.Commands;

/// <summary>What <c>info</c> says of a file; what its format does not have is null.</summary>
internal sealed record FileReport
{
    /// <summary>The path as given.</summary>
    public required string File { get; init; }

    /// <summary>Such as <c>vectors (word2vec)</c> or <c>corpus (tsv)</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The size, of a folder's files together.</summary>
    public required long Bytes { get; init; }

    /// <summary>Examples of a corpus: documents, sentences or pairs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Examples { get; init; }

    /// <summary>Words of a vector file or a vocabulary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Words { get; init; }

    /// <summary>Tokens of a corpus that is split into words, or the sum of a vocabulary's counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Tokens { get; init; }

    /// <summary>Values in a vector.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Dimensions { get; init; }

    /// <summary>Tensors as <c>name [shape]</c>, or files of a folder.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Parts { get; init; }

    /// <summary>Parameters of a model that several tasks trained together, as <c>name: tasks</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Shared { get; init; }

    /// <summary>The first words, or the beginning of a corpus's first example.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? First { get; init; }
}
