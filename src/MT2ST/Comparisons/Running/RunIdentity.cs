using System.Reflection;

namespace MT2ST.Comparisons.Running;

/// <summary>Everything that decides a run's result, apart from its times: the program, the settings with the seed, and the input files.</summary>
internal sealed record RunIdentity
{
    /// <summary>The program's version, and an id that changes with its sources.</summary>
    public required string Program { get; init; }

    /// <summary>The run's settings with every default, without settings of comparisons and tasks that the run does not use.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>The input files.</summary>
    public required IReadOnlyList<FileFingerprint> Inputs { get; init; }

    /// <summary>The identity of a run that starts now.</summary>
    /// <param name="options">The run's settings, its seed set.</param>
    public static RunIdentity Of(RunOptions options)
    {
        RunOptions own = OwnOptions(options);
        using JsonDocument settings = JsonDocument.Parse(own.ToJson());
        return new RunIdentity { Program = ThisProgram, Settings = settings.RootElement.Clone(), Inputs = FileFingerprint.Of(own) };
    }

    /// <summary>The settings as one text: within a comparison, equal texts mean the same run.</summary>
    internal static string SettingsOf(RunOptions options) => OwnOptions(options).ToJson();

    /// <summary>What has changed from an earlier run to this one, such as <c>its settings have changed</c>; null if nothing has.</summary>
    /// <param name="earlier">The earlier run.</param>
    public string? ChangeSince(RunIdentity earlier)
    {
        if (!JsonElement.DeepEquals(earlier.Settings, Settings))
            return "its settings have changed";
        if (!earlier.Inputs.SequenceEqual(Inputs))
            return "its input files have changed";
        return earlier.Program == Program ? null : "the program has changed";
    }

    private static string ThisProgram { get; } =
        $"{typeof(RunIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion} {typeof(RunIdentity).Module.ModuleVersionId}";

    private static RunOptions OwnOptions(RunOptions options)
    {
        RunOptions defaults = new();
        return options with
        {
            Strategies = defaults.Strategies,
            Tuning = defaults.Tuning,
            Seeds = defaults.Seeds,
            Output = null,
            Auxiliaries = options.AuxiliariesRead(),
        };
    }
}
