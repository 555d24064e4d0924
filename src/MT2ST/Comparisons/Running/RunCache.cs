using System.Text.Json.Serialization;
using MT2ST.Files;

namespace MT2ST.Comparisons.Running;

/// <summary>A folder of finished runs, one file per run, from which a stopped comparison goes on.</summary>
/// <remarks>Different runs may be kept from different threads.</remarks>
/// <param name="folder">The folder; it is created when the first run is kept.</param>
/// <param name="tell">Receives a line that says why a kept run is done again.</param>
internal sealed class RunCache(string folder, Action<string> tell)
{
    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>How many runs go at once: above 1 their clocks are not comparable, and a comparison of single runs does not take such a run.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>How long each task runs unmeasured first. A run with a shorter warm-up has more compilation in its times and is not taken.</summary>
    public double WarmUpSeconds { get; init; }

    /// <summary>Whether times count. Tuning chooses by quality and multiply-adds and takes runs no matter how they were timed.</summary>
    public bool NeedsClocks { get; init; } = true;

    /// <summary>The kept run of a name, if it is the run that is asked for.</summary>
    /// <param name="name">What the run is kept as, unique in the folder.</param>
    /// <param name="identity">The run that is asked for.</param>
    /// <returns>The record; null if there is none, or if it is damaged or of another run, which is reported.</returns>
    internal RunRecord? Find(string name, RunIdentity identity)
    {
        string path = PathOf(name);
        if (!File.Exists(path) || Read(path) is not { } kept)
            return null;
        string? change = identity.ChangeSince(kept.Identity) is { } changed ? $"{changed} since it was kept" : WorseClock(kept);
        if (change is not null)
            tell($"{path}: {change}; the run is done again.");
        return change is null ? kept.Record : null;
    }

    /// <summary>Saves a finished run, whole or not at all.</summary>
    /// <param name="name">What the run is kept as; an older run of this name is replaced.</param>
    /// <param name="identity">What decided the run, as it was when the run began.</param>
    /// <param name="record">What it gave.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal void Keep(string name, RunIdentity identity, RunRecord record)
    {
        Directory.CreateDirectory(folder);
        CachedRun kept = new() { Identity = identity, Jobs = Jobs, WarmUpSeconds = WarmUpSeconds, Record = record };
        AtomicFile.Write(PathOf(name), stream => JsonSerializer.Serialize(stream, kept, CachedRunJson.Default.CachedRun));
    }

    /// <summary>The file of a run; names may contain any characters.</summary>
    internal string PathOf(string name) => Path.Combine(folder, $"{Uri.EscapeDataString(name)}.json");

    private CachedRun? Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, CachedRunJson.Default.CachedRun) is { Record.Curve.Count: > 1 } kept ? kept : throw new JsonException("found no run with its evaluations.");
        }
        catch (JsonException error)
        {
            tell($"{path}: is not a kept run ({error.Message.Split(" Path:")[0]}) Was it cut off or edited? The run is done again.");
            return null;
        }
    }

    private string? WorseClock(CachedRun kept)
    {
        if (!NeedsClocks)
            return null;
        if (Jobs == 1 && kept.Jobs > 1)
            return string.Create(CultureInfo.InvariantCulture, $"its times do not count, since {kept.Jobs} runs went at once");
        return Jobs == 1 && kept.WarmUpSeconds < WarmUpSeconds
            ? string.Create(CultureInfo.InvariantCulture, $"its times do not count, since each task had {kept.WarmUpSeconds:0.##} s of warm-up instead of {WarmUpSeconds:0.##}")
            : null;
    }
}

/// <summary>A finished run as a comparison keeps it: what it was and what it gave.</summary>
internal sealed record CachedRun
{
    /// <summary>What decided the run.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>How many runs went at once while it was measured.</summary>
    public required int Jobs { get; init; }

    /// <summary>How long each task ran unmeasured before it.</summary>
    public required double WarmUpSeconds { get; init; }

    /// <summary>The run's record, its curve included.</summary>
    public required RunRecord Record { get; init; }
}

/// <summary>Source-generated JSON metadata of kept runs. Null and missing values differ, so that a damaged file is noticed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(CachedRun))]
internal sealed partial class CachedRunJson : JsonSerializerContext;
