namespace MT2ST.Tests;

/// <summary>Asserts that work which has warmed up allocates nothing.</summary>
internal static class Allocations
{
    private const int Windows = 3;

    /// <summary>
    /// Runs the work in several windows and asserts that one of them allocates no byte on this thread. Work that allocates does
    /// so in each; what the runtime allocates once, as when it replaces code by a better version meanwhile, falls into one.
    /// </summary>
    public static void AssertNone(Action work)
    {
        var bytes = new long[Windows];
        for (int i = 0; i < Windows; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            bytes[i] = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes[i] == 0)
                return;
        }
        AssertNone(bytes);
    }

    /// <summary>Asserts the same of what was allocated in windows that a test has measured itself.</summary>
    public static void AssertNone(long[] bytes) =>
        Assert.True(bytes.Contains(0), $"Each of {bytes.Length} windows allocated: {string.Join(", ", bytes)} bytes.");
}
