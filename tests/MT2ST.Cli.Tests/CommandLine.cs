using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MT2ST.Cli.Tests;

/// <summary>Runs the command line, in this process or as one of its own.</summary>
internal static class CommandLine
{
    /// <summary>Runs in this process; the run's cancellation is the test's unless another token is given.</summary>
    public static CommandResult Run(params string[] arguments) => Run(TestContext.Current.CancellationToken, arguments);

    public static CommandResult Run(CancellationToken cancellationToken, params string[] arguments)
    {
        using var error = new StringWriter();
        return Run(error, cancellationToken, arguments);
    }

    /// <summary>Runs in this process with an error stream that sees what is written as it is.</summary>
    public static CommandResult Run(StringWriter error, CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        int exitCode = Program.Run(arguments, new Terminal(output, error), cancellationToken);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs as a process with some environment variables set.</summary>
    public static CommandResult RunProcess(string[] arguments, params (string Name, string Value)[] environment) => Run(StartInfo(arguments, environment));

    /// <summary>Runs as a process in a folder.</summary>
    public static CommandResult RunProcessIn(string folder, string[] arguments)
    {
        ProcessStartInfo start = StartInfo(arguments, []);
        start.WorkingDirectory = folder;
        return Run(start);
    }

    /// <summary>Runs as a process that gets an interrupt when its error stream says something; standard input stays open.</summary>
    /// <param name="at">What it says.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="took">How long the process went on after the interrupt.</param>
    public static CommandResult InterruptProcess(string at, string[] arguments, out TimeSpan took)
    {
        // A shell's background jobs, and all that they start, never see it.
        Assert.SkipWhen(File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").Any(line => line.StartsWith("SigIgn:", StringComparison.Ordinal) && (Convert.ToUInt64(line[7..].Trim(), 16) & 2) != 0), "SIGINT is ignored here.");
        ProcessStartInfo start = StartInfo(arguments, []);
        start.RedirectStandardInput = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        StringBuilder error = new();
        while (process.StandardError.ReadLine() is { } line)
        {
            error.AppendLine(line);
            if (line.Contains(at, StringComparison.Ordinal))
                break;
        }
        long began = Stopwatch.GetTimestamp();
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        error.Append(process.StandardError.ReadToEnd());
        process.WaitForExit();
        took = Stopwatch.GetElapsedTime(began);
        return new CommandResult(process.ExitCode, output.Result, error.ToString());
    }

    /// <summary>Runs another program's assembly as a process.</summary>
    public static CommandResult RunAssembly(string assembly, string[] arguments, string? folder = null)
    {
        ProcessStartInfo start = StartInfo(assembly, arguments, []);
        start.WorkingDirectory = folder ?? "";
        return Run(start);
    }

    private static CommandResult Run(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.Result);
    }

    private static ProcessStartInfo StartInfo(string[] arguments, (string Name, string Value)[] environment) => StartInfo(typeof(Program).Assembly.Location, arguments, environment);

    private static ProcessStartInfo StartInfo(string assembly, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
