namespace MT2ST.Threading;

/// <summary>The CPU time of the calling thread, which a run is charged; other work of the machine does not count.</summary>
internal static partial class ThreadClock
{
    private const int LinuxThreadClock = 3; // CLOCK_THREAD_CPUTIME_ID in Linux's time.h; 16 in macOS's.
    private const int MacThreadClock = 16;

    /// <summary>CPU seconds, user and system, that the calling thread has used since it began.</summary>
    /// <exception cref="PlatformNotSupportedException">The system has no such clock.</exception>
    public static double CpuSeconds()
    {
        if (OperatingSystem.IsWindows())
        {
            if (!GetThreadTimes(GetCurrentThread(), out _, out _, out long kernel, out long user))
                throw new PlatformNotSupportedException("GetThreadTimes failed.");
            return (kernel + user) * 1e-7;
        }
        if (GetTime(OperatingSystem.IsMacOS() ? MacThreadClock : LinuxThreadClock, out TimeSpec time) != 0)
            throw new PlatformNotSupportedException("clock_gettime has no clock for a thread's CPU time.");
        return time.Seconds + (time.Nanoseconds * 1e-9);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetThreadTimes(nint thread, out long creation, out long exit, out long kernel, out long user);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
