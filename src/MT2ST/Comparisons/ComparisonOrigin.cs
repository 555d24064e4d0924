using System.Reflection;
using MT2ST.Comparisons.Rows;

namespace MT2ST.Comparisons;

/// <summary>How, where and by which versions a comparison was made: what a reader needs to repeat it.</summary>
public sealed record ComparisonOrigin
{
    /// <summary>The command line that repeats the comparison; null if a program made it.</summary>
    public string? Command { get; init; }

    /// <summary>How long each task ran unmeasured before the comparison, in seconds.</summary>
    public required double WarmUpSeconds { get; init; }

    /// <summary>The machine.</summary>
    public required Machine Machine { get; init; }

    /// <summary>The version of MT2ST, with the commit if it is known.</summary>
    public required string Version { get; init; }

    /// <summary>The .NET runtime, such as <c>.NET 10.0.0</c>.</summary>
    public required string DotNet { get; init; }

    /// <summary>Each row's merged settings, every default included, by the row's name; the seed is the run file's, not a run's.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings { get => field ?? new Dictionary<string, JsonElement>(); init; }

    /// <summary>The origin of a comparison that this process measured.</summary>
    /// <param name="command">The command line; null for none.</param>
    /// <param name="warmUpSeconds">How long each task ran unmeasured first, in seconds.</param>
    /// <param name="rows">The rows as they ran.</param>
    internal static ComparisonOrigin Here(string? command, double warmUpSeconds, IEnumerable<ComparisonRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ComparisonOrigin
        {
            Command = command,
            WarmUpSeconds = warmUpSeconds,
            Machine = Machine.This(),
            Version = typeof(ComparisonOrigin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            DotNet = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
            Settings = rows.ToDictionary(row => row.Name, row => JsonElement.Parse(row.Options.ToJson()), StringComparer.Ordinal),
        };
    }
}

/// <summary>The machine that measured.</summary>
/// <param name="Cpu">The processor's model, or its architecture if the system does not give the model.</param>
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
