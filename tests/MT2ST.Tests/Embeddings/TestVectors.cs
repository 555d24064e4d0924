using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Embeddings;

/// <summary>Small word vectors for tests.</summary>
internal static class TestVectors
{
    /// <summary>Words with the vectors given.</summary>
    public static WordVectors Of(params (string Word, float[] Vector)[] words)
    {
        var rows = new RowMatrix<float>(words.Length, words[0].Vector.Length);
        for (int id = 0; id < words.Length; id++)
            words[id].Vector.CopyTo(rows.Row(id));
        return new WordVectors(Vocabulary.Create([.. words.Select(word => word.Word)], null), rows);
    }

    /// <summary>Words <c>w0</c>, <c>w1</c>, ... with vectors of values uniform in [-1, 1).</summary>
    public static WordVectors Random(int count, int dimensions, ulong seed)
    {
        var random = new SeededRandom(seed);
        var rows = new RowMatrix<float>(count, dimensions);
        for (int id = 0; id < count; id++)
        {
            foreach (ref float value in rows.Row(id))
                value = (float)((2 * random.NextDouble()) - 1);
        }
        return new WordVectors(Vocabulary.Create([.. Enumerable.Range(0, count).Select(id => $"w{id}")], null), rows);
    }
}
