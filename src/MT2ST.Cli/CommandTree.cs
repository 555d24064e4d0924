using System.CommandLine;
using System.CommandLine.Help;
using MT2ST.Catalogs;
using MT2ST.Cli.Commands;

namespace MT2ST.Cli;

/// <summary>Puts the commands of the catalog under the root command.</summary>
internal static class CommandTree
{
    public static RootCommand Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Trains word embeddings that fit a task, with auxiliary tasks that fade (Diminish) or stop (Switch) while it runs.");
        foreach (CatalogEntry<CommandFactory> entry in BuiltInCommands.All)
        {
            Command command = entry.Factory(terminal, cancellationToken);
            command.Description = entry.Summary + ".";
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
