using MT2ST.Schedules;
using MT2ST.Tasks;

namespace MT2ST;

/// <summary>Diminish: the weight of each auxiliary fades while training runs.</summary>
/// <remarks>
/// gamma_k(t) = gamma_k0 exp(-eta_k t^nu_k), with t in primary epochs (Liu and Yu, arXiv 2406.18038, equations 5 and 8), or
/// another shape of the fade in the same u = eta_k t^nu_k: see <see cref="FadeShape"/>.
/// </remarks>
internal sealed class DiminishSchedule(ScheduleContext run) : ISchedule
{
    /// <inheritdoc/>
    public void SetWeights(Progress progress, Observations observed, Span<double> weights)
    {
        double t = progress.Epoch;
        weights[0] = 1;
        for (int k = 0; k < run.Auxiliaries.Count; k++)
        {
            TaskOptions auxiliary = run.Auxiliaries[k];
            weights[1 + k] = auxiliary.Gamma0 * Share(auxiliary.Shape, auxiliary.Eta * Math.Pow(t, auxiliary.Nu));
        }
    }

    private static double Share(FadeShape shape, double u) => shape switch
    {
        FadeShape.Linear => Math.Max(0, 1 - u),
        FadeShape.Cosine => (1 + Math.Cos(Math.PI * Math.Min(1, u))) / 2,
        FadeShape.Step => Math.Pow(2, -Math.Floor(u)),
        _ => Math.Exp(-u),
    };
}

/// <summary>The <c>diminish</c> strategy: see <see cref="DiminishSchedule"/>.</summary>
public sealed partial record DiminishOptions : StrategyOptions
{
    /// <inheritdoc/>
    public override string Name => "diminish";

    /// <inheritdoc/>
    public override bool WeighsEachAlone => true;

    /// <inheritdoc/>
    protected override ISchedule Create(ScheduleContext run) => new DiminishSchedule(run);
}
