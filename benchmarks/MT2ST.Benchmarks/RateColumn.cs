using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace MT2ST.Benchmarks;

/// <summary>The work of a call by its mean time, where a parameter says how much work that is.</summary>
internal sealed class RateColumn : IColumn
{
    private static readonly (double Size, string Prefix)[] Prefixes = [(1e9, "G"), (1e6, "M"), (1e3, "k"), (1, "")];

    public string Id => nameof(RateColumn);

    public string ColumnName => "Rate";

    public string Legend => "Work of a call / Mean";

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Statistics;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => WorkOf(benchmark) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (WorkOf(benchmarkCase) is not { } work || summary[benchmarkCase]?.ResultStatistics is not { } statistics)
            return "-";
        double perSecond = work.Amount / (statistics.Mean * 1e-9);
        (double size, string prefix) = Prefixes.First(prefix => perSecond >= prefix.Size || prefix.Size == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{perSecond / size:0.0} {prefix}{work.Unit}/s");
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    private static IMeasuredWork? WorkOf(BenchmarkCase benchmark) =>
        benchmark.Parameters.Items.Select(parameter => parameter.Value).OfType<IMeasuredWork>().FirstOrDefault();
}
