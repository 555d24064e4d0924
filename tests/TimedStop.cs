using System.Diagnostics;

namespace MT2ST.Tests;

/// <summary>Cancels work of which a test then checks that it ended soon.</summary>
internal sealed class TimedStop : IDisposable
{
    /// <summary>How soon work must end; without cancellation that of the tests takes several times as long.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

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
        Assert.InRange(Stopwatch.GetElapsedTime(_stopped), TimeSpan.Zero, Soon);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
