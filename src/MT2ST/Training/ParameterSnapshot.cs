using MT2ST.Numerics;

namespace MT2ST.Training;

/// <summary>A copy of the parameters with the best dev quality, to restore them later.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class ParameterSnapshot<T>(IReadOnlyList<RowMatrix<T>> parameters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private RowMatrix<T>[]? _copies;

    /// <summary>Copies the present parameters.</summary>
    public void Take()
    {
        _copies ??= [.. parameters.Select(parameter => new RowMatrix<T>(parameter.RowCount, parameter.Dimensions))];
        for (int i = 0; i < _copies.Length; i++)
            _copies[i].CopyFrom(parameters[i]);
    }

    /// <summary>Sets the parameters to the last copy; does nothing if there is none.</summary>
    public void Restore()
    {
        for (int i = 0; i < (_copies?.Length ?? 0); i++)
            parameters[i].CopyFrom(_copies![i]);
    }
}
