using System.CommandLine;
using System.Text.Json;
using MT2ST.Cli.Teaching;
using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Files;
using MT2ST.Formats;
using MT2ST.Vocabularies;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st teach</c>: the vectors that a large model gives to texts, as targets for a small one.</summary>
internal static class TeachCommand
{
    public const string Name = "teach";

    private const string Teacher = "teacher"; // In the metadata of a file that this command wrote.

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string> teacher = new("--teacher") { Description = "A sentence-transformers model in ONNX: its folder, or a bare model.onnx with vocab.txt beside it (mean pooling, unit length)", HelpName = "FOLDER|FILE", Required = true };
        Option<string[]> texts = new("--texts") { Description = "Files of texts in any format that training reads", HelpName = "FILE...", AllowMultipleArgumentsPerToken = true };
        Option<string?> words = new("--words") { Description = "Instead of texts: a trained model, its vocabulary.txt, or a text, whose words get a vector each, for --initial-vectors", HelpName = "FILE|FOLDER" };
        Option<int?> dimensions = Dimensions();
        Option<string> output = new("--output") { Description = "The file of target vectors to write, with --words of word vectors; what is made of texts so far stands beside it until it is done", HelpName = "FILE", Required = true };
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
            "mt2st teach --teacher model.onnx --texts train.tsv dev.tsv --text-column text --output targets.safetensors",
            "mt2st teach --teacher all-MiniLM-L6-v2 --words model --dimensions 100 --output start.txt") { teacher, texts, words, dimensions, output, pooling, format, textColumn, labelColumn, threads, force, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(texts) is null == result.GetResult(words) is null)
                result.AddError("teach encodes either --texts or --words; give one of them.");
            else if (result.GetResult(dimensions) is not null && result.GetResult(words) is null)
                result.AddError("--dimensions is for --words; targets of texts keep all dimensions, and the student takes what it needs.");
        });
        command.SetAction(parsed =>
        {
            var reading = new CorpusOptions
            {
                Format = parsed.GetValue(format),
                IsTextAlone = true,
                TextColumn = parsed.GetValue(textColumn),
                LabelColumn = parsed.GetValue(labelColumn),
            };
            string place = parsed.GetRequiredValue(output);
            AtomicFile.CheckPlace(place);
            OutputPlace.RequireOther(place, [.. parsed.GetValue(texts) ?? [], parsed.GetValue(words)], "--output");
            if (Directory.Exists(place))
                throw new ArgumentException($"{place}: is a folder, expected the name of a file to write. Name one in it.");
            if (parsed.GetValue(words) is { } path)
            {
                OutputPlace.RequireFree(place, parsed.GetValue(force), "--output");
                Vocabulary vocabulary = TaughtWords.Read(path, reading, terminal, cancellationToken);
                using ITextTeacher wordTeacher = TeacherPackage.Open(parsed.GetRequiredValue(teacher), parsed.GetValue(pooling), parsed.GetValue(threads));
                return EncodeWords(terminal, vocabulary, wordTeacher, place, parsed.GetValue(dimensions), isJson: parsed.GetValue(json), cancellationToken);
            }
            var source = new CorpusSource(ExampleSource.FromFiles(parsed.GetRequiredValue(texts)), reading);
            source.CheckEffects(CommonArguments.FlagOf);
            // Whether targets are those of these texts is seen later; anything else is not ours to replace.
            OutputPlace.RequireFree(place, parsed.GetValue(force) || TargetWriting.MetadataOf(place)?.ContainsKey(Teacher) == true, "--output");
            TaughtTexts read = TaughtTexts.Read(source, cancellationToken);
            foreach (string note in source.Notes)
                terminal.Error.WriteLine(note);
            using ITextTeacher opened = TeacherPackage.Open(parsed.GetRequiredValue(teacher), parsed.GetValue(pooling), parsed.GetValue(threads));
            return Run(terminal, source, read, opened, place, isForced: parsed.GetValue(force), isJson: parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static Option<int?> Dimensions() => new("--dimensions")
    {
        Description = "How many dimensions word vectors keep, those in which they differ most (default all of the teacher's)",
        HelpName = "COUNT",
        CustomParser = result => CommonArguments.ParseCount("--dimensions", result),
    };

    private static int EncodeWords(Terminal terminal, Vocabulary words, ITextTeacher teacher, string place, int? dimensions, bool isJson, CancellationToken cancellationToken)
    {
        if (dimensions > teacher.Dimensions)
            throw new ArgumentException($"--dimensions is {dimensions}, but the teacher's vectors have {teacher.Dimensions}. Give at most that.");
        using StatusLine progress = new(terminal);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        WordVectors vectors = TaughtVectors.Encode(words, teacher, dimensions ?? teacher.Dimensions, Show, cancellationToken);
        double cpuSeconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(place))!);
        VectorFile.Save(place, vectors, cancellationToken: cancellationToken);
        WordTeachReport report = new() { Output = place, Words = words.Count, Dimensions = vectors.Dimensions, CpuSeconds = Math.Round(cpuSeconds, 2), Teacher = teacher.Description };
        if (isJson)
            terminal.WriteJson(report, CommandJson.Readable.WordTeachReport);
        else
            terminal.Output.WriteLine(FormattableString.Invariant($"{place}: {report.Words} words, {report.Dimensions} dimensions, {cpuSeconds:0.0} s of CPU time."));
        return ExitCode.Success;

        void Show(int done) => progress.Update($"{StatusLine.Bar((double)done / words.Count)} of {words.Count} words");
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
        OutputPlace.RequireFree(place, isForced, "--output"); // Of other texts or another teacher.
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
