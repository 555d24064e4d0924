using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>The values of parameters without padding, the same in every number type.</summary>
internal static class ParameterValues
{
    /// <summary>The columns of a dense parameter that carry values: padding is zero, and nothing else in a fixture is.</summary>
    public static int[] Columns<T>(DenseParameter<T> parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowMatrix<T> values = parameter.Values;
        int[] columns = [.. Enumerable.Range(0, values.Dimensions).Where(column => values.Row(0)[column] != T.Zero)];
        if (parameter.ValueCount != (long)columns.Length * values.RowCount)
            throw new ArgumentException($"'{parameter.Name}' has a zero in its first row beside its padding: choose another seed.");
        return columns;
    }

    /// <summary>The values of a matrix shaped as a dense parameter, row by row.</summary>
    public static double[] Of<T>(DenseParameter<T> parameter, RowMatrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] columns = Columns(parameter);
        return [.. Enumerable.Range(0, matrix.RowCount).SelectMany(row => columns.Select(column => double.CreateTruncating(matrix.Row(row)[column])))];
    }

    /// <summary>A copy of every matrix of a task, padding included.</summary>
    public static T[][] Copy<T>(ITask<T> task)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. task.RowParameters.Select(rows => rows.Rows.Values.ToArray()), .. task.DenseParameters.Select(dense => dense.Values.Values.ToArray())];
}
