using System.Diagnostics;

namespace MT2ST.Benchmarks.Peaks;

/// <summary>Something that a machine does at a highest rate.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Unit">What is counted a second, such as <c>GFLOP/s</c>.</param>
/// <param name="UnitSize">How many counted things make one unit.</param>
/// <param name="CreateWork">Makes one thread's state and gives what runs some milliseconds and returns how much it did.</param>
internal sealed record Peak(string Name, string Unit, double UnitSize, Func<Func<double>> CreateWork)
{
    private const int RoundCount = 5;
    private const double RoundSeconds = 0.2;

    /// <summary>The best of five rounds in units a second, summed over threads.</summary>
    public double Measure(int threadCount)
    {
        double best = 0;
        using var barrier = new Barrier(threadCount);
        var rates = new double[threadCount];
        Thread[] threads = [.. Enumerable.Range(0, threadCount).Select(index => new Thread(() => Run(index)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return best / UnitSize;

        void Run(int index)
        {
            Func<double> work = CreateWork();
            Rate(work); // Compiles and fills the caches.
            for (int round = 0; round < RoundCount; round++)
            {
                barrier.SignalAndWait();
                rates[index] = Rate(work);
                barrier.SignalAndWait();
                if (index == 0)
                    best = Math.Max(best, rates.Sum());
            }
        }
    }

    private static double Rate(Func<double> work)
    {
        double done = 0;
        var clock = Stopwatch.StartNew();
        do
            done += work();
        while (clock.Elapsed.TotalSeconds < RoundSeconds);
        return done / clock.Elapsed.TotalSeconds;
    }
}
