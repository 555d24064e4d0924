using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using MT2ST.Catalogs;
using MT2ST.Cli.Commands;

namespace MT2ST.Cli;

/// <summary>The entry point: turns arguments into a command, and what it throws into a line and an exit code.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        using var cancellationToken = new CancellationTokenSource();
        // The command ends by itself, so that it can save its work. A second Ctrl-C ends the process; SIGTERM and
        // SIGHUP (a closed terminal) do not, since `timeout` and others send them twice.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        return Run(arguments, new Terminal(Console.Out, new LossyWriter(Console.Error)), cancellationToken.Token);

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = signal.Signal != PosixSignal.SIGINT || !cancellationToken.IsCancellationRequested;
            cancellationToken.Cancel();
        }
    }

    /// <summary>Runs one command line and gives its exit code.</summary>
    public static int Run(string[] arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        RootCommand root = CommandTree.Create(terminal, cancellationToken);
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }); // '@user' is a word.
        // Help and version work even if arguments are missing, but not for a command that does not exist.
        bool isAnswer = parsed.Action is HelpWithExamples or PrintVersion && (parsed.CommandResult.Command != root || parsed.UnmatchedTokens.Count == 0);
        if (!isAnswer && MisreadSwitch(parsed) is { } misread)
            return Fail(terminal, ExitCode.Usage, misread);
        if (parsed.Errors.Count > 0 && !isAnswer)
            return Fail(terminal, ExitCode.Usage, UsageProblem(parsed, root));
        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            int exitCode = parsed.Invoke(invocation);
            return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : exitCode;
        }
        catch (Exception error)
        {
            string trace = Environment.GetEnvironmentVariable("MT2ST_DEBUG") == "1" ? $"{error}{Environment.NewLine}" : "";
            return Fail(terminal, ExitCode.Of(error), Problem(error), trace);
        }
    }

    private static int Fail(Terminal terminal, int exitCode, string problem, string trace = "")
    {
        try
        {
            terminal.Error.WriteLine($"{trace}mt2st: {LongText.Shorten(problem.ReplaceLineEndings(" "))}");
        }
        catch (IOException)
        {
            // The error stream itself is what fails (a log on a full disk): the exit code is all that is left to tell.
        }
        return exitCode;
    }

    private static string Problem(Exception error) => error switch
    {
        OperationCanceledException => "stopped.",
        // .NET ends the message with the name of a parameter, which means nothing on a command line.
        ArgumentException { ParamName: { } name } => error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        _ => error.Message,
    };

    /// <summary>
    /// What to say where a value behind a setting's switch is neither true nor false: the parser takes it for the next argument,
    /// such as the run file. What looks like a file is one.
    /// </summary>
    private static string? MisreadSwitch(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        for (int i = 1; i < parsed.Tokens.Count; i++)
        {
            (Token flag, string value) = (parsed.Tokens[i - 1], parsed.Tokens[i].Value);
            if (flag.Type == TokenType.Option && parsed.Tokens[i].Type == TokenType.Argument && command.Options.Any(option => option is Option<bool?> && option.Name == flag.Value)
                && !bool.TryParse(value, out _) && !value.AsSpan().ContainsAny('.', '/', '\\') && !File.Exists(value))
                return $"{flag.Value} expects true or false, found '{value}'. See 'mt2st {command.Name} --help'.";
        }
        return null;
    }

    private static string UsageProblem(ParseResult parsed, RootCommand root)
    {
        Command command = parsed.CommandResult.Command;
        if (command == root && parsed.UnmatchedTokens is [string unknown, ..] && !unknown.StartsWith('-'))
            return Suggestions.Unknown("command", unknown, BuiltInCommands.All.Names);
        string name = command == root ? "" : $" {command.Name}";
        // A mistyped option is taken for an argument, and its value for another: the option alone is what went wrong.
        if (parsed.Tokens.FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option)
        {
            string[] known = [.. command.Options.Select(other => other.Name)];
            string hint = Suggestions.Nearest(option.Value, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
            return $"Unknown option '{option.Value}'.{hint} See 'mt2st{name} --help'.";
        }
        return $"{string.Join(" ", parsed.Errors.Select(error => error.Message))} See 'mt2st{name} --help'.";
    }
}
