using System.Diagnostics;
using MT2ST.Corpora.WordNet;

namespace MT2ST.Cli.Demo;

/// <summary>Finds WordNet's dictionary, or installs it with the system's package manager if possible.</summary>
internal static class WordNetInstaller
{
    private const string Package = "wordnet-base";

    /// <summary>The folder of the dictionary.</summary>
    /// <param name="folder">The folder that the user named; null for <c>WNHOME</c> or the usual place.</param>
    /// <param name="status">Receives a line about the installation.</param>
    /// <param name="cancellationToken">Ends the package manager's work before it installs.</param>
    /// <exception cref="IOException">There is none, and it could not be installed; the message says what to do.</exception>
    public static string FindOrInstall(string? folder, StatusLine status, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            return File.Exists(Path.Combine(folder, "data.noun"))
                ? folder
                : throw new DirectoryNotFoundException($"{folder}: found no data.noun, expected WordNet's dictionary folder. {Advice}");
        }
        if (WordNetDatabase.FindFolder() is { } found)
            return found;
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
            throw new DirectoryNotFoundException($"WordNet's dictionary was not found. {Advice}");

        status.WriteLine($"Installing {Package} (WordNet's dictionary, 30 MB) with apt-get ...");
        if (!Run(cancellationToken, "update") || !Run(cancellationToken, "install", "-y", "--no-install-recommends", "--download-only", Package)
            || !Run(CancellationToken.None, "install", "-y", "--no-install-recommends", Package)) // Must not be killed half-way; the package is downloaded already, so it takes a second.
            throw new IOException($"Could not install {Package}. {Advice}");
        return WordNetDatabase.FindFolder() ?? throw new IOException($"{Package} is installed, but WordNet's dictionary was not found. {Advice}");
    }

    private static string Advice =>
        $"Install it, on Debian and Ubuntu by 'sudo apt-get install {Package}', or name its folder (with data.noun in it) by --wordnet DIR or WNHOME.";

    private static bool Run(CancellationToken cancellationToken, params string[] arguments)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo("/usr/bin/apt-get") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        foreach (string argument in (string[])["-qq", "-o", "DPkg::Lock::Timeout=300", .. arguments])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using CancellationTokenRegistration end = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        // Both streams are read, so that a long output cannot block the program.
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        Task.WaitAll([output, errors], CancellationToken.None); // The process has ended, by itself or killed.
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0;
    }
}
