using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

public sealed class TaskGradientTests
{
    private static readonly Dictionary<string, Lazy<GradientCheck>> Checks =
        TaskFixtures.All.Where(fixture => fixture.HasExactGradient).ToDictionary(fixture => fixture.Name, fixture => new Lazy<GradientCheck>(() => new GradientCheck(fixture)));

    // What a task hands over instead of a gradient is held against its reference alone (TaskReferenceTests).
    public static TheoryData<string> Fixtures => [.. Checks.Keys];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Gradient_EveryTouchedCoordinate_EqualsDifferencesOfTheLoss(string fixture)
    {
        GradientCheck check = Checks[fixture].Value;
        Assert.Empty(GradientCheck.Mismatches(check.Analytic, check.Numeric));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Gradient_EveryParameter_IsNotZero(string fixture) =>
        Assert.All(Checks[fixture].Value.Analytic, parameter => Assert.Contains(parameter.Value, value => Math.Abs(value) > 1e-3));

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Check_OneParameterWrong_ReportsThatParameter(string fixture)
    {
        GradientCheck check = Checks[fixture].Value;
        foreach ((string name, double[] gradient) in check.Analytic)
        {
            foreach (double factor in (double[])[1.01, -1])
            {
                var wrong = new Dictionary<string, double[]>(check.Analytic) { [name] = [.. gradient.Select(value => factor * value)] };
                Assert.Equal([name], GradientCheck.Mismatches(wrong, check.Numeric));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Gradient_UntouchedRows_IsZero(string fixture)
    {
        double[] numeric = Checks[fixture].Value.NumericOfUntouchedRows(rowCount: 3);
        Assert.NotEmpty(numeric);
        Assert.All(numeric, value => Assert.Equal(0, value));
    }

    // An auxiliary that does not move the shared table is no auxiliary.
    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Gradient_SharedTable_IsReached(string fixture)
    {
        ITask<double> task = TaskFixtures.Named(fixture).Create<double>();
        Assert.True(task.RowParameters[0].IsShared);
        Assert.Contains(Checks[fixture].Value.Analytic[task.RowParameters[0].Name], value => Math.Abs(value) > 1e-2);
    }
}
