using System.CommandLine;
using MT2ST.Corpora;
using MT2ST.Evaluation;
using MT2ST.Formats;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st test</c>: measures saved models on labelled files.</summary>
internal static class TestCommand
{
    public const string Name = "test";

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string[]> paths = new("FOLDER|FILE") { Description = "The folder of a model, or of two to compare, then labelled files of any format that training reads (- for standard input)", Arity = ArgumentArity.OneOrMore };
        Option<string?> textColumn = new("--text-column") { Description = "The column of the text or the word, by its name in the header or its number (default: as in training)", HelpName = "COLUMN" };
        Option<string?> labelColumn = new("--label-column") { Description = "The column of the label or the tag (default: as in training)", HelpName = "COLUMN" };
        Option<string?> format = new("--format") { Description = "The format of the files (default: as in training, else recognised from their names and content)", HelpName = "NAME" };
        Option<int> mistakes = new("--mistakes")
        {
            Description = "List the worst mistakes: texts with a high probability of a wrong label; for a tagger, the sentences with the most wrong tags",
            HelpName = "COUNT",
            CustomParser = result => CommonArguments.ParseCount("--mistakes", result),
        };
        Option<bool> json = CommonArguments.Json();
        var command = new ExampledCommand(
            Name,
            "mt2st test model test.tsv",
            "mt2st test model reviews.csv --text-column text --label-column stars --mistakes 20",
            "mt2st test tagger test.conllu --json",
            "mt2st test old-model new-model test.tsv") { paths, textColumn, labelColumn, format, mistakes, json };
        paths.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            string[] given = parsed.GetRequiredValue(paths);
            string[] folders = [.. given.TakeWhile(IsModel)], files = given[folders.Length..];
            CheckPaths(folders, files);
            TrainedModel[] models = [.. folders.Select(folder => TrainedModel.Load(folder, cancellationToken))];
            CorpusOptions reading = new() { Format = parsed.GetValue(format), TextColumn = parsed.GetValue(textColumn), LabelColumn = parsed.GetValue(labelColumn) };
            TestReport report = new([.. models.Select((model, i) => TestReport.Entry.Of(folders[i], Test(model, folders[i], files, reading, cancellationToken), parsed.GetValue(mistakes)))], files);
            if (models.Length == 2)
                report = report.Compared(cancellationToken);
            foreach (string note in report.Models.SelectMany(model => model.Result.Notes).Distinct())
                terminal.Error.WriteLine(note);
            if (parsed.GetValue(json))
                terminal.WriteJson(report, CommandJson.Readable.TestReport);
            else
                TestTables.Write(report, terminal);
            return ExitCode.Success;
        });
        return command;
    }

    private static bool IsModel(string path) => File.Exists(Path.Combine(path, ModelFolder.Run));

    private static void CheckPaths(string[] folders, string[] files)
    {
        if (folders.Length == 0)
            throw new ArgumentException($"{files[0]}: is not a model folder: it lacks {ModelFolder.Run}. Name a folder that a training has written, then the files to test it on.");
        if (folders.Length > 2)
            throw new ArgumentException($"Found {folders.Length} models, expected one, or two to compare.");
        if (files.Length == 0)
            throw new ArgumentException("Nothing to test on: name a labelled file behind the model.");
        if (folders.Length == 2 && files.Contains(CorpusSource.StandardInput))
            throw new ArgumentException("Standard input can be read only once, and two models need it twice. Write it to a file first.");
    }

    private static TestResult Test(TrainedModel model, string folder, string[] files, CorpusOptions given, CancellationToken cancellationToken)
    {
        if (!model.LabelsTexts && !model.TagsWords)
            throw new InvalidDataException($"{folder}: the model's primary task is '{model.Options.Primary.Task}', which labels nothing. Measure vectors with 'mt2st evaluate', or give a model trained with --primary classification or tagging.");
        var source = ExampleSource.FromFiles(files);
        CorpusOptions reading = model.Reading with { Format = given.Format ?? model.Reading.Format };
        (string? text, string? label) = (given.TextColumn, given.LabelColumn);
        if (text is not null)
            reading = reading with { TextColumn = text, LabelColumn = label is null && reading.LabelColumn == text ? null : reading.LabelColumn };
        if (label is not null)
            reading = reading with { LabelColumn = label, TagColumn = null, TextColumn = text is null && reading.TextColumn == label ? null : reading.TextColumn };
        if (text is not null || label is not null)
            new CorpusSource(source, given with { Format = new CorpusSource(source, reading).Resolve().Options.Format }).CheckEffects(CommonArguments.FlagOf);
        return model.Test(source, reading, cancellationToken);
    }
}
