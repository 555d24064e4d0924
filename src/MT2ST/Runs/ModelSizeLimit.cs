using MT2ST.Runs.Preparation;
using MT2ST.Settings;
using MT2ST.Tasks.Classification;

namespace MT2ST.Runs;

/// <summary>Makes a run's model as small as its <see cref="RunOptions.ModelSize"/> asks for.</summary>
/// <remarks>
/// A classifier of weighed words first loses its rarest words beyond 10,000. Then the dimensions go down, for such a classifier to 0.4
/// of its labels, else to a quarter, and n-grams of words get fewer buckets, down to one in 32. If that is not enough, n-grams of
/// characters get shorter, down to two characters, and then n-grams of words go. All other words are cut last; where less than a tenth
/// would be left, n-grams of characters go before them. How that was chosen: benchmarks/experiments/text-defaults.md.
/// </remarks>
internal static class ModelSizeLimit
{
    private const double DimensionsOfLabel = 0.4, DimensionsShare = 0.25;
    private const int FewDimensions = 8; // The least of the share above.
    private const int BucketsShare = 32;
    private const int LeastBuckets = 16, LeastWords = 10, LeastDimensions = 2;
    private const int ManyWords = 10_000; // Of a classifier of weighed words: IMDB loses more by its pairs than by 68,000 rare words.
    private const double FewWords = 0.1, FewestWords = 0.01; // Before character n-grams go, before the dimensions go down again.
    private const double Full = 0.97; // Of the limit: it is not worth reading the data again for the rest.
    private const int Attempts = 6;

    /// <summary>The run with as many dimensions, n-grams and words as fit.</summary>
    /// <param name="options">The run.</param>
    /// <param name="given">The run before a search: what it says of dimensions and n-grams was given by hand and stays.</param>
    /// <param name="prepared">Reads the data.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The run, all settings of its size decided if it is limited, and what was reduced.</returns>
    /// <exception cref="SettingException">The limit is too small for any model of these tasks.</exception>
    public static LimitedRun Fit(RunOptions options, RunOptions given, PreparedRuns prepared, CancellationToken cancellationToken)
    {
        if (options.ModelSizeBytes is not { } limit)
            return new LimitedRun(options, []);
        if (options.Primary is ClassificationOptions { LinearCost: > 0 })
            throw new SettingException("modelSize", $"modelSize is '{options.ModelSize}', but 'linearCost' is set, whose weights have no limit; leave one of them out.");
        if (options.Primary is ClassificationOptions { LinearCost: null } classifier)
            options = options with { Primary = classifier with { LinearCost = 0 } };
        PreparedRun data = prepared.Get(options, cancellationToken);
        RunOptions whole = RunDefaults.DecideBy(data, options);
        RunOptions fitting = new Fitting(whole, given, limit, prepared, cancellationToken).Run();
        PreparedRun all = prepared.Get(options with { MaximumVocabulary = given.MaximumVocabulary }, cancellationToken); // A search has cut some words before.
        int words = all.Words.Count, left = prepared.Get(fitting, cancellationToken).Words.Count;
        return new LimitedRun(
            options with
            {
                Dimensions = fitting.Dimensions == whole.Dimensions ? options.Dimensions : fitting.Dimensions,
                MaximumVocabulary = fitting.MaximumVocabulary,
                Primary = fitting.Primary == whole.Primary ? options.Primary : WithNgrams(options.Primary, fitting.Primary),
            },
            Reductions(whole, fitting, words, left))
        {
            Warnings = 2 * left >= words ? [] :
            [
                FormattableString.Invariant($"Only {left:#,0} of {words:#,0} words fit into {options.ModelSize}, and the quality suffers. From a model size of about {Size(new ModelBytes(RunDefaults.DecideBy(all, options), all, longest => new WordCharacters(all.Words, longest), cancellationToken).Total)} on nothing is cut."),
            ],
        };
    }

    /// <summary>The run with a vocabulary that fits, so that a search reads its data once; other sizes are decided for each trial.</summary>
    public static RunOptions FitWords(RunOptions options, PreparedRuns prepared, CancellationToken cancellationToken) =>
        options with { MaximumVocabulary = Fit(options, options, prepared, cancellationToken).Options.MaximumVocabulary };

    // Rounded up, as --model-size takes it.
    private static string Size(long bytes) => bytes < 10 << 20
        ? FormattableString.Invariant($"{(bytes >> 10) + 1}K")
        : FormattableString.Invariant($"{(bytes >> 20) + 1}M");

