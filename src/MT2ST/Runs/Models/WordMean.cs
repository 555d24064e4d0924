using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Tasks;

namespace MT2ST.Runs.Models;

/// <summary>A text's vector as the mean of its words' vectors. An unknown word is made of its character n-grams where the vectors have them, and is passed over elsewhere.</summary>
/// <param name="vectors">The word vectors.</param>
internal sealed class WordMean(WordVectors vectors) : ITextEmbeddingPass
{
    private readonly List<int> _buckets = [];
    private readonly float[] _composed = new float[vectors.Dimensions];

    /// <inheritdoc/>
    public bool Embed(ReadOnlySpan<int> words, Utf8List spelled, Span<float> vector)
    {
        vector.Clear();
        int known = 0;
        for (int i = 0; i < words.Length; i++)
        {
            ReadOnlySpan<float> word = VectorOf(words[i], spelled[i]);
            if (word.IsEmpty)
                continue;
            TensorPrimitives.Add(vector, word, vector);
            known++;
        }
        TensorPrimitives.Multiply(vector, 1f / Math.Max(1, known), vector);
        return known > 0;
    }

    private ReadOnlySpan<float> VectorOf(int id, ReadOnlySpan<byte> word)
    {
        if (id < vectors.Count)
            return vectors[id];
        return vectors.Ngrams is { } ngrams && ngrams.Compose(word, _buckets, _composed) > 0 ? _composed : [];
    }
}
