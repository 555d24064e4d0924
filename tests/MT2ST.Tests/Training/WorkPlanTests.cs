using MT2ST.Schedules;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

public sealed class WorkPlanTests
{
    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(7.25, 3)]
    [InlineData(0.013, 32)]
    public void Fill_Sample_ExecutesUnitsTimesGammaWithinOneUnit(double units, int primaryBatch)
    {
        var plan = new WorkPlan(primaryBatch, [new LexiconOptions { Gamma0 = 2 }], [units], Execution.Sample);
        double owed = 0;
        long executed = 0;
        for (int step = 0; step < 1000; step++)
        {
            double gamma = 2 * Math.Exp(-0.003 * step);
            plan.Fill([1, gamma]);
            owed += units * gamma * primaryBatch;
            foreach (PlannedWork work in plan.Work)
            {
                if (work.Task != 1)
                    continue;
                executed += work.ExampleCount;
                Assert.Equal(1, work.Weight);
            }
            Assert.InRange(owed - executed, -1e-6, 1);
        }
    }

    [Fact]
    public void Fill_Scale_RunsAllUnitsAtTheWeight()
    {
        var plan = new WorkPlan(2, [new LexiconOptions()], [5], Execution.Scale);
        plan.Fill([1, 0.25]);
        Assert.Equal([new PlannedWork(0, 2, 1), new PlannedWork(1, 10, 0.25)], plan.Work.ToArray());
    }

    [Fact]
    public void Fill_SmallerStep_AsksAuxiliariesForLessToo()
    {
        var plan = new WorkPlan(8, [new LexiconOptions()], [5], Execution.Sample);
        plan.Fill([1, 1], primaryExamples: 3);
        Assert.Equal([new PlannedWork(0, 3, 1), new PlannedWork(1, 15, 1)], plan.Work.ToArray());
    }

    [Fact]
    public void Fill_WeightZero_IsNotInThePlan()
    {
        var plan = new WorkPlan(2, [new LexiconOptions(), new LexiconOptions()], [5, 5], Execution.Sample);
        plan.Fill([1, 0, 1]);
        Assert.Equal([0, 2], plan.Work.ToArray().Select(work => work.Task));
    }

    [Fact]
    public void Fill_PrimaryWeightZero_RunsAuxiliariesAlone()
    {
        var plan = new WorkPlan(2, [new LexiconOptions()], [5], Execution.Sample);
        plan.Fill([0, 1]);
        Assert.Equal([new PlannedWork(1, 10, 1)], plan.Work.ToArray());
    }

    [Theory]
    [InlineData(0.0199, 0)]
    [InlineData(0.0201, 0.0201)]
    public void Fill_AroundTheCutOff_DropsTheTask(double gamma, double expected)
    {
        var plan = new WorkPlan(1, [new LexiconOptions { Gamma0 = 2, CutOff = 0.01 }], [1], Execution.Scale);
        double[] weights = [1, gamma];
        plan.Fill(weights);
        Assert.Equal(expected, weights[1]);
        Assert.Equal(expected > 0 ? 2 : 1, plan.Work.Length);
    }

    [Fact]
    public void Fill_Floor_HoldsTheWeightUp()
    {
        var plan = new WorkPlan(1, [new LexiconOptions { GammaMin = 0.2 }], [1], Execution.Scale);
        double[] weights = [1, 0.001];
        plan.Fill(weights);
        Assert.Equal(0.2, weights[1]);
    }
}
