using MT2ST.Comparisons.Rows;
using MT2ST.Comparisons.Statistics;
using MT2ST.Comparisons.Text;
using MT2ST.Evaluation;

namespace MT2ST.Comparisons;

/// <summary>
/// The answers of a comparison, apart: which row ends best on test, which reaches the target soonest, and which to use. All
/// sentences about them are written from here, so that verdict, tables and page agree.
/// </summary>
/// <remarks>
/// Whether a difference is shown is decided by the same interval that the tables print: it must exclude 0 (<see cref="ShownBy"/>).
/// The placebo is no row that anyone would use, so it is never an answer.
/// </remarks>
internal sealed record ComparisonVerdict
{
    private const double Tie = 1e-9; // Means that differ less are equal: they differ by rounding alone.
    private const int MostRivals = 3;

    /// <summary>Which row ends best on test; null without test data.</summary>
    public required TestAnswer? Test { get; init; }

    /// <summary>Which row reaches the target soonest.</summary>
    public required TimeAnswer Time { get; init; }

    /// <summary>Which row to use.</summary>
    public required Advice Advice { get; init; }

    /// <summary>Answers from a result; null if it has no row <c>stl</c>, or no other row that one would use.</summary>
    public static ComparisonVerdict? Of(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        StrategyResult? stl = result.Strategies.FirstOrDefault(row => row.Name == ComparisonRow.Stl);
        StrategyResult[] others = [.. result.Strategies.Where(row => row.Name is not (ComparisonRow.Stl or BuiltInControls.Placebo))];
        return stl is null || others.Length == 0 ? null : new Reading(result, stl, others).Verdict();
    }

    /// <summary>How much better one row ends on test than another, paired by seed; null if a figure is missing.</summary>
    public static PairedEstimate? TestDifference(ComparisonResult result, StrategyResult row, StrategyResult other)
    {
        double sign = QualityText.For(result).IsLoss ? -1 : 1;
        double level = result.Settling?.Level ?? PairedEstimate.UsualLevel;
        return PairedEstimate.OfDifferences([.. row.Runs.Zip(other.Runs, (run, paired) => sign * (run.Test - paired.Test) ?? double.NaN)], level);
    }

    /// <summary>A result while it is read for its answers.</summary>
    private sealed class Reading(ComparisonResult result, StrategyResult stl, StrategyResult[] others)
    {
        private readonly CostMeasure _cost = CostMeasure.For(result);
        private readonly StrategyResult[] _models = [.. others.Where(row => !BuiltInControls.MakesNoModel(row.Name))];

        public ComparisonVerdict Verdict()
        {
            TestAnswer? test = Test();
            TimeAnswer time = Time();
            return new ComparisonVerdict { Test = test, Time = time, Advice = Advise(test, time) };
        }

        private TestAnswer? Test()
        {
            if (!stl.Runs.All(run => run.Test is { } value && double.IsFinite(value)))
                return null;
            StrategyResult[] tested = [.. others.Where(row => row.TestDifferenceVsStl is not null).OrderByDescending(row => row.TestDifferenceVsStl!.Mean)];
            StrategyResult? highest = tested.FirstOrDefault();
            bool isStlBest = highest is null || highest.TestDifferenceVsStl!.Mean <= Tie;
            StrategyResult best = isStlBest ? stl : highest!;
            return new TestAnswer
            {
                Row = best.Name,
                AlsoHighest = isStlBest ? [] : [.. tested.Where(row => row != highest && highest!.TestDifferenceVsStl!.Mean - row.TestDifferenceVsStl!.Mean <= Tie).Select(row => row.Name)],
                Value = best.Runs.Average(run => run.Test!.Value),
                StlValue = stl.Runs.Average(run => run.Test!.Value),
                Next = isStlBest ? RowDifference.Of(highest) : null,
                DifferenceVsStl = isStlBest ? null : best.TestDifferenceVsStl,
                Shows = isStlBest ? null : ShownBy.Interval(best.TestDifferenceVsStl!),
                ShownBest = RowDifference.Of(tested.FirstOrDefault(row => ShownBy.Interval(row.TestDifferenceVsStl!) == Shown.Better)),
            };
        }

