using System.CommandLine;

namespace MT2ST.Cli.Commands;

/// <summary>A command whose help text ends with examples. Its description is its summary in the catalog.</summary>
internal sealed class ExampledCommand(string name, params string[] examples) : Command(name)
{
    /// <summary>Whole command lines, as a user would type them.</summary>
    public IReadOnlyList<string> Examples => examples;
}
