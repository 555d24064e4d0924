namespace MT2ST.Runs.Preparation;

/// <summary>Keeps the data of the last runs, so that runs that read the same files in the same way share it.</summary>
/// <remarks>A drawn subset (<c>limitSample</c>) belongs to its seed. Several threads may ask at once; the data is read in turn.</remarks>
internal sealed class PreparedRuns
{
    private const int KeptCount = 4; // A comparison alternates between the data with and without auxiliaries.

    private readonly List<(string Key, PreparedRun Data)> _kept = [];
    private readonly Lock _preparing = new();

    /// <summary>The data of a run, read if no run before it had the same.</summary>
    public PreparedRun Get(RunOptions options, CancellationToken cancellationToken)
    {
        string key = KeyOf(options);
        using Lock.Scope scope = _preparing.EnterScope();
        int index = _kept.FindIndex(entry => entry.Key == key);
        if (index >= 0)
            return _kept[index].Data;
        if (_kept.Count == KeptCount)
            _kept.RemoveAt(0);
        PreparedRun data = RunPreparation.Prepare(options, cancellationToken);
        _kept.Add((key, data));
        return data;
    }

    /// <summary>Everything that decides what is read and how; settings that only training reads have fixed values.</summary>
    public static string KeyOf(RunOptions options)
    {
        bool isDrawn = options.AllTasks().Any(task => task.LimitSample || task.ShuffleLabels);
        RunOptions data = new()
        {
            Seed = isDrawn ? options.Seed : 0,
            Lowercase = options.Lowercase,
            FoldDigits = options.FoldDigits,
            Tokenizer = options.Tokenizer,
            MaximumVocabulary = options.MaximumVocabulary,
            MemoryLimit = options.MemoryLimit,
            Encoders = options.Encoders, // They decide whether affixes are encoded.
            Primary = options.Primary.ForReading(),
            Auxiliaries = [.. options.AuxiliariesRead().Select(task => task.ForReading())],
            Strategy = options.Strategy.UsesAuxiliaries ? new MtlOptions() : new StlOptions(),
        };
        return data.ToJson();
    }
}
