using MT2ST.Corpora;

namespace MT2ST.Cli.Prediction;

/// <summary>Finds out how a file of texts is laid out, and reads the texts.</summary>
/// <param name="model">The model, which knows the columns of its training data; null where that was no texts with labels or tags.</param>
/// <param name="options">What was asked for.</param>
/// <param name="note">Receives a line about a choice that the user may want to change.</param>
internal sealed class TextInput(TrainedModel? model, PredictOptions options, Action<string> note)
{
    /// <summary>The layout of a file, one of <see cref="PredictOptions.Inputs"/>.</summary>
    /// <exception cref="ArgumentException">An option does not fit the file.</exception>
    public string FormatOf(string path)
    {
        string format = options.Input ?? (options.Field is not null || IsJsonLines(path) ? PredictOptions.JsonLines : Detected(path));
        if (options.TextColumn is not null && format is not (PredictOptions.Tsv or PredictOptions.Csv or PredictOptions.Conllu or PredictOptions.Conll))
            throw new ArgumentException(path == CorpusSource.StandardInput
                ? "--text-column is set, but standard input is read as lines of text. Give --input-format tsv or csv too."
                : $"--text-column is set, but {path} is read as format '{format}', where it has no effect. Leave it out or give --input-format.");
        if (options.Field is not null && format != PredictOptions.JsonLines)
            throw new ArgumentException($"--field is for JSON lines, and --input-format is '{format}'. Leave one of them out.");
        return format;
    }

    /// <summary>The texts of a table's text column or of fastText's lines, or the lines of any other file.</summary>
    /// <returns>Each text in UTF-8, valid until the next one.</returns>
    public IEnumerable<ReadOnlyMemory<byte>> Read(string path, string format, CancellationToken cancellationToken) => format switch
    {
        PredictOptions.Tsv or PredictOptions.Csv => Texts(new CorpusSource(path, Columns(path, format)), cancellationToken),
        PredictOptions.FastText => Texts(new CorpusSource(path, new CorpusOptions { Format = format }), cancellationToken),
        _ => Lines(path, cancellationToken),
    };

    /// <summary>The 1-based line of the text that was read last.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The field of the text in JSON lines: the one named, else as in training, if it read JSON lines, else <c>text</c>.</summary>
    public static string FieldOf(TrainedModel? model, PredictOptions options)
    {
        if (model is null)
            return options.Field ?? PredictOptions.Text;
        TaskOptions task = model.Options.Primary;
        bool wasTrainedOnJson = task.Format == PredictOptions.JsonLines || (task.Format is null && task.Train.Paths.Count > 0 && IsJsonLines(task.Train.Paths[0]));
        return options.Field ?? (wasTrainedOnJson ? task.TextColumn : null) ?? PredictOptions.Text;
    }

    private IEnumerable<ReadOnlyMemory<byte>> Lines(string path, CancellationToken cancellationToken)
    {
        LineNumber = 0;
        foreach (ReadOnlyMemory<byte> line in CorpusSource.ReadLines(path, cancellationToken))
        {
            LineNumber++;
            yield return line;
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Texts(CorpusSource source, CancellationToken cancellationToken)
    {
        foreach (CorpusExample example in source.Read(cancellationToken))
        {
            LineNumber = example.LineNumber;
            yield return example.Text;
        }
        foreach (string line in source.Notes)
            note(line);
    }

    private static bool IsJsonLines(string path) => Extension(path) is ".jsonl" or ".ndjson";

    private static string Extension(string path) => Path.GetExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path).ToLowerInvariant();

    private string Detected(string path)
    {
        if (path == CorpusSource.StandardInput)
            return PredictOptions.Text;
        if (model?.TagsWords == true)
            return DetectedForTagger(path);
        string? format = new CorpusSource(path, new CorpusOptions { UnnamedFormat = model?.Reading.UnnamedFormat, TextColumn = "1" }).Resolve().Options.Format; // With a column named, no table is looked at for one.
        if (format is not (PredictOptions.Tsv or PredictOptions.Csv or PredictOptions.FastText))
            return PredictOptions.Text;
        if (format == PredictOptions.Tsv && !IsNamedTable(path))
            note($"{path}: every line has as many tabs, so it is read as a table (tsv), by its text column alone. To read whole lines give --input-format text.");
        return format;
    }

    private static string DetectedForTagger(string path)
    {
        if (IsNamedTable(path))
            return Extension(path) == ".csv" ? PredictOptions.Csv : PredictOptions.Tsv;
        string? format = new CorpusSource(path, new CorpusOptions { IsTextAlone = true }).Resolve().Options.Format;
        return format is PredictOptions.Conllu or PredictOptions.Conll ? format : PredictOptions.Text;
    }

    private static bool IsNamedTable(string path) => Extension(path) is ".tsv" or ".tab" or ".csv";

    /// <summary>The columns of a table: the text's alone, found as in training.</summary>
    private CorpusOptions Columns(string path, string format)
    {
        CorpusOptions reading = model is null || model.TagsWords ? new CorpusOptions { Format = format } : model.Reading with { Format = format, TagColumn = null };
        CorpusOptions textAlone = reading with { LabelColumn = CorpusOptions.NoColumn, LabelSeparator = null };
        if (options.TextColumn is not null || reading.TextColumn is not null || path == CorpusSource.StandardInput)
            return new CorpusSource(path, textAlone with { TextColumn = options.TextColumn ?? reading.TextColumn }).Resolve().Options;
        CorpusOptions named = new CorpusSource(path, textAlone).Resolve().Options;
        return named.HasHeader == true ? named : new CorpusSource(path, reading).Resolve().Options with { LabelColumn = CorpusOptions.NoColumn };
    }
}
