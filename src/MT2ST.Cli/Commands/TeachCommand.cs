using System.CommandLine;
using System.Text.Json;
using MT2ST.Cli.Teaching;
using MT2ST.Corpora;
using MT2ST.Files;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st teach</c>: the vectors that a large model gives to texts, as targets for a small one.</summary>
internal static class TeachCommand
{
    public const string Name = "teach";

    private const string Teacher = "teacher"; // In the metadata of a file that this command wrote.

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string> teacher = new("--teacher") { Description = "A sentence-transformers model in ONNX: its folder, or a bare model.onnx with vocab.txt beside it (mean pooling, unit length)", HelpName = "FOLDER|FILE", Required = true };
        Option<string[]> texts = new("--texts") { Description = "Files of texts in any format that training reads", HelpName = "FILE...", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<string> output = new("--output") { Description = "The file of target vectors to write; what is made so far stands beside it until it is done", HelpName = "FILE", Required = true };
        Option<string?> pooling = new("--pooling") { Description = "How the vectors of tokens become one: mean, cls or max (default as the folder says)", HelpName = "NAME" };
        Option<string?> format = new("--format") { Description = "The format of the texts (default recognised from their names and content)", HelpName = "NAME" };
        Option<string?> textColumn = new("--text-column") { Description = "The column of a table, or the field of JSON lines, that holds the text: its name or its number from 1 (default recognised from header and content)", HelpName = "NAME" };
        Option<string?> labelColumn = new("--label-column") { Description = "The column or field of the label, which is left out (default recognised from header and content)", HelpName = "NAME" };
        Option<int> threads = CommonArguments.Count("--threads", "How many threads encode", Environment.ProcessorCount);
        Option<bool> force = OutputPlace.Option();
        Option<bool> json = CommonArguments.Json();
        var command = new ExampledCommand(
            Name,
            "mt2st teach --teacher all-MiniLM-L6-v2 --texts texts.txt --output targets.safetensors",
            "mt2st teach --teacher model.onnx --texts train.tsv dev.tsv --text-column text --output targets.safetensors") { teacher, texts, output, pooling, format, textColumn, labelColumn, threads, force, json };
        command.SetAction(parsed =>
        {
            var reading = new CorpusOptions
            {
                Format = parsed.GetValue(format),
                IsTextAlone = true,
                TextColumn = parsed.GetValue(textColumn),
                LabelColumn = parsed.GetValue(labelColumn),
            };
            var source = new CorpusSource(ExampleSource.FromFiles(parsed.GetRequiredValue(texts)), reading);
            source.CheckEffects(CommonArguments.FlagOf);
            string place = parsed.GetRequiredValue(output);
            AtomicFile.CheckPlace(place);
            // Targets of other texts are replaced when the new ones are done; anything else is not ours to replace.
            OutputPlace.RequireFree(place, parsed.GetValue(force) || TargetWriting.MetadataOf(place)?.ContainsKey(Teacher) == true, "--output");
            TaughtTexts read = TaughtTexts.Read(source, cancellationToken);
            foreach (string note in source.Notes)
                terminal.Error.WriteLine(note);
            using ITextTeacher opened = TeacherPackage.Open(parsed.GetRequiredValue(teacher), parsed.GetValue(pooling), parsed.GetValue(threads));
            return Run(terminal, source, read, opened, place, isForced: parsed.GetValue(force), isJson: parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static int Run(Terminal terminal, CorpusSource source, TaughtTexts texts, ITextTeacher teacher, string place, bool isForced, bool isJson, CancellationToken cancellationToken)
    {
        var writing = new TargetWriting(texts, teacher, place);
        string reportPath = place + ".teach.json";
        if (!isForced && writing.IsUpToDate())
        {
            terminal.Error.WriteLine($"{place}: is up to date: the same texts and the same teacher.");
            if (isJson && File.Exists(reportPath))
                terminal.Output.WriteLine(File.ReadAllText(reportPath).TrimEnd());
            return ExitCode.Success;
        }
        if (isForced)
            File.Delete(writing.PartsPath);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(place))!);
        using StatusLine progress = new(terminal);
        if (texts.BlankCount > 0)
            progress.WriteLine($"{texts.BlankCount} blank texts are left out.");
        double cpuSeconds = writing.Run(progress, cancellationToken);
        TeachReport report = new()
        {
            Output = place,
            TextFiles = source.Paths,
            Texts = texts.Texts.Count,
            Repeated = texts.RepeatedCount,
            Blank = texts.BlankCount,
            Dimensions = teacher.Dimensions,
            CpuSeconds = Math.Round(cpuSeconds, 2),
            Teacher = writing.Metadata,
        };
        CommonArguments.WriteText(reportPath, JsonSerializer.Serialize(report, CommandJson.Readable.TeachReport));
        if (isJson)
            terminal.WriteJson(report, CommandJson.Readable.TeachReport);
        else
            terminal.Output.WriteLine(FormattableString.Invariant($"{place}: {report.Texts} texts, {report.Dimensions} dimensions, {cpuSeconds:0.0} s of CPU time."));
        return ExitCode.Success;
    }
}
