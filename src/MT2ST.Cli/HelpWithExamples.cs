using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MT2ST.Cli.Commands;

namespace MT2ST.Cli;

/// <summary>The usual help text and a command's examples behind it.</summary>
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
