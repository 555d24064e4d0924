using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MT2ST.Catalogs;
using MT2ST.Corpora;
using MT2ST.Files;

namespace MT2ST.Cli.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class CommonArguments
{
    public static Argument<string> Vectors() =>
        new("FOLDER|VECTORS") { Description = "A vector file (word2vec text or binary, GloVe; .gz too) or the folder of a trained model" };

    public static Option<bool> Json() => new("--json") { Description = "Write the result as JSON" };

    /// <summary>The option for the separator of a table's columns.</summary>
    public static Option<string?> Separator()
    {
        Option<string?> separator = new("--separator") { Description = "The character between the columns of a table, or tab (default the format's own, or the one that a .csv file shows)", HelpName = "CHARACTER" };
        separator.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && CorpusOptions.SeparatorOf(result.Tokens[0].Value) is null)
                result.AddError($"--separator expects one ASCII character, such as ';', or tab, found '{result.Tokens[0].Value}'.");
        });
        return separator;
    }

    /// <summary>The flag of a setting: <c>--label-column</c> for <c>labelColumn</c>.</summary>
    public static string FlagOf(string setting) => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(setting);

    /// <summary>The option for single settings of a run.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "Any setting of the run file by its dotted path, such as auxiliaries.brown.eta=0.5; may be repeated",
        HelpName = "PATH=VALUE",
    };

    /// <summary>Reports a mistyped option, which would otherwise become the value of an optional or repeated argument.</summary>
    public static void RejectOptions(SymbolResult result, Command command)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option)
            result.AddError(Suggestions.Unknown("option", option.Value, command.Options.Select(known => known.Name)));
    }

    /// <summary>Reports empty texts where a command expects the path of a file or a folder, as its help names the value.</summary>
    public static void RejectEmptyPaths(Command command)
    {
        foreach (Argument argument in command.Arguments)
            if (WantedPath(argument.Name) is { } wanted)
                argument.Validators.Add(result => Reject(result, argument.Name, wanted));
        foreach (Option option in command.Options)
            if (WantedPath(option.HelpName) is { } wanted)
                option.Validators.Add(result => Reject(result, option.Name, wanted));

        static void Reject(SymbolResult result, string name, string wanted)
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
                result.AddError($"{name} is empty; name {wanted}.");
        }
    }

    private static string? WantedPath(string? valueName) => valueName switch
    {
        "FOLDER|VECTORS" or "TEXTS" or "FILE|FOLDER" or "FOLDER|FILE" => "a file or a folder",
        "FOLDER" or "DIR" => "a folder",
        "RUN.json" or "RESULT.json" => "a file",
        _ => valueName?.StartsWith("FILE", StringComparison.Ordinal) == true ? "a file" : null,
    };

    /// <summary>An option for a whole number of at least 1, or of at least <paramref name="least"/>.</summary>
    public static Option<int> Count(string name, string description, int defaultValue, int least = 1) => new(name)
    {
        Description = description,
        HelpName = "COUNT",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ParseCount(name, result, least),
    };

    /// <summary>An option for a number with a decimal point, in every language of the system.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="unit">The name of its value.</param>
    /// <param name="defaultValue">The value if none is given.</param>
    /// <param name="expected">What it allows, in words.</param>
    /// <param name="isAllowed">Whether it allows a number.</param>
    public static Option<double> Number(string name, string description, string unit, double defaultValue, string expected, Func<double, bool> isAllowed) => new(name)
    {
        Description = description,
        HelpName = unit,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !isAllowed(value))
                result.AddError($"{name} expects {expected}, found '{text}'.");
            return value;
        },
    };

    /// <summary>Reads a whole number of at least 1, or of at least <paramref name="least"/>.</summary>
    public static int ParseCount(string name, ArgumentResult result, int least = 1)
    {
        string text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < least)
            result.AddError($"{name} expects a whole number of at least {least}, found '{text}'.");
        return count;
    }

    /// <summary>The value of <c>--seeds</c> as a run file has it: a count, or a list of seeds.</summary>
    public static string SeedsAsJson(string seeds) => seeds.Contains(',', StringComparison.Ordinal) ? $"[{seeds}]" : seeds;

    /// <summary>Writes a text file, whole or not at all.</summary>
    public static void WriteText(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n")));
}
