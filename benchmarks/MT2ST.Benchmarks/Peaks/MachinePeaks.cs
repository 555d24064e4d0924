using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MT2ST.Benchmarks.Peaks;

/// <summary>Measures the machine's highest rates, against which the kernels are to be read.</summary>
internal static class MachinePeaks
{
    private const long Megabyte = 1_000_000;

    private static readonly Peak[] All =
    [
        new("fused multiply-adds in registers, float", "GFLOP/s", 1e9, FusedMultiplyAdds.Create),
        .. RowUpdates("24 KB", 24_000),
        .. RowUpdates("1 MB", Megabyte),
        .. RowUpdates("45 MB", 45 * Megabyte),
        .. RowUpdates("450 MB", 450 * Megabyte),
        new("streaming x · y, both streams", "GB/s", 1e9, Streaming.CreateDot),
        new("streaming y += a x, all three streams", "GB/s", 1e9, Streaming.CreateAddScaled),
    ];

    /// <summary>Measures on one thread and on as many as there are cores, and writes a table.</summary>
    public static void Write(TextWriter output)
    {
        int cores = Environment.ProcessorCount;
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32;
        output.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {cores} cores, vectors of {bits} bits. Best of five rounds; threads have tables of their own.");
        output.WriteLine();
        output.WriteLine($"| peak | unit | one thread | {cores} threads |");
        output.WriteLine("|---|---|---:|---:|");
        foreach (Peak peak in All)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {peak.Name} | {peak.Unit} | {peak.Measure(1):0.0} | {peak.Measure(cores):0.0} |"));
    }

    private static Peak[] RowUpdates(string size, long bytes) =>
    [
        new($"dot + 2 additions on random rows of {RandomRowUpdates.RowLength} floats, table of {size}", "M rows/s", 1e6, () => RandomRowUpdates.Create(bytes, prefetch: false)),
        new("the same, rows fetched ahead", "M rows/s", 1e6, () => RandomRowUpdates.Create(bytes, prefetch: true)),
    ];
}
