using System.Numerics;
using MT2ST.Embeddings;

namespace MT2ST.Tasks;

/// <summary>What a task does at one centre of a text: a struct, so that it is compiled into the loop over centres.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <typeparam name="TSelf">The step.</typeparam>
internal interface IWindowStep<T, TSelf>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TSelf : struct, IWindowStep<T, TSelf>
{
    /// <summary>A step with scratch of its own, for one thread.</summary>
    static abstract TSelf Create(RowParameter<T> outputs, NegativeSamplingOptions options);

    /// <summary>Forward and backward: adds to the window's gradients and hands over the targets'.</summary>
    StepReport Run<TUpdate>(TUpdate update, ContextWindows<T> window)
        where TUpdate : struct, IRowUpdate<T>;
}
