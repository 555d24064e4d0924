using System.CommandLine;
using MT2ST.Cli.Prediction;
using MT2ST.Cli.TextVectors;
using MT2ST.Corpora;
using MT2ST.Formats;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st embed</c>: writes the vectors of texts.</summary>
internal static class EmbedCommand
{
    public const string Name = "embed";

    private const string Output = "--output";

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> vectors = CommonArguments.Vectors();
        Argument<string[]> files = new("FILE") { Description = "Files of texts, one per line, tables (.csv, .tsv) with a text column, JSON lines (.jsonl), or - for standard input (default). Any of them may be compressed (.gz)", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> output = new(Output) { Description = "Where to write the vectors, a row for each text in the order of the texts: .safetensors (a tensor named vectors), .npy (for NumPy) or .jsonl (default: JSON lines on standard output)", HelpName = "FILE" };
        Option<string?> format = new("--format") { Description = $"The layout of the output: {string.Join(", ", VectorOutputs.Names)} (default: by the output's extension)", HelpName = "NAME" };
        format.AcceptOnlyFromAmong([.. VectorOutputs.Names]);
        Option<bool> force = OutputPlace.Option();
        TextFileArguments texts = new();
        Option<bool> keepLengths = new("--keep-lengths") { Description = "Write the vectors as long as the model makes them (default: all at length 1, so that a product of two is their cosine)" };
        Option<int?> threads = new("--threads")
        {
            Description = "How many threads work (default: as many as the machine has cores)",
            HelpName = "COUNT",
            CustomParser = result => CommonArguments.ParseCount("--threads", result),
        };
        var command = new ExampledCommand(
            Name,
            "mt2st embed model reviews.txt --output reviews.safetensors",
            "mt2st embed model tickets.jsonl.gz --field body --output tickets.npy",
            "mt2st embed vectors.vec < texts.txt > vectors.jsonl") { vectors, files, output, format, force, texts.InputFormat, texts.TextColumn, texts.Field, keepLengths, threads };
        files.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(output);
            OutputPlace.RequireFree(path, parsed.GetValue(force), Output);
            OutputPlace.RequireOther(path, [parsed.GetRequiredValue(vectors), .. parsed.GetValue(files) ?? []], Output);
            CheckFormat(parsed.GetValue(format), path);
            VectorOutputs.Of(parsed.GetValue(format), path, dimensions: 1); // Before the model is read: an extension may be wrong.
            string model = parsed.GetRequiredValue(vectors);
            TrainedModel? trained = ModelFolder.IsModel(model) ? TrainedModel.Load(model, cancellationToken) : null;
            TextEmbedder embedder = trained?.TextEmbedder ?? TextEmbedder.Load(model, cancellationToken);
            TrainedModel? labelling = trained?.LabelsTexts == true ? trained : null; // Only its training read texts with columns.
            PredictOptions options = texts.Read(parsed, parsed.GetValue(threads) ?? Environment.ProcessorCount);
            var embedding = new TextEmbedding(
                parsed.GetValue(keepLengths) ? embedder.KeepingLengths() : embedder,
                new TextInput(labelling, options, terminal.Error.WriteLine),
                TextInput.FieldOf(labelling, options),
                options.Threads,
                VectorOutputs.Of(parsed.GetValue(format), path, embedder.Dimensions));
            Write(embedding, path, parsed.GetValue(files) is { Length: > 0 } given ? given : [CorpusSource.StandardInput], terminal, cancellationToken);
            if (embedding.UnknownCount > 0)
                terminal.Error.WriteLine(FormattableString.Invariant($"{embedding.UnknownCount:#,0} of {embedding.TextCount:#,0} texts have no word that the model knows; their vectors are zeros."));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(TextEmbedding embedding, string? path, string[] files, Terminal terminal, CancellationToken cancellationToken)
    {
        using var progress = new PredictionProgress(terminal, "texts");
        if (path is not null)
        {
            embedding.WriteFile(path, files, progress.Add, cancellationToken);
            return;
        }
        foreach (string file in files)
            embedding.Write(file, block => terminal.WriteUtf8(block.Output.WrittenSpan), progress.Add, cancellationToken);
    }

    private static void CheckFormat(string? format, string? path)
    {
        if (path is null && format is not (null or VectorOutputs.JsonLines))
            throw new ArgumentException($"--format {format} is for a file; standard output takes {VectorOutputs.JsonLines}. Give {Output} FILE.");
    }
}
