using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MT2ST.Formats;

namespace MT2ST.Cli;

/// <summary>The rule for everything that a command writes: what is there already is only replaced if <c>--force</c> says so.</summary>
internal static class OutputPlace
{
    private const string Force = "--force";

    /// <summary>The option that allows it.</summary>
    public static Option<bool> Option() => new(Force) { Description = "Replace what is already at the places that are written to" };

    /// <summary>Refuses a place that is taken; called before any work.</summary>
    /// <param name="place">The file or the folder to write; null for none.</param>
    /// <param name="isForced">Whether it may be replaced.</param>
    /// <param name="option">The option that named it, for the message.</param>
    /// <exception cref="ArgumentException">The place holds something. An empty file or folder is free.</exception>
    public static void RequireFree(string? place, bool isForced, string option)
    {
        if (place is null || isForced || !IsTaken(place))
            return;
        string content = Directory.Exists(place) && ModelFolder.HoldsModelAlone(place) ? $"holds a model{About(place)}" : Directory.Exists(place) ? "is a folder that is not empty" : $"is there already, from {Date(place)}";
        throw new ArgumentException($"{place}: {content}. Give {Force} to replace it, or name another {option}.");
    }

    /// <summary>Refuses to write over what is read, even by force.</summary>
    /// <param name="place">The file or the folder to write; null for none.</param>
    /// <param name="inputs">What is read; null for nothing.</param>
    /// <param name="option">The option that named the place, for the message.</param>
    /// <exception cref="ArgumentException">The place is one of them.</exception>
    public static void RequireOther(string? place, IEnumerable<string?> inputs, string option)
    {
        if (place is not null && inputs.Any(input => input is not null && Target(input) == Target(place)))
            throw new ArgumentException($"{place}: is read and would be written over. Name another {option}.");

        static string Target(string path) => new FileInfo(path) is { Exists: true } file && file.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);
    }

    private static bool IsTaken(string place) =>
        Directory.Exists(place) ? Directory.EnumerateFileSystemEntries(place).Any() : new FileInfo(place) is { Exists: true, Length: > 0 };

    /// <summary>The task and the date of a model, for messages.</summary>
    public static string About(string folder)
    {
        string run = Path.Combine(folder, ModelFolder.Run);
        return $"{(TaskOf(run) is { } task ? $" of task '{task}'" : "")} from {Date(run)}";
    }

    private static string Date(string file) => File.GetLastWriteTime(file).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string? TaskOf(string run)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(run));
            return json.RootElement.GetProperty("primary").GetProperty("task").GetString();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // A damaged model is one too.
        }
    }
}
