using System.Globalization;
using System.Text.Json;
using MT2ST.Catalogs;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Tasks;

namespace MT2ST.Runs;

/// <summary>The settings of a run: what a run file holds, in camelCase.</summary>
public sealed record RunOptions
{
    /// <summary>The length of an embedding, in [1, 65536].</summary>
    public int Dimensions { get; init; } = 100;

    /// <summary>The seed of initialisation, order and sampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads of reading, training and writing, in [1, 1024]; a run repeats bit by bit on one thread only.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Planned passes over the primary's training data, greater than 0; fractions are allowed.</summary>
    public double Epochs { get; init; } = 1;

    /// <summary>Evaluations on dev in each primary epoch, greater than 0.</summary>
    public double EvaluationsPerEpoch { get; init; } = 2;

    /// <summary>Evaluations without improvement on dev after which the run stops, at least 0; 0 never stops early.</summary>
    public int Patience { get; init; }

    /// <summary>
    /// Which parameters to keep; null for the best where the primary names dev data or a share of it, else the last. What raw text holds out
    /// by itself reports the quality only: keeping the best costs a copy of the table.
    /// </summary>
    public KeptParameters? Keep { get; init; }

    /// <summary>Whether words are put into lower case.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>Whether every digit becomes 0.</summary>
    public bool FoldDigits { get; init; }

    /// <summary>The tokenizer by its name in the catalog of tokenizers.</summary>
    public string Tokenizer { get; init; } = "words";

    /// <summary>The most words that the vocabulary keeps, at least 1; null for no limit.</summary>
    public int? MaximumVocabulary { get; init; }

    /// <summary>
    /// The most memory for the word ids of each task's training data, such as <c>500M</c> or <c>2G</c>. Where text needs more, it is
    /// streamed from a temporary file in the system's temporary folder (<c>TMPDIR</c>); data that cannot be streamed is refused.
    /// Null for no limit.
    /// </summary>
    public string? MemoryLimit { get; init; }

    /// <summary>Rows start uniform in [-initialScale, initialScale], greater than 0; null for 0.5 / sqrt(dimensions).</summary>
    public double? InitialScale { get; init; }

    /// <summary>Whether the table stays as it starts, so that heads alone learn.</summary>
    public bool Freeze { get; init; }

    /// <summary>
    /// Vectors that the words start from, a file in any known format or a model folder; words that it has not start at random.
    /// Null for none.
    /// </summary>
    public string? InitialVectors { get; init; }

    /// <summary>
    /// The lengths of the character n-grams that make up words with their rows, shortest and longest, such as <c>3-6</c>;
    /// null for none.
    /// </summary>
    public string? Ngrams { get; init; }

    /// <summary>The buckets of n-grams, in [1, 100000000]; those that no word uses cost nothing.</summary>
    public int NgramBuckets { get; init; } = CharacterNgrams.DefaultBucketCount;

    /// <summary>The folder to write the model to; null writes none. Relative to the working directory.</summary>
    public string? Output { get; init; }

    /// <summary>Token encoders that tasks may share, each with a name of its own; a task's <c>encoder</c> names one.</summary>
    public IReadOnlyList<TokenEncoderOptions> Encoders { get; init; } = [];

    /// <summary>The task that the embeddings are for.</summary>
    public TaskOptions Primary { get; init; } = new() { Path = "primary" };

    /// <summary>The tasks that help it.</summary>
    public IReadOnlyList<TaskOptions> Auxiliaries { get; init; } = [];

    /// <summary>How the task weights go over time.</summary>
    public StrategyOptions Strategy { get; init; } = new();

    /// <summary>
    /// Rows of a comparison by name: for each, the settings that differ, by dotted path. A row is named for its strategy
    /// unless it sets <c>strategy.name</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Strategies { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>();

    /// <summary>What tuning tries, when a comparison is told to tune.</summary>
    public TuningOptions Tuning { get; init; } = new();

    /// <summary>The seeds that a comparison measures; a count starts at <see cref="Seed"/>.</summary>
    public SeedChoice Seeds { get; init; } = new() { Count = 5 };

    /// <summary>Whether the parameters of the best evaluation are kept, not the last ones: <see cref="Keep"/> or its default.</summary>
    internal bool KeepsBest => Keep is { } kept ? kept == KeptParameters.Best : Primary is not { Dev: null, DevShare: null, DevSimilarity.Count: 0 };

    /// <summary>How text becomes words.</summary>
    internal TextOptions TextOptions => new() { Lowercase = Lowercase, FoldDigits = FoldDigits, Tokenizer = Tokenizer };

    /// <summary><see cref="MemoryLimit"/> in bytes; the largest number where there is none.</summary>
    internal long MemoryLimitBytes => MemoryLimit is null ? long.MaxValue : ByteSize.Parse("memoryLimit", MemoryLimit);

