using MT2ST.Corpora;

namespace MT2ST.Tasks;

/// <summary>A task whose model gives a text a vector. For a task without one, the model takes the mean of the words' vectors.</summary>
internal interface ITextEmbedder
{
    /// <summary>The number of values in a text's vector.</summary>
    int TextDimensions { get; }

    /// <summary>Makes one thread's pass; training must not run at the same time.</summary>
    ITextEmbeddingPass CreateEmbeddingPass();
}

/// <summary>Gives texts their vectors; one instance serves one thread and allocates nothing once it has warmed up.</summary>
internal interface ITextEmbeddingPass
{
    /// <summary>Writes the vector of a text, at any length: the caller brings it to length 1.</summary>
    /// <param name="words">The word ids, V for an unknown word; there may be none.</param>
    /// <param name="spelled">The same words in their normal form, for those that are made of characters.</param>
    /// <param name="vector">The vector, <c>[TextDimensions]</c>; undefined if the result is false.</param>
    /// <returns>Whether the model knows a word of the text.</returns>
    bool Embed(ReadOnlySpan<int> words, Utf8List spelled, Span<float> vector);
}
