using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace MT2ST.Cli;

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
