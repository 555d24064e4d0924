using System.Numerics;
using MT2ST.Embeddings;

namespace MT2ST.Tasks;

/// <summary>What a task does at one centre of a text: a struct, so that it is compiled into the loop over centres.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface IWindowStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether each word of the window has negatives of its own.</summary>
    static abstract bool HasPrivateNegatives { get; }

    /// <summary>Forward and backward: adds to the window's gradients and hands over the targets'.</summary>
    StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
        where TUpdate : struct, IRowUpdate<T>;
}
