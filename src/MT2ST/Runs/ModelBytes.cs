using MT2ST.Embeddings;
using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Runs.Models;
using MT2ST.Runs.Preparation;
using MT2ST.Runs.Tuning;
using MT2ST.Tasks.Classification;

namespace MT2ST.Runs;

/// <summary>The bytes of the model folder that a run would save, found without training it.</summary>
/// <remarks>Exact but for the text of the words' values, which training makes a little shorter than those of the start, and the report.</remarks>
internal sealed class ModelBytes
{
    private const int OfTensor = 160; // Its part of the header.
    private const long OfReport = 2800; // What report.json has beside the curve, with the reductions, and the small files.
    private const long OfReportOfTask = 300;
    private const long OfPoint = 300, OfPointOfTask = 110; // Of the curve in report.json.
    private const long OfTrial = 800; // Of its lines in tuning.jsonl.
    private const int SampledValues = 20_000;
    private const int FewBuckets = 16;

    private readonly long[] _textOfFirst; // The bytes of the first n words, without their values.
    private readonly double _ofWord; // What each word takes beside its text and its character n-grams.
    private readonly double _ofCharacters;
    private readonly WordCharacters? _characters;

    /// <summary>Finds the bytes.</summary>
    /// <param name="options">The run, its settings decided, with a limit.</param>
    /// <param name="data">The run's data.</param>
    /// <param name="charactersOf">The character n-grams of the data's words by their greatest length.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public ModelBytes(RunOptions options, PreparedRun data, Func<int, WordCharacters> charactersOf, CancellationToken cancellationToken)
    {
        EmbeddingTable<float> table = RunTrainer.CreateTable(options, data, cancellationToken);
        IReadOnlyList<NamedTensor> tensors = ModelWriter.Tensors(table, RunTrainer.CreateTasks(WithFewNgrams(options), WithoutTexts(data), table, halvesDev: false, cancellationToken));
        int words = data.Words.Count;
        _textOfFirst = new long[words + 1];
        for (int word = 0; word < words; word++)
            _textOfFirst[word + 1] = _textOfFirst[word] + (2L * data.Words.Utf8(word).Length) + DigitCount(data.Words.Counts[word]) + 3; // A tab and two ends of lines.
        double ofValues = table.Dimensions * (1 + TextLength(table.Rows, words, table.Dimensions)); // With a blank.
        long ngramRows = Math.Max(0, table.Rows.RowCount - words - 1L) * table.Dimensions * sizeof(float);
        var classification = options.Primary as ClassificationOptions;
        bool isWeighed = classification?.TokenWeights is TokenWeighting.Idf or TokenWeighting.Bayes;
        double ofToken = sizeof(float) * (table.Dimensions + (isWeighed ? 1 : 0));
        _characters = classification?.CharacterNgrams is > 1 and { } longest ? charactersOf(longest) : null;
        _ofCharacters = ofToken;
        _ofWord = ofValues + (isWeighed ? sizeof(float) : 0) + ((double)ngramRows / Math.Max(1, words));
        double ngrams = ofToken * ((_characters?.Count ?? 0) + Math.Max(0, (classification?.WordNgramBuckets ?? 0) - FewBuckets));
        long labels = Enumerable.Range(0, data.Tasks[0].Train.Labels?.Count ?? 0).Sum(label => data.Tasks[0].Train.Labels!.Utf8(label).Length + 10L);
        long settings = Encoding.UTF8.GetByteCount(InputPaths.InFull(options).ToJson());
        Total = _textOfFirst[words] + (long)((words * ofValues) + ngrams) + ngramRows + tensors.Sum(tensor => tensor.ByteCount + OfTensor) + labels + settings + OfReports(options);
    }

    /// <summary>The bytes of the whole folder.</summary>
    public long Total { get; }

    /// <summary>About how many bytes it would have with the first words alone.</summary>
    public double WithWords(int count)
    {
        int words = _textOfFirst.Length - 1;
        double characters = _characters is null ? 0 : _ofCharacters * (_characters.CountOfFirst(words) - _characters.CountOfFirst(count));
        return Total - (_textOfFirst[words] - _textOfFirst[count]) - (_ofWord * (words - count)) - characters;
    }

    // How many trials fit into a time is not known before.
    private static long OfReports(RunOptions options)
    {
        int tasks = 1 + options.Auxiliaries.Count;
        double points = 2 + (options.Epochs!.Value * options.EvaluationsPerEpoch!.Value);
        long trials = options.Tuning.Budget is not { } budget ? 0 : TuningBudget.Parse("tuning.budget", budget).Trials * OfTrial ?? options.ModelSizeBytes!.Value / 8;
        return OfReport + (OfReportOfTask * tasks) + (long)(points * (OfPoint + (OfPointOfTask * tasks))) + trials;
    }

    // Those of texts are the largest part and known without making them.
    private static RunOptions WithFewNgrams(RunOptions options) => options.Primary is not ClassificationOptions task ? options
        : options with { Primary = task with { WordNgramBuckets = task.WordNgramBuckets is { } count ? Math.Min(count, FewBuckets) : null, CharacterNgrams = 1 } };

    // Nothing that a text classifier saves is larger for more texts, and counting n-grams in them takes long.
    private static PreparedRun WithoutTexts(PreparedRun data) => data.Tasks[0].Options is not ClassificationOptions ? data
        : data with { Tasks = [data.Tasks[0] with { Train = data.Tasks[0].Train.Select([]) }, .. data.Tasks.Skip(1)] };

    private static double TextLength(RowMatrix<float> rows, int words, int dimensions)
    {
        Span<byte> text = stackalloc byte[FloatText.MaximumBytes];
        long length = 0;
        int count = 0;
        for (int row = 0; row < words && count < SampledValues; row++)
            foreach (float value in rows.Row(row)[..dimensions])
            {
                length += FloatText.Write(value, text);
                count++;
            }
        return count == 0 ? 0 : (double)length / count;
    }

    private static int DigitCount(long number) => 1 + (number < 10 ? 0 : (int)Math.Log10(number));
}
