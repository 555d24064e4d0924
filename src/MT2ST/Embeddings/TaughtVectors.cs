using MT2ST.Corpora;
using MT2ST.Numerics;
using MT2ST.Vocabularies;

namespace MT2ST.Embeddings;

/// <summary>Gives each word the vector that a teacher gives to the word alone, for a table to start from.</summary>
/// <remarks>
/// As Model2Vec does (Tulkens and van Dongen 2024): the mean taken off, then the first principal axes, then each word times
/// a / (a + p) with p its share of all tokens, so that a sum of vectors says more of rare words (Arora et al. 2017, section 3).
/// </remarks>
public static class TaughtVectors
{
    private const double RareShare = 1e-4; // a: Model2Vec's; Arora et al. recommend 1e-3 to 1e-4.
    private const int BlockWords = 4096;

    /// <summary>Encodes the words.</summary>
    /// <param name="words">The words with their counts.</param>
    /// <param name="teacher">Who gives them vectors.</param>
    /// <param name="dimensions">The number of values that are kept, in [1, the teacher's].</param>
    /// <param name="progress">Receives the number of words encoded so far; null for none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimensions"/> is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static WordVectors Encode(Vocabulary words, ITextTeacher teacher, int dimensions, Action<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, teacher.Dimensions);
        RowMatrix<float> rows = Encode(words, teacher, progress, cancellationToken);
        Center(rows);
        RowMatrix<float> kept = dimensions < rows.Dimensions ? Project(rows, dimensions) : rows;
        for (int word = 0; word < words.Count; word++)
            TensorPrimitives.Multiply(kept.Row(word), WeightOf(words.Counts[word], words.TotalCount), kept.Row(word));
        return new WordVectors(words, kept);
    }

    private static RowMatrix<float> Encode(Vocabulary words, ITextTeacher teacher, Action<int>? progress, CancellationToken cancellationToken)
    {
        RowMatrix<float> rows = new(words.Count, teacher.Dimensions);
        float[] block = new float[BlockWords * teacher.Dimensions];
        for (int start = 0; start < words.Count; start += BlockWords)
        {
            string[] texts = [.. Enumerable.Range(start, Math.Min(BlockWords, words.Count - start)).Select(word => words[word])];
            teacher.Encode(texts, block, cancellationToken);
            for (int i = 0; i < texts.Length; i++)
                block.AsSpan(i * teacher.Dimensions, teacher.Dimensions).CopyTo(rows.Row(start + i));
            progress?.Invoke(start + texts.Length);
        }
        return rows;
    }

    private static void Center(RowMatrix<float> rows)
    {
        double[] sum = new double[rows.Dimensions], row = new double[rows.Dimensions];
        for (int i = 0; i < rows.RowCount; i++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(rows.Row(i), row);
            TensorPrimitives.Add(sum, row, sum);
        }
        float[] mean = [.. sum.Select(value => (float)(value / rows.RowCount))];
        for (int i = 0; i < rows.RowCount; i++)
            TensorPrimitives.Subtract(rows.Row(i), mean, rows.Row(i));
    }

    private static RowMatrix<float> Project(RowMatrix<float> rows, int dimensions)
    {
        RowMatrix<double> axes = PrincipalAxes.Of(rows, dimensions);
        RowMatrix<float> narrow = new(dimensions, rows.Dimensions), projected = new(rows.RowCount, dimensions);
        for (int i = 0; i < dimensions; i++)
            TensorPrimitives.ConvertTruncating<double, float>(axes.Row(i), narrow.Row(i));
        MatrixProducts.MultiplyByTransposed<float>(rows, narrow, ((MatrixView<float>)projected).Columns(0, dimensions));
        return projected;
    }

    private static float WeightOf(long count, long total) => (float)(RareShare / (RareShare + ((double)count / Math.Max(1, total))));
}