        private TimeAnswer Time()
        {
            StrategyResult[] timed = [.. others.Where(row => Saved(row) is not null).OrderByDescending(row => Saved(row)!.Mean)];
            double? stlCost = _cost.MeanToTarget(stl);
            StrategyResult? first = timed.FirstOrDefault();
            bool isStlFirst = stlCost is not null && (first is null || Saved(first)!.Mean <= Tie);
            StrategyResult? soonest = isStlFirst ? stl : first;
            return new TimeAnswer
            {
                Row = soonest?.Name,
                ToTarget = soonest is null ? null : _cost.MeanToTarget(soonest),
                StlToTarget = stlCost,
                Next = isStlFirst ? RowReduction.Of(first) : null,
                ReductionVsStl = soonest?.ReductionVsStl,
                Shows = isStlFirst || soonest is null ? null : ShownBy.Interval(Saved(soonest)!),
                ShownSoonest = RowReduction.Of(timed.FirstOrDefault(row => ShownBy.Interval(Saved(row)!) == Shown.Better)),
            };
        }

        private Advice Advise(TestAnswer? test, TimeAnswer time)
        {
            if (result.Seeds.Count < PairedEstimate.MinimumSeedCount)
                return new Advice { Row = null, Reason = AdviceReason.TooFewSeeds };
            StrategyResult[] better = [.. _models.Where(row => row.TestDifferenceVsStl is { } difference && ShownBy.Interval(difference) == Shown.Better)];
            if (better.Length > 0)
            {
                double least = better.Max(row => row.TestDifferenceVsStl!.Mean) - Tie;
                return Use(AdviceReason.Test, Cheapest(better.Where(row => row.TestDifferenceVsStl!.Mean >= least)));
            }
            StrategyResult? sooner = _models
                .Where(row => Saved(row) is { } saved && ShownBy.Interval(saved) == Shown.Better)
                .Where(row => !IsShownWorse(row))
                .MaxBy(row => Saved(row)!.Mean);
            return sooner is null ? Use(AdviceReason.NothingShown, stl) : Use(AdviceReason.Time, sooner);
        }

        private Advice Use(AdviceReason reason, StrategyResult row) => PlainMeanInsteadOf(row) is { } mean
            ? Of(AdviceReason.PlainMean, mean) with { InsteadOf = Against(mean, row) }
            : Of(reason, row);

        private Advice Of(AdviceReason reason, StrategyResult row) => new()
        {
            Row = row.Name,
            Reason = reason,
            TestDifferenceVsStl = row.TestDifferenceVsStl,
            ReductionVsStl = row.ReductionVsStl,
            TotalReductionVsStl = row.TotalReductionVsStl,
            NotShownBetterThan = reason switch
            {
                AdviceReason.Test => [.. Rivals(row)],
                AdviceReason.NothingShown => [.. Undecided()],
                _ => [],
            },
            Placebo = reason == AdviceReason.Test && !ControlRows.IsControl(row.Name) ? Placebo(row) : null,
        };

        // What a plain mean of word vectors does as well for less is no gain of anything else.
        private StrategyResult? PlainMeanInsteadOf(StrategyResult row) => others.FirstOrDefault(other =>
            other.Name == BuiltInControls.BagOfWords && other != row && other.TestDifferenceVsStl is not null && !IsShownWorse(other) && TestDifference(result, other, row) is { Mean: >= 0 } && _cost.MeanInAll(other) < _cost.MeanInAll(row));

        private IEnumerable<RowDifference> Rivals(StrategyResult row) => others
            .Where(other => other != row)
            .Select(other => Against(row, other))
            .OfType<RowDifference>()
            .Where(rival => ShownBy.Interval(rival.Difference) == Shown.NoDifference)
            .OrderBy(rival => rival.Difference.Mean)
            .Take(MostRivals);

        // What other rows differ by from STL, where it may be more or less than nothing; the best first.
        private IEnumerable<RowDifference> Undecided() => others
            .Where(row => row.TestDifferenceVsStl is { } difference && ShownBy.Interval(difference) == Shown.NoDifference)
            .OrderByDescending(row => row.TestDifferenceVsStl!.Mean)
            .Select(RowDifference.Of)
            .OfType<RowDifference>()
            .Take(MostRivals);

        private RowDifference? Placebo(StrategyResult row) =>
            result.Strategies.FirstOrDefault(other => other.Name == BuiltInControls.Placebo) is { } placebo && Against(row, placebo) is { } difference && ShownBy.Interval(difference.Difference) != Shown.Better
                ? difference
                : null;

        private RowDifference? Against(StrategyResult row, StrategyResult other) =>
            TestDifference(result, row, other) is { } difference ? new RowDifference(other.Name, difference) : null;

        private static bool IsShownWorse(StrategyResult row) => row.TestDifferenceVsStl is { } difference && ShownBy.Interval(difference) == Shown.Worse;

