using System.CommandLine;
using MT2ST.Cli.Checks;
using MT2ST.Corpora;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st check</c>: what is wrong with a data set, before anything is trained on it.</summary>
internal static class CheckCommand
{
    public const string Name = "check";

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string[]> files = new("FILE") { Description = "Training files of any format that training reads: labelled texts, tagged sentences, raw text", Arity = ArgumentArity.OneOrMore };
        Option<string[]> test = new("--test") { Description = "Dev and test files: their texts must not stand in the training files", HelpName = "FILE...", AllowMultipleArgumentsPerToken = true };
        Option<string?> format = new("--format") { Description = "The format of the files (default recognised from their names and content)", HelpName = "NAME" };
        Option<string?> textColumn = Column("--text-column", "The column of a table that holds the text: its name in the header, or its number from 1");
        Option<string?> labelColumn = Column("--label-column", $"The column of a table that holds the label, or {CorpusOptions.NoColumn}");
        Option<string?> labelSeparator = new("--label-separator") { Description = "The separator between several labels in the label column, such as ','", HelpName = "TEXT" };
        Option<string?> tagColumn = Column("--column", "The column of the tags: upos, xpos ... in CoNLL-U, a number in CoNLL");
        Option<string?> separator = CommonArguments.Separator();
        Option<bool?> comments = new("--comments") { Description = "Whether lines of CoNLL in front of a sentence that start with # are comments (default no, with a note)" };
        Option<bool?> header = new("--header") { Description = "Whether a table's first line names its columns (default: if a column is given by name)" };
        Option<bool?> quotes = new("--quotes") { Description = "Whether a table's fields may stand in double quotes (default: in csv)" };
        Option<int> suspects = CommonArguments.Count("--suspects", "How many labels worth a second look to list, found by 5-fold cross-validation on at most 20,000 examples; 0 for none", 10, least: 0);
        Option<int> listed = CommonArguments.Count("--list", "How many places to list for each finding", 5, least: 0);
        Option<bool> json = CommonArguments.Json();
        var command = new ExampledCommand(
            Name,
            "mt2st check train.tsv --test test.tsv",
            "mt2st check reviews.csv --text-column review --label-column stars --suspects 50",
            "mt2st check sentences.conllu --column xpos --json") { files, test, format, textColumn, labelColumn, labelSeparator, tagColumn, separator, header, quotes, comments, suspects, listed, json };
        files.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        test.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            CheckReport report = DataCheck.Run(
                new DataCheckOptions
                {
                    Files = parsed.GetRequiredValue(files),
                    TestFiles = parsed.GetValue(test) ?? [],
                    Reading = new CorpusOptions
                    {
                        Format = parsed.GetValue(format),
                        TextColumn = parsed.GetValue(textColumn),
                        LabelColumn = parsed.GetValue(labelColumn),
                        LabelSeparator = parsed.GetValue(labelSeparator),
                        TagColumn = parsed.GetValue(tagColumn),
                        Separator = parsed.GetValue(separator) is { } character ? CorpusOptions.SeparatorOf(character) : null,
                        HasComments = parsed.GetValue(comments),
                        HasHeader = parsed.GetValue(header),
                        HasQuotes = parsed.GetValue(quotes),
                    },
                    Suspects = parsed.GetValue(suspects),
                    Listed = parsed.GetValue(listed),
                },
                terminal.Error.WriteLine,
                cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(report, CommandJson.Readable.CheckReport);
            else
                new CheckDisplay(terminal.Output).Write(report);
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<string?> Column(string name, string description) => new(name) { Description = description, HelpName = "COLUMN" };
}
