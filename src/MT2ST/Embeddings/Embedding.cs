using System.Numerics;
using MT2ST.Numerics;

namespace MT2ST.Embeddings;

/// <summary>The way every task reads words' vectors and hands back their gradients.</summary>
/// <remarks>
/// A word's vector is its row. A composition, such as the mean of the row and of the rows of its character n-grams
/// (Bojanowski et al. 2017), belongs into the two methods of this class and nowhere else: tasks know nothing of it.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class Embedding<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The id that stands for no word: its vector is zero and its gradient is dropped.</summary>
    public const int Padding = -1;

    /// <summary>Creates a task's view of shared rows.</summary>
    public Embedding(RowParameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
    }

    /// <summary>The shared rows with the task's accumulators.</summary>
    public RowParameter<T> Parameter { get; }

    /// <summary>D, the length of a vector.</summary>
    public int Dimensions => Parameter.Rows.Dimensions;

    /// <summary>D padded to whole registers: the row length of every block.</summary>
    public int Stride => Parameter.Rows.Stride;

    /// <summary>Asks the processor to bring what <see cref="Gather"/> will read for a word into its cache.</summary>
    /// <param name="word">The word's id.</param>
    public void Prefetch(int word) => Parameter.Rows.Prefetch(word);

    /// <summary>Copies the words' vectors into a block.</summary>
    /// <param name="words">Word ids, V for an unknown word, <see cref="Padding"/> for none.</param>
    /// <param name="x">X, <c>[words.Length, Stride]</c>.</param>
    public void Gather(ReadOnlySpan<int> words, MatrixView<T> x)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] < 0)
                x[i].Clear();
            else
                RowOperations.Copy(Parameter.Rows.PaddedRow(words[i]), x[i]);
        }
    }

    /// <summary>Hands the block's gradient to the update.</summary>
    /// <param name="update">What to do with it.</param>
    /// <param name="words">The words of the block, as given to <see cref="Gather"/>.</param>
    /// <param name="dX">The gradient of the loss with respect to X, <c>[words.Length, Stride]</c>.</param>
    /// <returns>The multiply-adds of the update.</returns>
    public long Apply<TUpdate>(TUpdate update, ReadOnlySpan<int> words, MatrixView<T> dX)
        where TUpdate : struct, IRowUpdate<T>
    {
        update.Apply(Parameter, words, dX);
        int touched = words.Length;
        foreach (int word in words)
            touched -= word >>> 31; // 1 for padding.
        return (long)touched * Dimensions * update.MultiplyAddsPerValue;
    }
}
