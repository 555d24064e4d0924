using MT2ST.Embeddings;
using MT2ST.Formats;
using MT2ST.Runs.Models;
using MT2ST.Runs.Preparation;
using MT2ST.Runs.Tuning;
using MT2ST.Settings;

namespace MT2ST.Runs;

/// <summary>Makes a run's model as small as its <see cref="RunOptions.ModelSize"/> asks for.</summary>
/// <remarks>First fewer n-gram buckets, then fewer words, then fewer dimensions, each down to a share of what it was; then again with smaller shares.</remarks>
internal static class ModelSizeLimit
{
    private const int BytesOfTextValue = 14; // Of a value in vectors.txt: a sign, up to nine digits, the point and zeros behind it, a blank; measured 12 to 13.
    private const int BytesOfCount = 8; // Of a word's count in vocabulary.txt, with the blank and the end of the line.
    private const long BytesOfSettings = 4 << 10; // run.json and what report.json has beside the curve.
    private const long BytesOfPoint = 400; // Of the curve in report.json, for each task.
    private const long BytesOfTrial = 800; // Of its lines in tuning.jsonl.
    private const int LeastBuckets = 16, LeastWords = 10, LeastDimensions = 2;
    private const double Step = 0.5; // Of each part, before the next part gives something.

    /// <summary>The run with as many buckets, words and dimensions as fit.</summary>
    /// <param name="options">The run.</param>
    /// <param name="given">The run before a search: what it says of dimensions was given by hand and stays.</param>
    /// <param name="prepared">Reads the data.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The run, all settings of its size decided if it is limited, and what was reduced.</returns>
    /// <exception cref="SettingException">The limit is too small for any model of these tasks.</exception>
    public static LimitedRun Fit(RunOptions options, RunOptions given, PreparedRuns prepared, CancellationToken cancellationToken)
    {
        if (options.ModelSizeBytes is not { } limit)
            return new LimitedRun(options, []);
        PreparedRun data = prepared.Get(options, cancellationToken);
        RunOptions whole = RunDefaults.DecideBy(data, options), fitting = whole;
        bool mayChangeDimensions = given.Dimensions is null && options.InitialVectors is null;
        int words = data.Words.Count, wholeBuckets = (whole.Primary as ClassificationOptions)?.WordNgramBuckets ?? 0;
        long least = long.MaxValue;
        for (double floor = Step; ; floor *= Step)
        {
            bool isLeast = true;
            foreach (Part part in new[] { Part.Buckets, Part.Words, Part.Dimensions })
            {
                data = prepared.Get(fitting, cancellationToken);
                ModelBytes bytes = Count(fitting, data, cancellationToken);
                long excess = bytes.Total + BytesOfReports(fitting, limit) - limit;
                least = Math.Min(least, limit + excess);
                if (excess <= 0)
                    return new LimitedRun(options with
                    {
                        Dimensions = fitting.Dimensions == whole.Dimensions ? options.Dimensions : fitting.Dimensions,
                        MaximumVocabulary = fitting.MaximumVocabulary,
                        Primary = WithBuckets(options.Primary, fitting.Primary, whole.Primary),
                    }, Reductions(whole, fitting, words, data.Words.Count));
                RunOptions smaller = part switch
                {
                    Part.Buckets when fitting.Primary is ClassificationOptions { WordNgramBuckets: { } buckets } task =>
                        fitting with { Primary = task with { WordNgramBuckets = Smaller(buckets, bytes.Buckets, floor * wholeBuckets, LeastBuckets) } },
                    Part.Words => fitting with { MaximumVocabulary = Smaller(data.Words.Count, bytes.Words, floor * words, LeastWords) },
                    Part.Dimensions when mayChangeDimensions => fitting with { Dimensions = Smaller(fitting.Dimensions!.Value, bytes.Total, floor * whole.Dimensions!.Value, LeastDimensions) },
                    _ => fitting,
                };
                isLeast &= smaller == fitting || (part == Part.Words && smaller.MaximumVocabulary >= data.Words.Count);
                fitting = smaller;

                int Smaller(int count, long size, double least, int fewest) =>
                    Math.Min(count, (int)Math.Max(Math.Max(fewest, Math.Floor(least)), Math.Floor(count * (1 - (1.02 * excess / Math.Max(1.0, size))))));
            }
            if (isLeast && floor < 1e-6)
                throw new SettingException("modelSize", FormattableString.Invariant($"modelSize is '{options.ModelSize}', too small for a model of these tasks{(mayChangeDimensions ? "" : $" with {whole.Dimensions} dimensions")}: the smallest takes about {least / 1024 + 1:#,0}K. Raise it{(mayChangeDimensions ? "" : ", lower the dimensions")} or leave it out."));
        }
    }

