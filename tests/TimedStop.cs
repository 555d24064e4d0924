using System.Diagnostics;
using MT2ST.Threading;

namespace MT2ST.Tests;

/// <summary>Cancels work of which a test then checks that it ended soon.</summary>
internal sealed class TimedStop : IDisposable
{
    /// <summary>How soon work must end; without cancellation that of the tests takes several times as long.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private long _stopped;

    public TimedStop() => _registration = _source.Token.Register(() => _stopped = Stopwatch.GetTimestamp());

    /// <summary>What the work gets.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Cancels once the work is well under way.</summary>
    public void StopIn(TimeSpan time) => _source.CancelAfter(time);

    /// <summary>Asserts, when the work has ended, that it was stopped and took little time afterwards.</summary>
    public void AssertEndedSoon()
    {
        Assert.True(_source.IsCancellationRequested, "The work ended before it was stopped.");
        long ended = Stopwatch.GetTimestamp();
        _registration.Dispose(); // Waits for the callback: the work may have ended before it began.
        AssertSoon(_stopped == 0 || _stopped > ended ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_stopped, ended));
    }

    /// <summary>Asserts that a time was short, what other programs and tests took of the processors left out.</summary>
    public static void AssertSoon(TimeSpan took) => Assert.InRange(took / Slowdown(), TimeSpan.Zero, Soon);

    /// <summary>How many times as long as alone a thread takes for its work at present.</summary>
    private static double Slowdown()
    {
        const double Seconds = 0.05;
        long began = Stopwatch.GetTimestamp();
        double end = ThreadClock.CpuSeconds() + Seconds;
        while (ThreadClock.CpuSeconds() < end)
            Thread.SpinWait(100);
        return Math.Max(1, Stopwatch.GetElapsedTime(began).TotalSeconds / Seconds);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