    /// <summary>All tasks, the primary first: the order of all arrays by task.</summary>
    public IEnumerable<TaskOptions> AllTasks() => Auxiliaries.Prepend(Primary).Select(task => task with { Encoders = Encoders });

    /// <summary>The character n-grams that <see cref="Ngrams"/> and <see cref="NgramBuckets"/> ask for; null for none.</summary>
    /// <exception cref="SettingException">The lengths are none, or a value is out of its range.</exception>
    public CharacterNgrams? ReadNgrams()
    {
        SettingRange.Within<int>("ngramBuckets", NgramBuckets, 1, CharacterNgrams.MaximumBucketCount);
        if (Ngrams is null)
            return null;
        string[] lengths = Ngrams.Split('-');
        if (lengths.Length == 2
            && int.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out int minimum)
            && int.TryParse(lengths[1], NumberStyles.None, CultureInfo.InvariantCulture, out int maximum)
            && minimum >= 1 && minimum <= maximum && maximum <= CharacterNgrams.MaximumLength)
            return new CharacterNgrams { Minimum = minimum, Maximum = maximum, BucketCount = NgramBuckets };
        throw new SettingException("ngrams", $"ngrams is '{Ngrams}'; it must be the shortest and the longest length in [1, {CharacterNgrams.MaximumLength}], such as 3-6.");
    }

    /// <summary>Checks every range, and that the tasks' names differ.</summary>
    /// <exception cref="SettingException">A value is missing or out of its range, or two tasks have the same name.</exception>
    public void Validate()
    {
        SettingRange.Within<int>("dimensions", Dimensions, 1, 65536);
        SettingRange.Within<int>("threads", Threads, 1, 1024);
        SettingRange.Positive<double>("epochs", Epochs);
        SettingRange.Positive<double>("evaluationsPerEpoch", EvaluationsPerEpoch);
        SettingRange.AtLeast<int>("patience", Patience, 0);
        SettingRange.AtLeast("maximumVocabulary", MaximumVocabulary, 1);
        SettingRange.Positive("initialScale", InitialScale);
        if (InitialVectors is "")
            throw new SettingException("initialVectors", "initialVectors is empty; name a vector file or a model folder.");
        _ = MemoryLimitBytes; // Throws where it is no amount.
        ReadNgrams();
        Strategy.Validate();
        Seeds.Validate("seeds");
        Tuning.Validate(Seeds.From(Seed));
        ValidateEncoders();
        ValidateTasks();
    }

    private void ValidateEncoders()
    {
        HashSet<string> taken = [.. BuiltInTokenEncoders.Names];
        for (int i = 0; i < Encoders.Count; i++)
        {
            TokenEncoderOptions encoder = Encoders[i];
            string path = "encoders." + (encoder.Name.Length > 0 ? encoder.Name : RunSettings.IndexName(i));
            if (encoder.Name.Contains('.') || encoder.Name.All(char.IsAsciiDigit))
                throw new SettingException($"{path}.name", $"{path}.name is '{encoder.Name}'; it must have a letter and no full stop, so that tasks and settings can name it.");
            if (!taken.Add(encoder.Name) || AllTasks().Any(task => task.Name == encoder.Name))
                throw new SettingException($"{path}.name", $"{path}.name is '{encoder.Name}', which another encoder or a task has; choose another name.");
            try
            {
                encoder.Validate();
            }
            catch (ArgumentException error)
            {
                throw new SettingException(path, $"{path}: {error.Message.Split(" (Parameter ")[0]}");
            }
        }
    }

    private void ValidateTasks()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (TaskOptions task in AllTasks())
        {
            task.Validate();
            if (!names.Add(task.Name))
                throw new SettingException($"{task.Path}.name", $"{task.Path}.name is '{task.Name}', which another task has; give each task a \"name\" of its own.");
        }
        if (Auxiliaries.FirstOrDefault(task => task.LabelsFrom.Count > 0) is { } auxiliary)
            throw new SettingException($"{auxiliary.Path}.labelsFrom", $"{auxiliary.Path}.labelsFrom is set, but only the primary takes labels of other tasks. Set primary.labelsFrom.");
        if (Primary.LabelsAs.Count > 0)
            throw new SettingException("primary.labelsAs", "primary.labelsAs is set, but it names an auxiliary's labels as the primary does. Set it at the auxiliary.");
        if (Primary.CostFactor is not null)
            throw new SettingException("primary.costFactor", "primary.costFactor is set, but factors are multiples of the primary's cost. Set them at the auxiliaries.");
        if (Primary.LabelsFrom.FirstOrDefault(name => Auxiliaries.All(task => task.Name != name)) is { } unknown)
            throw new SettingException("primary.labelsFrom", $"primary.labelsFrom: {Suggestions.Unknown("auxiliary", unknown, Auxiliaries.Select(task => task.Name))}");
    }
}