    private static TaskOptions WithNgrams(TaskOptions options, TaskOptions fitting) =>
        options is ClassificationOptions task && fitting is ClassificationOptions { WordNgrams: var words, WordNgramBuckets: var buckets, CharacterNgrams: var characters }
            ? task with { WordNgrams = words, WordNgramBuckets = buckets, CharacterNgrams = characters }
            : options;

    private static string[] Reductions(RunOptions whole, RunOptions fitting, int wholeWords, int words)
    {
        var (before, after) = (whole.Primary as ClassificationOptions, fitting.Primary as ClassificationOptions);
        return
        [
            .. after?.WordNgrams < before?.WordNgrams ? ["no n-grams of words"] : Reduction("n-gram buckets", before?.WordNgramBuckets, after?.WordNgramBuckets),
            .. Reduction("dimensions", whole.Dimensions, fitting.Dimensions),
            .. after?.CharacterNgrams == 1 && before?.CharacterNgrams > 1 ? ["no n-grams of characters"] : Reduction("longest n-grams of characters", before?.CharacterNgrams, after?.CharacterNgrams),
            .. Reduction("words", wholeWords, words),
        ];
    }

    private static IEnumerable<string> Reduction(string name, int? whole, int? fitting) =>
        fitting < whole ? [FormattableString.Invariant($"{name} {fitting:#,0} instead of {whole:#,0}")] : [];

    /// <summary>Looks for the run that fits.</summary>
    private sealed class Fitting(RunOptions whole, RunOptions given, long limit, PreparedRuns prepared, CancellationToken cancellationToken)
    {
        private readonly bool _mayChangeDimensions = given.Dimensions is null && whole.InitialVectors is null;
        private readonly bool _mayChangeCharacters = given.Primary is ClassificationOptions { CharacterNgrams: null };
        private readonly bool _mayDropPairs = given.Primary is ClassificationOptions { WordNgrams: null, WordNgramBuckets: null };
        private readonly Dictionary<(PreparedRun Data, int Longest), WordCharacters> _characters = [];
        private PreparedRun _data = prepared.Get(whole, cancellationToken);

        public RunOptions Run()
        {
            int words = _data.Words.Count;
            RunOptions fitting = IsLinear && words > ManyWords ? Cut(whole, ManyWords) : whole;
            foreach (RunOptions level in Levels(fitting))
            {
                fitting = Shrink(level);
                if (Bytes(fitting) <= limit)
                    return WithMoreWords(fitting);
            }
            RunOptions cut = Cut(fitting, FewWords * words);
            if (Bytes(cut) > limit)
            {
                _data = prepared.Get(whole, cancellationToken);
                cut = Cut(_mayChangeCharacters ? WithNgrams(fitting, longest: 1) : fitting, FewestWords * words);
            }
            fitting = cut;
            if (_mayChangeDimensions)
                fitting = Largest(LeastDimensions, fitting.Dimensions!.Value, fitting, (run, count) => run with { Dimensions = count });
            fitting = Cut(fitting, LeastWords);
            if (Buckets(fitting) is { } buckets)
                fitting = Largest(LeastBuckets, buckets, fitting, WithBuckets);
            return Bytes(fitting) <= limit ? fitting : throw new SettingException("modelSize", FormattableString.Invariant($"modelSize is '{whole.ModelSize}', too small for a model of these tasks{(_mayChangeDimensions ? "" : $" with {whole.Dimensions} dimensions")}: the smallest takes about {Bytes(fitting) / 1024 + 1:#,0}K. Raise it{(_mayChangeDimensions ? "" : ", lower the dimensions")} or leave it out."));
        }

        /// <summary>The run with shorter and shorter n-grams of characters, then without pairs of words.</summary>
        private IEnumerable<RunOptions> Levels(RunOptions level)
        {
            yield return level;
            while (_mayChangeCharacters && level.Primary is ClassificationOptions { CharacterNgrams: > 2 and { } longest })
                yield return level = WithNgrams(level, longest - 1);
            if (_mayDropPairs && Buckets(level) is not null)
                yield return level with { Primary = (ClassificationOptions)level.Primary with { WordNgrams = 1, WordNgramBuckets = null } };
        }

