using System.CommandLine;

namespace MT2ST.Cli.Commands;

/// <summary>A command line as it was typed, so that it can be repeated.</summary>
internal static class TypedCommand
{
    private const string PlainPunctuation = "-_./=,:+%@~";

    /// <summary>The command line of a parsed command, quoted for a POSIX shell.</summary>
    public static string Of(ParseResult parsed) => string.Join(' ', parsed.Tokens.Select(token => Quoted(token.Value)).Prepend("mt2st"));

    private static string Quoted(string word) => word.Length > 0 && word.All(character => char.IsLetterOrDigit(character) || PlainPunctuation.Contains(character))
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
