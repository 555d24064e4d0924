using System.Runtime.InteropServices;

namespace MT2ST.Comparisons;

/// <summary>The machine that measured.</summary>
/// <param name="Cpu">The processor's model; where the system does not tell, its architecture.</param>
/// <param name="CoreCount">The logical cores that the process may use.</param>
/// <param name="OperatingSystem">The operating system with its version.</param>
public sealed record Machine(string Cpu, int CoreCount, string OperatingSystem)
{
    private const string LinuxCpuFile = "/proc/cpuinfo";

    /// <summary>The machine that this process runs on.</summary>
    public static Machine This() => new(CpuModel(), Environment.ProcessorCount, RuntimeInformation.OSDescription);

    private static string CpuModel()
    {
        string? model = File.Exists(LinuxCpuFile)
            ? File.ReadLines(LinuxCpuFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER"); // Windows sets it.
        return string.IsNullOrEmpty(model) ? RuntimeInformation.ProcessArchitecture.ToString() : model;
    }
}
