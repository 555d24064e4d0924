using System.Numerics;
using MT2ST.Embeddings;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

/// <summary>The values of parameters without padding, the same in every number type.</summary>
internal static class ParameterValues
{
    /// <summary>The columns of a dense parameter that carry values: rows may hold blocks that are padded one by one.</summary>
    public static int[] Columns<T>(DenseParameter<T> parameter)
        where T : unmanaged
    {
        int valueColumns = (int)(parameter.ValueCount / parameter.Values.RowCount);
        int blocks = 1;
        while (valueColumns != parameter.Values.Dimensions && !HasBlocks<T>(blocks, valueColumns, parameter.Values.Dimensions))
            blocks++;
        int blockStride = parameter.Values.Dimensions / blocks;
        return [.. Enumerable.Range(0, parameter.Values.Dimensions).Where(column => column % blockStride < valueColumns / blocks)];
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

    private static bool HasBlocks<T>(int blocks, int valueColumns, int columns)
        where T : unmanaged =>
        valueColumns % blocks == 0 && blocks * RowMatrix<T>.PaddedLength(valueColumns / blocks) == columns;
}
