using CsCheck;
using MT2ST.Schedules;
using MT2ST.Schedules.Probing;

namespace MT2ST.Tests.Schedules.Probing;

public sealed class ProbeCalendarTests
{
    private static readonly ProbeRequest Request = new([1, 0], Auxiliary: 1) { Cost = 1 };

    [Fact]
    public void WantsMark_BeforeTheFirstStep_AsAskedFor()
    {
        var calendar = new ProbeCalendar(share: 0.1);
        Observations observed = Observed.Qualities(0);
        Assert.True(calendar.WantsMark(observed, atStart: true));
        Assert.False(calendar.WantsMark(observed, atStart: false));
    }

    [Theory]
    [InlineData(9, false)] // A probe would cost 1, a tenth of the work is 0.9.
    [InlineData(10, true)]
    public void WantsMark_NoProbeYet_OnceTheShareAllowsOne(int cost, bool expected) =>
        Assert.Equal(expected, new ProbeCalendar(share: 0.1).WantsMark(Observed.Qualities(new double[cost + 1]), atStart: false));

    [Fact]
    public void IsDue_AfterAMark_OnceAndNotAtTheMark()
    {
        var calendar = new ProbeCalendar(share: 0.1, length: 0.15);
        Observations observed = Observed.Qualities(new double[11]); // Marked at cost 10: due from 11.5 on.
        observed.SetMark();
        Assert.False(calendar.IsDue(observed));
        Observed.Add(observed, 0);
        Assert.False(calendar.IsDue(observed));
        Observed.Add(observed, 0);
        Assert.True(calendar.IsDue(observed));
        Observed.Answer(observed, Request, 0);
        Assert.False(calendar.IsDue(observed));
    }

    [Fact]
    public void Adopt_ProbesEnd_ReplacesTheEvaluationsSinceTheMark()
    {
        Observations observed = Observed.Qualities(0, .5);
        observed.SetMark();
        Observed.Add(observed, .4);
        Observed.Add(observed, .3);
        observed.Adopt(new EvaluationPoint(Epoch: 0.5, Cost: 2.5, Dev: .6));
        Assert.Equal([0, .5, .6], observed.Points.Select(point => point.Dev));
        Assert.Equal(2.5, observed.Points[^1].Cost);
    }

    [Fact]
    public void Calendar_AnyShareAndLength_KeepsProbesWithinTheShare() =>
        Gen.Select(Gen.Double[0.01, 0.5], Gen.Int[5, 300]).Sample((share, points) =>
        {
            var calendar = new ProbeCalendar(share, length: 0);
            Observations observed = Observed.Qualities(0);
            double spent = 0;
            while (observed.Points.Count < points)
            {
                if (calendar.WantsMark(observed, atStart: false))
                    observed.SetMark();
                Observed.Add(observed, 0);
                if (!calendar.IsDue(observed))
                    continue;
                Observed.Answer(observed, Request, 0);
                spent += Request.Cost;
            }
            Assert.True(spent <= share * observed.Points[^1].Cost);
        });
}
