using MT2ST.Embeddings;
using MT2ST.Optimization;
using MT2ST.Settings;

namespace MT2ST.Schedules.Weighting;

/// <summary>Fisher: the more an auxiliary's Fisher information lies on the same shared rows as the primary's, the more it weighs.</summary>
/// <remarks>
/// gamma_k = gamma_k0 (F_0 . F_k) / (|F_0| |F_k|), the cosine of two vectors of Fisher information, in [0, 1]. F_k[r] is the sum
/// over the measured steps of the mean square of row r's coordinates in the gradient of task k's summed loss: the empirical
/// diagonal Fisher information, one number per row as in row-wise AdaGrad. (The square of a mean would weigh the term of a short
/// batch as much as all terms of a long one.) Liu and Yu (arXiv 2406.18038, equation 14) name the Fisher information of the
/// shared parameters but leave open how weights follow from it: the cosine is ours. While warming up
/// (<see cref="FisherOptions.WarmUp"/>), and until both tasks were measured, gamma_k is gamma_k0. A task that falls below its
/// cut-off is not run, so not measured, and stays out.
/// </remarks>
internal sealed class FisherSchedule(ScheduleContext run, FisherOptions own) : ISchedule, IGradientCombiner
{
    private readonly string[] _names = [.. Enumerable.Range(0, 1 + run.Auxiliaries.Count).Select(task => FormattableString.Invariant($"fisher/rows/{task}"))];

    /// <inheritdoc/>
    IGradientCombiner? ISchedule.Combiner(Progress progress) => progress.IsFirstOf(own.Interval) ? this : null;

    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        ReadOnlySpan<double> squares = Squares(observed), products = Products(observed);
        weights[0] = 1;
        for (int k = 1; k < weights.Length; k++)
        {
            double lengths = Math.Sqrt(squares[0] * squares[k]);
            weights[k] = run.Auxiliaries[k - 1].Gamma0 * (lengths > 0 && progress.Epoch >= own.WarmUp ? Math.Clamp(products[k] / lengths, 0, 1) : 1);
        }
    }

    /// <inheritdoc/>
    public void Combine<T>(JointGradients<T> gradients, Progress progress, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        lock (observed.Gate)
        {
            for (int i = 0; i < gradients.Tasks.Count; i++)
                AddRows(gradients, gradients.Tasks[i], observed);
        }
    }

    // The cosine's sums follow every change of a row, so that no step passes over the whole table.
    private void AddRows<T>(JointGradients<T> gradients, int task, Observations observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowParameter<T> shared = gradients.Shared(task);
        IReadOnlyList<int> rows = gradients.Record(task).Rows(shared);
        Span<double> information = Rows(task, gradients.SharedRowCount, observed);
        ref double square = ref Squares(observed)[task];
        double scale = 1.0 / shared.Rows.Dimensions;
        for (int i = 0; i < rows.Count; i++)
        {
            double added = scale * double.CreateTruncating(TensorPrimitives.SumOfSquares<T>(gradients.Record(task).Gradient(shared, i)));
            square += added * ((2 * information[rows[i]]) + added);
            information[rows[i]] += added;
            AddProducts(task, rows[i], added, gradients.SharedRowCount, observed);
        }
        int productCount = task == 0 ? _names.Length - 1 : 1;
        gradients.Charge(task, rows.Count * (shared.Rows.Dimensions + 3L + productCount));
    }

    private void AddProducts(int task, int row, double added, int rowCount, Observations observed)
    {
        Span<double> products = Products(observed);
        if (task > 0)
            products[task] += added * Rows(0, rowCount, observed)[row];
        for (int k = 1; task == 0 && k < _names.Length; k++)
            products[k] += added * Rows(k, rowCount, observed)[row];
    }

    private Span<double> Rows(int task, int rowCount, Observations observed) => observed.State(_names[task], rowCount).Values;

    private Span<double> Squares(Observations observed) => observed.State("fisher/squares", _names.Length).Values;

    private Span<double> Products(Observations observed) => observed.State("fisher/products", _names.Length).Values;
}

/// <summary>The <c>fisher</c> strategy: see <see cref="FisherSchedule"/>.</summary>
public sealed partial record FisherOptions : StrategyOptions
{
    /// <summary>How many steps there are from one measurement of the gradients to the next.</summary>
    [Within("[1, inf)")]
    public int Interval { get; init; } = 10;

    /// <summary>How long weights stay at gamma_0 at first, in primary epochs, as the tasks still have few rows in common.</summary>
    [Within("[0, inf)")]
    public double WarmUp { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "fisher";

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new FisherSchedule(run, this);
}
