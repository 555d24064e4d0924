namespace MT2ST.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command failed: a bad file, divergence, no space.</summary>
    public const int Failure = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C or SIGTERM: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;

    public static int Of(Exception error) => error switch
    {
        OperationCanceledException => Interrupted,
        ArgumentException or InvalidDataException { InnerException: SettingException } => Usage,
        _ => Failure,
    };
}
