using System.Runtime.ExceptionServices;

namespace MT2ST.Threading;

/// <summary>Does work on several threads, the caller's among them.</summary>
internal static class WorkerThreads
{
    /// <summary>Runs <paramref name="work"/> once for each number below <paramref name="count"/>, each on a thread of its own, and waits for all.</summary>
    /// <param name="count">How many threads, at least 1.</param>
    /// <param name="work">The work; if it throws on one thread, it must end on the others too.</param>
    /// <returns>CPU seconds of all threads but the caller's.</returns>
    /// <exception cref="Exception">The first exception of any thread.</exception>
    public static double Run(int count, Action<int> work)
    {
        ExceptionDispatchInfo? failure = null;
        double[] cpuSeconds = new double[count];
        void RunTimed(int index)
        {
            double began = ThreadClock.CpuSeconds();
            try
            {
                work(index);
            }
            catch (Exception error) // Any exception: one that leaves a thread would end the process.
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            }
            cpuSeconds[index] = ThreadClock.CpuSeconds() - began;
        }

        Thread[] others = [.. Enumerable.Range(1, count - 1).Select(index => new Thread(() => RunTimed(index)))];
        foreach (Thread other in others)
            other.Start();
        RunTimed(0);
        foreach (Thread other in others)
            other.Join();
        failure?.Throw();
        return cpuSeconds[1..].Sum();
    }
}
