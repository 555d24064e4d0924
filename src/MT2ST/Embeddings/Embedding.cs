using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>Gives tasks the vectors of words and takes their gradients back.</summary>
/// <remarks>
/// A word's vector is its row or, with character n-grams (Bojanowski et al. 2017), x = 1 / sqrt(n) * the sum of its own row
/// and its n-grams' rows, n in all; each of them then has the gradient dx / sqrt(n) (see <see cref="WordComposition"/>).
/// Only this class knows about the composition; tasks do not.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class Embedding<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The id that stands for no word: its vector is zero and its gradient is dropped.</summary>
    public const int Padding = -1;

    private readonly WordComposition? _composition;

    /// <summary>Creates a task's view of shared rows.</summary>
    /// <param name="parameter">The rows.</param>
    /// <param name="composition">The rows of each word; null if a word's vector is its row.</param>
    internal Embedding(RowParameter<T> parameter, WordComposition? composition = null)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
        _composition = composition;
    }

    /// <summary>The shared rows with the task's accumulators.</summary>
    public RowParameter<T> Parameter { get; }

    /// <summary>D, the length of a vector.</summary>
    public int Dimensions => Parameter.Rows.Dimensions;

    /// <summary>D padded to whole registers: the row length of every block.</summary>
    public int Stride => Parameter.Rows.Stride;

    /// <summary>Asks the processor to bring what <see cref="Gather"/> will read for a word into its cache.</summary>
    /// <param name="word">The word's id.</param>
    public void Prefetch(int word)
    {
        if (_composition is null)
            Parameter.Rows.Prefetch(word);
        else
            foreach (int row in _composition.Rows(word))
                Parameter.Rows.Prefetch(row);
    }

    /// <summary>Writes the words' vectors into a block.</summary>
    /// <param name="words">Word ids, V for an unknown word, <see cref="Padding"/> for none.</param>
    /// <param name="x">X, <c>[words.Length, Stride]</c>.</param>
    public void Gather(ReadOnlySpan<int> words, MatrixView<T> x)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] < 0)
                x[i].Clear();
            else if (_composition is null)
                RowOperations.Copy(Parameter.Rows.PaddedRow(words[i]), x[i]);
            else
                Compose(_composition.Rows(words[i]), x[i]);
        }
    }

    /// <summary>Hands the block's gradient to the update, unless the rows are frozen.</summary>
    /// <param name="update">What to do with it.</param>
    /// <param name="words">The words of the block, as given to <see cref="Gather"/>.</param>
    /// <param name="dX">The gradient of the loss with respect to X, <c>[words.Length, Stride]</c>; what it holds afterwards is undefined.</param>
    /// <returns>The multiply-adds of the update and of composing the words once.</returns>
    public long Apply<TUpdate>(TUpdate update, ReadOnlySpan<int> words, MatrixView<T> dX)
        where TUpdate : struct, IRowUpdate<T>
    {
        if (Parameter.IsFrozen)
            return 0;
        if (_composition is not null)
            return ApplyComposed(update, words, dX, _composition);
        update.Apply(Parameter, words, dX);
        int touched = words.Length;
        foreach (int word in words)
            touched -= word >>> 31; // 1 for padding.
        return (long)touched * Dimensions * update.MultiplyAddsPerValue;
    }

    private void Compose(ReadOnlySpan<int> rows, Span<T> x)
    {
        if (rows.Length == 1)
            RowOperations.Copy(Parameter.Rows.PaddedRow(rows[0]), x);
        else
            RowOperations.SumScaled(Parameter.Rows, rows, WordComposition.Scale<T>(rows.Length), x);
    }

    private long ApplyComposed<TUpdate>(TUpdate update, ReadOnlySpan<int> words, MatrixView<T> dX, WordComposition composition)
        where TUpdate : struct, IRowUpdate<T>
    {
        long multiplyAdds = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] < 0)
                continue;
            ReadOnlySpan<int> rows = composition.Rows(words[i]);
            Span<T> dRow = dX[i];
            if (rows.Length > 1)
                TensorPrimitives.Multiply(dRow, WordComposition.Scale<T>(rows.Length), dRow);
            update.Apply(Parameter, rows, new MatrixView<T>(dRow, rows.Length, dRow.Length, stride: 0)); // One gradient for all rows.
            int scaled = rows.Length > 1 ? 2 : 0; // In Gather and here.
            multiplyAdds += (scaled + ((long)rows.Length * update.MultiplyAddsPerValue)) * Dimensions;
        }
        return multiplyAdds;
    }
}
