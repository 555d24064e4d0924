using System.Collections.Concurrent;
using MT2ST.Threading;

namespace MT2ST.Tests.Threading;

public sealed class WorkerThreadsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_EachIndex_RunsOnceOnAThreadOfItsOwn(int count)
    {
        int caller = Environment.CurrentManagedThreadId;
        ConcurrentBag<(int Index, int Thread)> runs = [];
        using Barrier together = new(count); // Passed only if all run at the same time.
        WorkerThreads.Run(count, index =>
        {
            Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken), "Some did not start.");
            runs.Add((index, Environment.CurrentManagedThreadId));
        });

        Assert.Equal(Enumerable.Range(0, count), runs.Select(run => run.Index).Order());
        Assert.Equal(count, runs.Select(run => run.Thread).Distinct().Count());
        Assert.Equal(caller, runs.Single(run => run.Index == 0).Thread);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Run_WorkThatThrowsOnOneThread_ThrowsItWhenTheOthersHaveEnded(int failing)
    {
        using ManualResetEventSlim failed = new();
        int ended = 0;
        var thrown = new NotSupportedException("work");
        var error = Assert.Throws<NotSupportedException>(() => WorkerThreads.Run(3, index =>
        {
            if (index == failing)
            {
                failed.Set();
                throw thrown;
            }
            failed.Wait(TestContext.Current.CancellationToken);
            Interlocked.Increment(ref ended);
        }));

        Assert.Same(thrown, error);
        Assert.Equal(2, ended);
    }

    [Fact]
    public void Run_SeveralThatThrow_ThrowsTheFirst()
    {
        Thread? other = null;
        using ManualResetEventSlim started = new();
        var error = Assert.Throws<InvalidOperationException>(() => WorkerThreads.Run(2, index =>
        {
            if (index == 1)
            {
                other = Thread.CurrentThread;
                started.Set();
            }
            else
            {
                started.Wait(TestContext.Current.CancellationToken);
                other!.Join(); // The other one has thrown and ended before this one throws.
            }
            throw new InvalidOperationException($"{index}");
        }));
        Assert.Equal("1", error.Message);
    }

    [Fact]
    public void Run_CpuSeconds_AreThoseOfTheOtherThreads()
    {
        const double Burn = 0.02;
        static void Work(int index)
        {
            double end = ThreadClock.CpuSeconds() + (index == 0 ? 3 * Burn : Burn);
            while (ThreadClock.CpuSeconds() < end)
                Thread.SpinWait(100);
        }
        Assert.Equal(0, WorkerThreads.Run(1, Work));
        Assert.InRange(WorkerThreads.Run(3, Work), 2 * Burn, 3 * Burn);
    }
}