        private StrategyResult Cheapest(IEnumerable<StrategyResult> rows) => rows.MinBy(_cost.MeanInAll)!;

        private ReductionEstimate? Saved(StrategyResult row) => _cost.Of(row.ReductionVsStl);
    }
}

/// <summary>Which row ends best on test.</summary>
internal sealed record TestAnswer
{
    /// <summary>The row with the best mean over seeds.</summary>
    public required string Row { get; init; }

    /// <summary>Other rows with the same mean.</summary>
    public required IReadOnlyList<string> AlsoHighest { get; init; }

    /// <summary>Its mean on test.</summary>
    public required double Value { get; init; }

    /// <summary>STL's mean on test.</summary>
    public required double StlValue { get; init; }

    /// <summary>How much better it is than STL; null if it is STL.</summary>
    public required PairedEstimate? DifferenceVsStl { get; init; }

    /// <summary>What that difference shows; null if it is STL.</summary>
    public required Shown? Shows { get; init; }

    /// <summary>The best of the other rows where STL is best; else null.</summary>
    public required RowDifference? Next { get; init; }

    /// <summary>The best of the rows that are shown to be better than STL; null if none is.</summary>
    public required RowDifference? ShownBest { get; init; }
}

/// <summary>Which row reaches the target soonest.</summary>
internal sealed record TimeAnswer
{
    /// <summary>The row of the least mean cost among those that reach the target with every seed; null if none does.</summary>
    public required string? Row { get; init; }

    /// <summary>Its cost to the target, geometric mean over seeds, in the measure that the result compares; null if there is none.</summary>
    public required double? ToTarget { get; init; }

    /// <summary>STL's cost to the target; null if it missed it with a seed.</summary>
    public required double? StlToTarget { get; init; }

    /// <summary>What it saves against STL, in every measure; null if it is STL.</summary>
    public required Reduction? ReductionVsStl { get; init; }

    /// <summary>What that shows, in the measure that the result compares; null if it is STL.</summary>
    public required Shown? Shows { get; init; }

    /// <summary>The soonest of the other rows where STL is soonest; else null.</summary>
    public required RowReduction? Next { get; init; }

    /// <summary>The soonest of the rows that are shown to be sooner than STL; null if none is.</summary>
    public required RowReduction? ShownSoonest { get; init; }
}

/// <summary>Which row to use, and why.</summary>
internal sealed record Advice
{
    /// <summary>The row; null if there are too few seeds to tell.</summary>
    public required string? Row { get; init; }

    /// <summary>Why.</summary>
    public required AdviceReason Reason { get; init; }

    /// <summary>How much better it ends on test than STL.</summary>
    public PairedEstimate? TestDifferenceVsStl { get; init; }

    /// <summary>What it saves against STL to the target.</summary>
    public Reduction? ReductionVsStl { get; init; }

    /// <summary>What its whole run saves against STL's, below 0 if it costs more.</summary>
    public Reduction? TotalReductionVsStl { get; init; }

    /// <summary>Rows that it is not shown to be better than on test, the hardest first, by how much it is better; for STL, by how much they are.</summary>
    public IReadOnlyList<RowDifference> NotShownBetterThan { get; init; } = [];

    /// <summary>The placebo, if the row is not shown to be better than it; else null.</summary>
    public RowDifference? Placebo { get; init; }

    /// <summary>The row that would be advised without the plain mean, and how much better the plain mean is; else null.</summary>
    public RowDifference? InsteadOf { get; init; }
}

/// <summary>Why a row is advised.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<AdviceReason>))]
internal enum AdviceReason
{
    /// <summary>It is shown to end better on test than STL.</summary>
    Test,

    /// <summary>No row is shown to end better, and it is shown to reach the target sooner.</summary>
    Time,

    /// <summary>It is STL, and nothing is shown to be better or sooner.</summary>
    NothingShown,

    /// <summary>It is a plain mean of word vectors that ends as high for less.</summary>
    PlainMean,

    /// <summary>There are too few seeds for intervals.</summary>
    TooFewSeeds,
}

/// <summary>A row and a paired difference on test.</summary>
internal sealed record RowDifference(string Row, PairedEstimate Difference)
{
    public static RowDifference? Of(StrategyResult? row) => row?.TestDifferenceVsStl is { } difference ? new(row.Name, difference) : null;
}

/// <summary>A row and what it saves to the target against STL.</summary>
internal sealed record RowReduction(string Row, Reduction Reduction)
{
    public static RowReduction? Of(StrategyResult? row) => row?.ReductionVsStl is { } reduction ? new(row.Name, reduction) : null;
}
