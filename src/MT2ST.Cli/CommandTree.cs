using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using MT2ST.Catalogs;
using MT2ST.Cli.Commands;

namespace MT2ST.Cli;

/// <summary>Puts the commands of the catalog under the root command.</summary>
internal static class CommandTree
{
    public static RootCommand Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Trains word embeddings that fit a task, with auxiliary tasks that fade out (Diminish) or stop (Switch) during training.");
        foreach (CatalogEntry<CommandFactory> entry in BuiltInCommands.All)
        {
            Command command = entry.Factory(terminal, cancellationToken);
            command.Description = entry.Summary + ".";
            CommonArguments.RejectEmptyPaths(command);
            root.Add(command);
        }
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
                option.Action = new HelpWithExamples(help);
            else if (option is VersionOption)
                option.Action = new PrintVersion();
        }
        root.SetAction(_ => root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error }));
        return root;
    }
}

/// <summary>A command whose help text ends with examples. Its description is its summary in the catalog.</summary>
internal sealed class ExampledCommand(string name, params string[] examples) : Command(name)
{
    /// <summary>Whole command lines, as a user would type them.</summary>
    public IReadOnlyList<string> Examples => examples;
}

/// <summary>The usual help text, followed by a command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampledCommand command)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in command.Examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
        }
        return exitCode;
    }
}

/// <summary>Prints <c>mt2st</c> and the version that it was built as.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        string version = typeof(PrintVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        parseResult.InvocationConfiguration.Output.WriteLine($"mt2st {version.Split('+')[0]}"); // What follows the plus is the commit.
        return ExitCode.Success;
    }
}