        /// <summary>The run with fewer dimensions, then fewer buckets.</summary>
        private RunOptions Shrink(RunOptions run)
        {
            if (!_mayChangeDimensions || Bytes(run) <= limit)
                return WithFewerBuckets(run);
            RunOptions smaller = Largest(FewestDimensions(), run.Dimensions!.Value, run, (some, count) => some with { Dimensions = count });
            if (Bytes(smaller) > limit)
                return WithFewerBuckets(smaller);
            RunOptions larger = WithFewerBuckets(run with { Dimensions = smaller.Dimensions + 1 }); // A dimension of few is much to leave unused.
            return Bytes(larger) <= limit ? larger : smaller;
        }

        private RunOptions WithFewerBuckets(RunOptions run) =>
            Buckets(run) is { } buckets ? Largest(Math.Min(buckets, Math.Max(LeastBuckets, buckets / BucketsShare)), buckets, run, WithBuckets) : run;

        // What a level more leaves may hold words that went at first.
        private RunOptions WithMoreWords(RunOptions run)
        {
            int words = _data.Words.Count;
            _data = prepared.Get(whole, cancellationToken);
            return Cut(run with { MaximumVocabulary = whole.MaximumVocabulary }, words);
        }

        private bool IsLinear => whole.Primary is ClassificationOptions { TokenWeights: not TokenWeighting.None } && _data.Tasks.Count == 1;

        // Labels lie in a space of as many dimensions, and a linear model of them needs no more. Auxiliaries may need more.
        private int FewestDimensions()
        {
            double fewest = IsLinear
                ? Math.Max(LeastDimensions, Math.Ceiling(DimensionsOfLabel * _data.Tasks[0].Train.Labels!.Count))
                : Math.Max(FewDimensions, DimensionsShare * whole.Dimensions!.Value);
            return Math.Min((int)fewest, whole.Dimensions!.Value);
        }

        /// <summary>The run with the largest count of a part that fits, or with the least if none does. The size grows in proportion.</summary>
        private RunOptions Largest(int least, int most, RunOptions run, Func<RunOptions, int, RunOptions> with)
        {
            long excess = Bytes(run) - limit;
            if (excess <= 0 || least >= most)
                return run;
            RunOptions smallest = with(run, least);
            long spare = limit - Bytes(smallest);
            for (int count = least + (int)((most - least) * (double)Math.Max(0, spare) / (excess + spare)); spare > 0 && count > least; count -= 1 + (count / 100))
                if (with(run, count) is { } fitting && Bytes(fitting) <= limit)
                    return fitting;
            return smallest;
        }

        /// <summary>The run with as many words as fit, but no fewer than the least.</summary>
        private RunOptions Cut(RunOptions run, double least)
        {
            int all = _data.Words.Count, fewest = Math.Min(all, Math.Max(LeastWords, (int)least));
            ModelBytes bytes = BytesOf(run);
            double error = 0; // Of the estimate.
            for (int attempt = 0, most = all; bytes.Total + error > limit || attempt > 0; attempt++)
            {
                int count = fewest, above = most; // Fits, or is the least; is too many.
                while (count + 1 < above)
                {
                    int middle = (count + above) / 2;
                    (count, above) = bytes.WithWords(middle) + error <= limit ? (middle, above) : (count, middle);
                }
                run = run with { MaximumVocabulary = count };
                _data = prepared.Get(run, cancellationToken);
                long found = Bytes(run);
                if (count == fewest || (found <= limit && (found >= Full * limit || attempt >= Attempts)))
                    return run;
                error = found - bytes.WithWords(count);
                most = found > limit ? count : most;
            }
            return run;
        }

        private long Bytes(RunOptions run) => BytesOf(run).Total;

        private ModelBytes BytesOf(RunOptions run) => new(run, _data, Characters, cancellationToken);

        private WordCharacters Characters(int longest) =>
            _characters.TryGetValue((_data, longest), out WordCharacters? known) ? known : _characters[(_data, longest)] = new WordCharacters(_data.Words, longest);

        private static int? Buckets(RunOptions run) => (run.Primary as ClassificationOptions)?.WordNgramBuckets;

        private static RunOptions WithBuckets(RunOptions run, int count) => run with { Primary = (ClassificationOptions)run.Primary with { WordNgramBuckets = count } };

        private static RunOptions WithNgrams(RunOptions run, int longest) => run with { Primary = (ClassificationOptions)run.Primary with { CharacterNgrams = longest } };
    }
}

/// <summary>A run whose model has a limit.</summary>
/// <param name="Options">The run.</param>
/// <param name="Reductions">What was reduced, in words; empty if nothing was.</param>
internal sealed record LimitedRun(RunOptions Options, IReadOnlyList<string> Reductions)
{
    /// <summary>What is lost, if it is much.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
