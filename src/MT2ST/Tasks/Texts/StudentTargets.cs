using MT2ST.Corpora;
using MT2ST.Formats;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Texts;

/// <summary>The vectors that texts should get: a teacher's, on the axes along which they are longest, found by the text's <see cref="TextKey"/>.</summary>
/// <remarks>
/// A teacher's vector t, of length 1, becomes y = s P t with P <c>[d, K]</c> the first principal axes, d = min(D, K), and s such that
/// the mean of y_j² is 1. Dot products of t are kept as well as d numbers can (Eckart and Young 1936), so no layer is needed from D to K.
/// </remarks>
/// <param name="teacher">The teacher's vectors.</param>
/// <param name="dimensions">D, the length of a student's vector.</param>
/// <exception cref="InvalidDataException">All vectors are zero.</exception>
internal sealed class StudentTargets(TeacherVectors teacher, int dimensions)
{
    private readonly RowMatrix<float> _targets = Project(teacher.Vectors, Math.Min(dimensions, teacher.Vectors.Dimensions));

    /// <summary>d, the number of values in a target.</summary>
    public int Dimensions => _targets.Dimensions;

    /// <summary>The target of a text.</summary>
    /// <param name="key">The text's key.</param>
    /// <returns>y, <c>[d]</c>; empty if the teacher's files have none.</returns>
    public ReadOnlySpan<float> Of(ulong key) => teacher.RowOf(key) is >= 0 and int row ? _targets.Row(row) : [];

    private static RowMatrix<float> Project(RowMatrix<float> vectors, int dimensions)
    {
        RowMatrix<double> axes = PrincipalAxes.Of(vectors, dimensions);
        var narrow = new RowMatrix<float>(dimensions, vectors.Dimensions);
        for (int i = 0; i < dimensions; i++)
            TensorPrimitives.ConvertTruncating<double, float>(axes.Row(i), narrow.Row(i));
        var projected = new RowMatrix<float>(vectors.RowCount, dimensions);
        MatrixProducts.MultiplyByTransposed(vectors, narrow, ((MatrixView<float>)projected).Columns(0, dimensions));
        double squares = 0;
        for (int i = 0; i < projected.RowCount; i++)
            squares += TensorPrimitives.SumOfSquares<float>(projected.Row(i));
        if (squares == 0)
            throw new InvalidDataException("All targets are zero, so there is nothing to learn. Make them again by mt2st teach.");
        float scale = (float)Math.Sqrt(dimensions * (double)projected.RowCount / squares);
        for (int i = 0; i < projected.RowCount; i++)
            TensorPrimitives.Multiply(projected.Row(i), scale, projected.Row(i));
        return projected;
    }
}