    /// <summary>The run with a vocabulary that fits, so that a search reads its data once; other sizes are decided for each trial.</summary>
    public static RunOptions FitWords(RunOptions options, PreparedRuns prepared, CancellationToken cancellationToken) =>
        options with { MaximumVocabulary = Fit(options, options, prepared, cancellationToken).Options.MaximumVocabulary };

    private static TaskOptions WithBuckets(TaskOptions options, TaskOptions fitting, TaskOptions whole) =>
        options is ClassificationOptions task && fitting is ClassificationOptions { WordNgramBuckets: { } buckets } && buckets != ((ClassificationOptions)whole).WordNgramBuckets
            ? task with { WordNgramBuckets = buckets, WordNgrams = ((ClassificationOptions)whole).WordNgrams }
            : options;

    private static string[] Reductions(RunOptions whole, RunOptions fitting, int wholeWords, int words) =>
    [
        .. Reduction("n-gram buckets", (whole.Primary as ClassificationOptions)?.WordNgramBuckets, (fitting.Primary as ClassificationOptions)?.WordNgramBuckets),
        .. Reduction("words", wholeWords, words),
        .. Reduction("dimensions", whole.Dimensions, fitting.Dimensions),
    ];

    private static IEnumerable<string> Reduction(string name, int? whole, int? fitting) =>
        fitting < whole ? [FormattableString.Invariant($"{name} {fitting:#,0} instead of {whole:#,0}")] : [];

    // How many trials fit into a time is not known before.
    private static long BytesOfReports(RunOptions options, long limit) =>
        BytesOfSettings
        + (long)(BytesOfPoint * (1 + options.Auxiliaries.Count) * (2 + (options.Epochs!.Value * options.EvaluationsPerEpoch!.Value)))
        + (options.Tuning.Budget is not { } budget ? 0 : TuningBudget.Parse("tuning.budget", budget).Trials * BytesOfTrial ?? limit / 8);

    /// <summary>The bytes of a model that a run would save, by making it without training it.</summary>
    private static ModelBytes Count(RunOptions options, PreparedRun data, CancellationToken cancellationToken)
    {
        EmbeddingTable<float> table = RunTrainer.CreateTable(options, data, cancellationToken);
        IReadOnlyList<NamedTensor> tensors = ModelWriter.Tensors(table, RunTrainer.CreateTasks(options, data, table, halvesDev: false, cancellationToken));
        long text = 0;
        for (int word = 0; word < data.Words.Count; word++)
            text += (2L * Encoding.UTF8.GetByteCount(data.Words[word])) + BytesOfCount;
        long values = (long)data.Words.Count * table.Dimensions * BytesOfTextValue;
        long ngrams = Math.Max(0, table.Rows.RowCount - data.Words.Count - 1L) * table.Dimensions * sizeof(float);
        long parameters = tensors.Sum(tensor => tensor.ByteCount);
        long buckets = options.Primary is ClassificationOptions { WordNgramBuckets: { } count } ? (long)count * (table.Dimensions + 1) * sizeof(float) : 0;
        return new ModelBytes(text + values + ngrams + parameters, buckets, text + values + ngrams);
    }

    private enum Part
    {
        Buckets,
        Words,
        Dimensions,
    }

    private sealed record ModelBytes(long Total, long Buckets, long Words);
}

/// <summary>A run whose model has a limit.</summary>
/// <param name="Options">The run.</param>
/// <param name="Reductions">What was reduced, in words; empty if nothing was.</param>
internal sealed record LimitedRun(RunOptions Options, IReadOnlyList<string> Reductions);
