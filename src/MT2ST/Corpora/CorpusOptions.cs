using MT2ST.Catalogs;
using MT2ST.Corpora.WordNet;

namespace MT2ST.Corpora;

/// <summary>How the files of a corpus are read. Null options are chosen from the file's name and first lines.</summary>
public sealed record CorpusOptions
{
    /// <summary>The value of <see cref="LabelColumn"/> for a table without labels.</summary>
    public const string NoColumn = "none";

    /// <summary>The format's name in <see cref="BuiltInCorpora"/>.</summary>
    public string? Format { get; init; }

    /// <summary>The format of files whose name does not show it, by its name in <see cref="BuiltInCorpora"/>; null to look at their first lines.</summary>
    public string? UnnamedFormat { get; init; }

    /// <summary>Whether only the text is wanted: a file is then a table only if its name or an option about tables says so.</summary>
    public bool IsTextAlone { get; init; }

    /// <summary>How an example is made of several texts; null for one text.</summary>
    internal TextGrouping? TextGroups { get; init; }

    /// <summary>Whether an option is set that tables alone have.</summary>
    internal bool NamesTable => (TextColumn, LabelColumn, LabelSeparator, WeightColumn, ProbabilityColumn, HasHeader, HasQuotes, Separator) is not (null, null, null, null, null, null, null, null);

    /// <summary>
    /// The column of the text or the word: a 1-based number or a name of the header; in <c>csv</c> and <c>tsv</c> several
    /// with commas between them (<c>2,3</c>), joined by a blank. In <c>jsonl</c> the field's name.
    /// </summary>
    public string? TextColumn { get; init; }

    /// <summary>The column of the label: a 1-based number, a name of the header, or <c>none</c>. In <c>jsonl</c> the field's name.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The separator of several labels in a table's label column, such as <c>,</c>; default: the column is one label.</summary>
    public string? LabelSeparator { get; init; }

    /// <summary>The column of a table that holds each row's weight, a number of at least 0: a 1-based number or a name of the header; default: all rows weigh 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The column of a table that holds the probability of each row's label, in [0, 1]: a 1-based number or a name of the header; default: all labels are certain.</summary>
    public string? ProbabilityColumn { get; init; }

    /// <summary>The column of the tag in <c>conllu</c> (a name, default <c>upos</c>, or a number) and <c>conll</c> (a number, default the last).</summary>
    public string? TagColumn { get; init; }

    /// <summary>Whether the first line of a table names its columns; default: when a column is given by name.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Whether fields of a table may stand in double quotes; default: in <c>csv</c> yes, in <c>tsv</c> no.</summary>
    public bool? HasQuotes { get; init; }

    /// <summary>
    /// The character between the columns of a table, ASCII; default: tab in <c>tsv</c>, and in <c>csv</c> the comma unless only
    /// another one of <c>;</c>, <c>|</c> and tab stands equally often in each of the first rows.
    /// </summary>
    public char? Separator { get; init; }

    /// <summary>Whether lines in front of a sentence of <c>conll</c> that start with <c>#</c> are comments; default: they are tokens, with a note.</summary>
    public bool? HasComments { get; init; }

    /// <summary>The label that every line of a <c>pairs</c> file gets, such as <c>synonym</c>; default none.</summary>
    public string? RelationLabel { get; init; }

    /// <summary>What to read of a WordNet folder, one of <see cref="WordNetReader.Parts"/>.</summary>
    public string WordNetPart { get; init; } = WordNetReader.Definitions;

    /// <summary>The options that are set and that one format of files reads and another does not, by their names as settings of a task.</summary>
    internal IEnumerable<string> Named() => new (string Name, object? Value)[]
    {
        ("textColumn", TextColumn), ("labelColumn", LabelColumn), ("labelSeparator", LabelSeparator), ("weightColumn", WeightColumn), ("probabilityColumn", ProbabilityColumn),
        ("column", TagColumn), ("header", HasHeader), ("quotes", HasQuotes), ("separator", Separator), ("comments", HasComments), ("relation", RelationLabel),
    }.Where(option => option.Value is not null).Select(option => option.Name);

    /// <summary>The names of CoNLL-U's ten columns.</summary>
    public static IReadOnlyList<string> ConlluColumns => ConlluReader.Columns;

    /// <summary>The separator that a text stands for: a character, or <c>tab</c>; null for any other text.</summary>
    /// <param name="text">The text.</param>
    public static char? SeparatorOf(string text) => text switch
    {
        "tab" or "\\t" => '\t',
        [char separator] => separator,
        _ => null,
    };

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range; the message names the property, the value and the range.</exception>
    public void Validate()
    {
        if (FindWrong() is { } wrong)
            throw new ArgumentException($"{wrong.Setting} {wrong.Message}");
    }

    /// <summary>The first value outside its range, by its name as a setting of a task; null if there is none.</summary>
    internal (string Setting, string Message)? FindWrong()
    {
        if (Format is not null && !BuiltInCorpora.All.TryFind(Format, out _))
            return ("format", $"is wrong. {Suggestions.Unknown(BuiltInCorpora.All.Kind, Format, BuiltInCorpora.All.Names)}");
        foreach ((string setting, string? column) in new[] { ("textColumn", TextColumn), ("labelColumn", LabelColumn), ("weightColumn", WeightColumn), ("probabilityColumn", ProbabilityColumn), ("column", TagColumn) })
            if (column?.Split(',').All(IsColumn) == false)
                return (setting, $"is '{column}'; expected a name or a number of at least 1.");
        if (LabelColumn is not null && TextColumn?.Split(',').Contains(LabelColumn, StringComparer.OrdinalIgnoreCase) == true)
            return ("labelColumn", $"is '{LabelColumn}', which is textColumn too; give them different columns.");
        foreach ((string setting, string? column) in new[] { ("weightColumn", WeightColumn), ("probabilityColumn", ProbabilityColumn) })
            if (column is not null && new[] { TextColumn, LabelColumn, setting == "weightColumn" ? null : WeightColumn }.Contains(column, StringComparer.OrdinalIgnoreCase))
                return (setting, $"is '{column}', the column of something else too; give each a column of its own.");
        if (Separator is char separator && (!char.IsAscii(separator) || separator is '\r' or '\n' or '"'))
            return ("separator", $"is {(int)separator:X4} (hexadecimal); expected an ASCII character other than quotes and line breaks.");
        if (LabelSeparator is "")
            return ("labelSeparator", "is empty; give the text between labels, such as ','.");
        return WordNetReader.Parts.Contains(WordNetPart) ? null : ("part", $"is wrong. {Suggestions.Unknown("WordNet part", WordNetPart, WordNetReader.Parts)}");
    }

    private static bool IsColumn(string column) =>
        !string.IsNullOrWhiteSpace(column) && !(int.TryParse(column, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number < 1);
}
