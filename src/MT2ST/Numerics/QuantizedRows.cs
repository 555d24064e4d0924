using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MT2ST.Numerics;

/// <summary>Rows of floats as bytes, a quarter of the memory, with a bound on the error of each product.</summary>
/// <remarks>
/// Row x is s q + e with q = round(x / s) in [-127, 127] and s = max |x| / 127; a query y likewise is t p + f. The product x y is
/// s t (q p) + s (q f) + e y, so it differs from s t (q p) by at most (|x| + |e|) |f| + |e| |y|, lengths as measured.
/// Any number of threads may read it.
/// </remarks>
internal sealed class QuantizedRows
{
    private const int Greatest = 127;
    private const float Slack = 1.0001f; // For the rounding of the bound itself, and of the products of floats to which it is compared.

    private readonly RowMatrix<sbyte> _values;
    private readonly float[] _scales;
    private readonly float[] _errors; // |e| of each row.
    private readonly float[] _lengths; // |x| + |e| of each row.

    /// <summary>Quantizes the rows of a matrix.</summary>
    /// <param name="rows">The rows, finite.</param>
    public QuantizedRows(RowMatrix<float> rows)
    {
        _values = new RowMatrix<sbyte>(rows.RowCount, rows.Dimensions);
        _scales = new float[rows.RowCount];
        _errors = new float[rows.RowCount];
        _lengths = new float[rows.RowCount];
        for (int row = 0; row < rows.RowCount; row++)
        {
            (_scales[row], _errors[row]) = Quantize(rows.Row(row), _values.Row(row));
            _lengths[row] = TensorPrimitives.Norm<float>(rows.Row(row)) + _errors[row];
        }
    }

    /// <summary>The number of rows.</summary>
    public int RowCount => _values.RowCount;

    /// <summary>Estimates the product of some rows with a query, and by how much each estimate may be wrong.</summary>
    /// <param name="query">The query, <c>[dimensions]</c>.</param>
    /// <param name="first">The first row.</param>
    /// <param name="estimates">Receives the estimates of as many rows.</param>
    /// <param name="errors">Receives their greatest errors.</param>
    public void Products(ReadOnlySpan<float> query, int first, Span<float> estimates, Span<float> errors)
    {
        var quantized = new RowMatrix<sbyte>(1, query.Length);
        (float scale, float error) = Quantize(query, quantized.Row(0));
        float length = TensorPrimitives.Norm(query);
        ReadOnlySpan<sbyte> p = quantized.PaddedRow(0);
        for (int i = 0; i < estimates.Length; i++)
        {
            int row = first + i;
            estimates[i] = scale * _scales[row] * Dot(_values.PaddedRow(row), p);
            errors[i] = Slack * ((_lengths[row] * error) + (_errors[row] * length)) + (1e-6f * _lengths[row] * length);
        }
    }

    /// <summary>The product of two rows of bytes in [-127, 127], of whole blocks of 64.</summary>
    internal static int Dot(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        Vector512<int> sum = Vector512<int>.Zero;
        for (int i = 0; i < a.Length; i += Vector512<sbyte>.Count)
        {
            (Vector512<short> lowA, Vector512<short> highA) = Vector512.Widen(Vector512.Create(a.Slice(i, Vector512<sbyte>.Count)));
            (Vector512<short> lowB, Vector512<short> highB) = Vector512.Widen(Vector512.Create(b.Slice(i, Vector512<sbyte>.Count)));
            sum += PairSums(lowA, lowB) + PairSums(highA, highB);
        }
        return Vector512.Sum(sum);
    }

    /// <summary>Products of neighbours, added in pairs.</summary>
    private static Vector512<int> PairSums(Vector512<short> a, Vector512<short> b)
    {
        if (Avx512BW.IsSupported)
            return Avx512BW.MultiplyAddAdjacent(a, b);
        if (Avx2.IsSupported)
            return Vector512.Create(Avx2.MultiplyAddAdjacent(a.GetLower(), b.GetLower()), Avx2.MultiplyAddAdjacent(a.GetUpper(), b.GetUpper()));
        (Vector512<int> low, Vector512<int> high) = Vector512.Widen(a * b); // 127 squared fits.
        return low + high;
    }

    private static (float Scale, float Error) Quantize(ReadOnlySpan<float> x, Span<sbyte> q)
    {
        float scale = x.IsEmpty ? 0 : TensorPrimitives.MaxMagnitude(x);
        scale = MathF.Abs(scale) / Greatest;
        double squares = 0;
        for (int i = 0; i < x.Length; i++)
        {
            q[i] = scale > 0 ? (sbyte)Math.Clamp(MathF.Round(x[i] / scale), -Greatest, Greatest) : (sbyte)0;
            double error = x[i] - ((double)scale * q[i]);
            squares += error * error;
        }
        return (scale, (float)Math.Sqrt(squares));
    }
}
