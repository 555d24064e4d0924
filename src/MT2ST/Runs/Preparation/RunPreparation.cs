using MT2ST.Corpora;
using MT2ST.Corpora.Pairs;
using MT2ST.Corpora.WordNet;
using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Tasks;
using MT2ST.Threading;
using MT2ST.Vocabularies;

namespace MT2ST.Runs.Preparation;

/// <summary>Reads, counts and indexes what a run needs.</summary>
/// <remarks>
/// The vocabulary covers only the training data of the tasks that take part: a strategy without auxiliaries sees only the
/// primary's words, and pays only for reading them.
/// </remarks>
internal static class RunPreparation
{
    private const string NoTag = "_"; // In CoNLL-U, and in other columns of tags.
    private const int ListedVariants = 3;
    private const int TextsToJudgeLabels = 10; // Fewer may have a label each by chance.
    private const long TokensWorthCollecting = 1_000_000; // With fewer, a collection takes longer than the reading.

    /// <summary>Prepares the data of a run.</summary>
    /// <param name="options">The run's settings.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A file is broken, empty or lacks what its task needs; the message names it.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="ArgumentException">A setting is wrong.</exception>
    public static PreparedRun Prepare(RunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Ngrams is null && options.NgramBuckets != CharacterNgrams.DefaultBucketCount)
            throw new SettingException("ngramBuckets", "ngramBuckets is set without ngrams, so it has no effect. Set ngrams too, such as 3-6, or leave it out.");
        PreparedSimilarity? similarity = PreparedSimilarity.Read(options.Primary, cancellationToken); // First: a mistake in a small file shows before the text is read.
        InitialVectors.Check(options, cancellationToken);
        WordPair[] measured = [.. similarity?.Pairs ?? [], .. HeldOutPairs(options.Primary, cancellationToken)];
        double began = ThreadClock.CpuSeconds();
        TextOptions text = options.TextOptions;
        Source[] sources = [.. options.AllTasks().Take(options.Strategy.UsesAuxiliaries ? int.MaxValue : 1).Select(task => Open(task, options, measured, cancellationToken))];
        Source[] labels = [.. options.AllTasks().Skip(1).Where(task => options.Primary.LabelsFrom.Contains(task.Name)).Select(task => OpenLabels(Open(task, options, measured, cancellationToken), sources[0]))];
        IndexedCorpus[] train = Index([.. sources, .. labels], text, options, out double otherThreadsSeconds, cancellationToken);
        // The word counts are garbage now, often as large as a table: without this they would stay in memory beside the tables.
        if (train.Sum(corpus => corpus.TokenCount) >= TokensWorthCollecting)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        double cpuSeconds = ThreadClock.CpuSeconds() - began + otherThreadsSeconds;

        Vocabulary words = train[0].Words;
        var indexer = new FixedVocabularyIndexer(words, text);
        var tasks = new PreparedTask[sources.Length];
        for (int k = 0; k < tasks.Length; k++)
            tasks[k] = Prepared(sources[k], train[k], isPrimary: k == 0, indexer, cancellationToken);
        List<string> warnings = [.. similarity?.Dev.Concat(similarity.Test).Select(set => set.Note).OfType<string>().Distinct() ?? []];
        if (labels.Length > 0)
        {
            double adding = ThreadClock.CpuSeconds();
            tasks[0] = tasks[0] with { Train = WithLabels(tasks[0].Train, labels, train[sources.Length..], warnings, cancellationToken) };
            cpuSeconds += ThreadClock.CpuSeconds() - adding;
        }
        if (similarity is not null)
            tasks[0] = tasks[0] with { Similarity = similarity.Among(train[0], sources[0].Indexing.MinimumCount, cancellationToken) };
        return new PreparedRun { Words = words, Tasks = tasks, CpuSeconds = cpuSeconds, Warnings = [.. warnings, .. sources.Concat(labels).SelectMany(source => source.Corpus.Notes).Distinct(), .. sources.SelectMany(Warnings), .. tasks.SelectMany(task => task.Warnings), .. tasks.SelectMany(LeftOutWarnings)] };
    }

    /// <summary>Reads, counts and indexes the training data of all tasks.</summary>
    /// <remarks>Not inlined: objects that it no longer needs must not live on in the locals of its caller.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IndexedCorpus[] Index(Source[] sources, TextOptions text, RunOptions options, out double otherThreadsSeconds, CancellationToken cancellationToken)
    {
        CorpusIndexer indexer = new(text, options.Threads);
        PendingCorpus[] pending = [.. sources.Select(source => indexer.Add(source.Corpus, source.Indexing, cancellationToken))];
        indexer.BuildVocabulary(options.MaximumVocabulary ?? int.MaxValue, cancellationToken);
        otherThreadsSeconds = indexer.OtherThreadsSeconds;
        IndexedCorpus[] train = [.. pending.Select(pending => indexer.Complete(pending, cancellationToken))];
        foreach ((Source source, IndexedCorpus corpus) in sources.Zip(train))
            CheckMemory(source, corpus, options);
        return train;
    }

    /// <summary>Refuses data beyond the memory limit that must be in memory: tags, and data that a task copies or visits in any order.</summary>
    private static void CheckMemory(Source source, IndexedCorpus corpus, RunOptions options)
    {
        if (!corpus.IsStreamed && corpus.TokenCount * sizeof(int) > options.MemoryLimitBytes)
            throw new SettingException("memoryLimit", $"memoryLimit is '{options.MemoryLimit}', but the data of task '{source.Task.Name}' needs {corpus.TokenCount * sizeof(int)} bytes, and only text without tags of {BuiltInTasks.NamesWhere(task => task.StreamsText)} can be streamed. Raise the limit or set {source.Task.Path}.limit.");
    }

    private static Source Open(TaskOptions task, RunOptions options, IReadOnlyList<WordPair> measured, CancellationToken cancellationToken)
    {
        var indexing = new IndexingOptions
        {
            MinimumCount = task.MinCount ?? task.Defaults.MinimumCount,
            DropUnknownWords = task.Defaults.DropsUnknownWords,
            Limit = task.Limit,
            LimitSample = task.LimitSample,
            Seed = options.Seed,
            MemoryLimit = task.StreamsText ? options.MemoryLimitBytes : long.MaxValue,
            TagLength = task.TagLength,
            AllLabels = task.ReadsAllLabels,
            LeavesOutUnlabelled = task.Needs != TaskNeeds.Text,
            HashTexts = UsesLabels(task) && (task.Dev is not null || task.Test is not null || task.DevShare is > 0 || (task.DevShare is null && task.Defaults.DevShare > 0)),
            KeyTexts = task.KeysTexts,
            ShuffleLabels = task.ShuffleLabels,
            FeatureBucketCount = task.ReadsWordFeatures(options.Encoders) ? WordFeatures.DefaultBucketCount : 0,
        };
        foreach (string heldOut in HeldOutFiles(task))
            InputFile.Open(heldOut, cancellationToken).Dispose(); // A missing file is reported before the training data is read.
        PairFilter? filter = task.ReadsPairs ? new PairFilter(task.Exclude, task.Half, measured, cancellationToken) : null;
        CorpusSource corpus = new CorpusSource(task.Train, task.CorpusOptions) { Filter = filter }.Resolve();
        CheckEffects(task, corpus);
        return new Source(task, corpus, indexing);
    }

    /// <summary>Refuses settings that say how files are read, but have no effect on these.</summary>
    private static void CheckEffects(TaskOptions task, CorpusSource corpus)
    {
        if (task is { LabelSeparator: not null, ReadsAllLabels: false })
            throw Without("labelSeparator", task.Needs == TaskNeeds.Text ? $"task '{task.Task}' reads no labels. Leave it out." : $"task '{task.Task}' takes one label of each text here. Set multiLabel to true if it has that setting, or leave this one out.");
        if (corpus.WithoutEffect(task.ReadingSettings(), setting => $"{task.Path}.{setting}") is { } wrong)
            throw wrong;

        SettingException Without(string setting, string reason) => new($"{task.Path}.{setting}", $"{task.Path}.{setting} is set, but {reason}");
    }

    /// <summary>An auxiliary's data, read for the primary: with the primary's features.</summary>
    private static Source OpenLabels(Source auxiliary, Source primary) =>
        auxiliary with { Indexing = auxiliary.Indexing with { FeatureBucketCount = primary.Indexing.FeatureBucketCount, DropUnknownWords = primary.Indexing.DropUnknownWords } };

    /// <summary>The primary's training data followed by the labelled examples of others. They are added after dev is held out, so that dev stays the primary's.</summary>
    private static IndexedCorpus WithLabels(IndexedCorpus train, Source[] sources, IndexedCorpus[] corpora, List<string> warnings, CancellationToken cancellationToken)
    {
        AddedExamples examples = new(train, cancellationToken);
        foreach ((Source source, IndexedCorpus corpus) in sources.Zip(corpora))
        {
            CheckNeeds(source, corpus);
            (long added, long leftOut) = (examples.AddedCount, examples.LeftOutCount);
            examples.Add(corpus, source.Task.LabelsAs, cancellationToken);
            (added, leftOut) = (examples.AddedCount - added, examples.LeftOutCount - leftOut);
            if (added == 0)
                throw new InvalidDataException($"{string.Join(", ", source.Corpus.Paths)}: none of its labels ({Start(corpus)} ...) is one of the primary's ({Start(train)} ...), so primary.labelsFrom adds nothing. Leave '{source.Task.Name}' out of it, or say by {source.Task.Path}.labelsAs what its labels are called there.");
            if (leftOut > 0)
                warnings.Add(FormattableString.Invariant($"primary.labelsFrom: {leftOut} of the {added + leftOut} examples of '{source.Task.Name}' have a label that the primary lacks and are left out."));
        }
        return examples.Build();

        static string Start(IndexedCorpus corpus) => string.Join(", ", Enumerable.Range(0, Math.Min(3, (corpus.TagSet ?? corpus.Labels)!.Count)).Select(id => (corpus.TagSet ?? corpus.Labels)![id]));
    }

    private static PreparedTask Prepared(Source source, IndexedCorpus train, bool isPrimary, FixedVocabularyIndexer indexer, CancellationToken cancellationToken)
    {
        CheckNeeds(source, train);
        IndexedCorpus whole = train;
        IndexedCorpus? dev = HeldOut(source, source.Task.Dev, train, indexer, cancellationToken), test = HeldOut(source, source.Task.Test, train, indexer, cancellationToken);
        double devShare = isPrimary ? source.Task.DevShareOf(train.DocumentCount) : source.Task.DevShare ?? 0;
        if (devShare > 0)
            (train, dev) = train.SplitEvery((int)Math.Round(1 / devShare));
        return new PreparedTask
        {
            Options = source.Task,
            DevShare = devShare,
            Train = train,
            Unlabelled = train.UnlabelledCount,
            Weightless = train.WeightlessCount,
            Dev = dev,
            Test = test,
            LabelCounts = UsesLabels(source.Task) ? train.CountLabels(cancellationToken) : new Dictionary<string, long>(),
            Warnings = [.. LabelWarnings(source, whole, cancellationToken), .. RepeatedTexts("dev", dev, train, cancellationToken), .. RepeatedTexts("test", test, train, cancellationToken)],
            Pairs = source.Corpus.Filter?.Usage(source.Task.Name) is { } usage ? usage with { MissingCount = MissingPairs(source, usage, train) } : null,
        };
    }

    /// <summary>The pairs of the dev and test files of a task over pairs.</summary>
    private static IEnumerable<WordPair> HeldOutPairs(TaskOptions task, CancellationToken cancellationToken) => !task.ReadsPairs ? [] :
    [
        .. HeldOutFiles(task).SelectMany(path => WordPair.ReadAll(path, cancellationToken)),
        .. HeldOut(task).Where(source => source.Examples is not null).SelectMany(source => WordPair.ReadAll(source, cancellationToken)),
    ];

    private static IEnumerable<ExampleSource> HeldOut(TaskOptions task) => new[] { task.Dev, task.Test }.OfType<ExampleSource>();

    /// <summary>The files of dev and test that can be read twice.</summary>
    private static IEnumerable<string> HeldOutFiles(TaskOptions task) =>
        HeldOut(task).Where(source => source.Examples is null).SelectMany(source => source.Paths).Where(path => path != CorpusSource.StandardInput);

    private static long MissingPairs(Source source, PairUsage usage, IndexedCorpus train)
    {
        if (source.Indexing.LimitSample)
            return 0;
        long pairCount = Enumerable.Range(0, train.DocumentCount).Sum(document => Math.Max(0L, train.Tokens(document).Length - 1));
        return Math.Max(0, usage.TrainedCount - pairCount); // A row of a table may have more words than it seems to have.
    }

    private static IEnumerable<string> Warnings(Source source)
    {
        if (source.Corpus.Filter?.Usage(source.Task.Name) is { MeasuredCount: > 0 and long count })
            yield return FormattableString.Invariant($"Task '{source.Task.Name}' trains on {count} pairs on which the run is measured. Leave them out: set {source.Task.Path}.exclude to the sets that measure it.");
    }

    private static bool UsesLabels(TaskOptions task) => task.Needs is TaskNeeds.Labels or TaskNeeds.Tags or TaskNeeds.TagsOrLabels;

    /// <summary>
    /// Warns of a single label, which makes every metric a perfect 1 (a wrong column, or the start of a sorted file, would look like success),
    /// of labels that tell nothing about other texts (a column of ids), and of labels that are not read or not cut.
    /// </summary>
    private static IEnumerable<string> LabelWarnings(Source source, IndexedCorpus train, CancellationToken cancellationToken)
    {
        TaskOptions task = source.Task;
        if (!UsesLabels(task))
            yield break;
        string[] single = task.Needs == TaskNeeds.Labels && train.DocumentCount >= TextsToJudgeLabels
            ? [.. train.CountLabels(cancellationToken).Where(label => label.Value == 1).Select(label => label.Key)] : [];
        if (2 * single.Length > train.DocumentCount)
            yield return FormattableString.Invariant($"{single.Length} of the {train.DocumentCount} training texts of task '{task.Name}' have a label that no other text has, such as '{single[0]}', so nothing can be learnt about it. Is the label column one of ids, dates or measured numbers? Set {task.Path}.labelColumn to the one with the labels.");
        if (task.ReadsAllLabels && train is { HasLabelSets: true, Labels: { Count: > 1 } classes } && train.DocumentCount >= TextsToJudgeLabels && !HasSeveralLabels(train))
            yield return $"No training text of task '{task.Name}' has several labels, though it takes all of them. {(task.LabelSeparator is { } separator ? $"Is '{separator}' what stands between labels, as in '{classes[0]}'?" : $"If several stand in one column, set {task.Path}.labelSeparator to what stands between them, as in '{classes[0]}'.")} Otherwise leave multiLabel out.";
        if ((train.TagSet ?? train.Labels) is { Count: 1 } labels)
            yield return $"All training data of task '{task.Name}' has the label '{labels[0]}', so there is nothing to tell apart. Check the column; is the file sorted by labels, and only its start used?";
        foreach (IGrouping<string, string> alike in Alike(train).Take(ListedVariants))
            yield return $"The labels {string.Join(" and ", alike.Select(label => $"'{label}'"))} of task '{task.Name}' differ only in capitals, blanks, hyphens or underscores, and each is a class of its own. If they mean the same, write them alike.";
        if (train.SeveralLabelsCount > 0)
        {
            string takesAll = task.ListSettings().Any(setting => setting.Name == "multiLabel") ? $" To take all of them, set {task.Path}.multiLabel to true{(task.Path == "primary" ? " (--multi-label true)" : "")}." : "";
            yield return FormattableString.Invariant($"{train.SeveralLabelsCount} of the {train.DocumentCount} training texts of task '{task.Name}' have several labels, and only the first of each is used.{takesAll}");
        }
    }

    private static bool HasSeveralLabels(IndexedCorpus train) => Enumerable.Range(0, train.DocumentCount).Any(document => train.LabelSet(document).Length > 1);

    /// <summary>Labels that are likely one label written in several ways. Tags are left alone: N and n may be two.</summary>
    private static IEnumerable<IGrouping<string, string>> Alike(IndexedCorpus train)
    {
        if (train.HasTags || train.Labels is not { } labels)
            return [];
        return Enumerable.Range(0, labels.Count).Select(id => labels[id]).GroupBy(Bare).Where(alike => alike.Key.Length > 0 && alike.Count() > 1);

        static string Bare(string label) => string.Concat(label.Where(character => character is not (' ' or '-' or '_'))).ToUpperInvariant();
    }

    /// <summary>Warns of dev or test data that is trained on: the quality measured on it is too good.</summary>
    private static IEnumerable<string> RepeatedTexts(string split, IndexedCorpus? heldOut, IndexedCorpus train, CancellationToken cancellationToken)
    {
        if (heldOut is not null && train.CountTextsOf(heldOut, cancellationToken) is > 0 and int count)
            yield return FormattableString.Invariant($"{count} of {heldOut.DocumentCount} {split} {(train.HasTags ? "sentences" : "texts")} stand in the training data too, word for word, so the quality on {split} is too good. Leave them out of one of the two.");
    }

    /// <summary>Says how many examples of a dev or test file are left out; for the training data its summary says it.</summary>
    private static IEnumerable<string> LeftOutWarnings(PreparedTask task)
    {
        return Of(task.Options.Dev, task.Dev).Concat(Of(task.Options.Test, task.Test));

        static IEnumerable<string> Of(ExampleSource? source, IndexedCorpus? corpus)
        {
            if (source is null || corpus is null)
                yield break;
            int whole = corpus.DocumentCount + corpus.UnlabelledCount + corpus.BlankCount;
            if (corpus.UnlabelledCount > 0)
                yield return FormattableString.Invariant($"{source}: {corpus.UnlabelledCount} of {whole} examples have no label and are left out.");
            if (corpus.BlankCount > 0)
                yield return FormattableString.Invariant($"{source}: {corpus.BlankCount} of {whole} examples have no text and are left out.");
        }
    }

    private static IndexedCorpus? HeldOut(Source source, ExampleSource? heldOut, IndexedCorpus train, FixedVocabularyIndexer indexer, CancellationToken cancellationToken)
    {
        if (heldOut is null)
            return null;
        IndexedCorpus corpus = indexer.Index(
            new CorpusSource(heldOut, source.Corpus.Options with { WeightColumn = null, ProbabilityColumn = null }) { NoteList = source.Corpus.NoteList }, // What is measured counts alike.
            source.Indexing with { Limit = null, LimitSample = false, HasOwnLabels = source.Task.HasOwnLabels },
            train.Labels,
            train.TagSet,
            cancellationToken);
        if (corpus.TokenCount == 0) // Else its loss would be a perfect 0.
            throw new InvalidDataException($"{heldOut}: found no word of the training data's vocabulary, expected at least one. Is it the right file?");
        return corpus;
    }

    private static void CheckNeeds(Source source, IndexedCorpus train)
    {
        (bool isMet, string wanted) = source.Task.Needs switch
        {
            TaskNeeds.Scores => (train.HasLabels, "a score for each pair"),
            TaskNeeds.Labels => (train.HasLabels, "a label for each document"),
            TaskNeeds.Tags => (train.HasTags, "a tag for each token"),
            TaskNeeds.TagsOrLabels => (train.HasTags || train.HasLabels, "a label for each word or document"),
            _ => (true, ""),
        };
        if (!isMet)
            throw new InvalidDataException($"{string.Join(", ", source.Corpus.Paths)}: found none of what task '{source.Task.Task}' needs, expected {wanted}{source.Corpus.HowRead}. {(source.Corpus.Examples is null ? "Name the format or the column." : "Give it in each example.")}{LayoutHint.Of(source.Corpus)}");
        if (train.IsWeighted && !source.Task.ReadsWeights)
            throw new InvalidDataException($"{string.Join(", ", source.Corpus.Paths)}: found weights or probabilities, which task '{source.Task.Task}' does not read; they are for {BuiltInTasks.NamesWhere(task => task.ReadsWeights)}. Leave them out.");
        if (train.TagSet is { Count: 1 } tags && tags[0] == NoTag)
            throw new InvalidDataException($"{string.Join(", ", source.Corpus.Paths)}: column {source.Corpus.Options.TagColumn ?? "with the tags"} holds {NoTag} alone, the sign for nothing, so there is no tag to learn. Set {source.Task.Path}.column to the column with the tags{(source.Corpus.Options.Format == BuiltInCorpora.Conllu ? $": {string.Join(", ", ConlluReader.Columns)}" : "")}.");
        if (train.TokenCount == 0)
            throw new InvalidDataException($"{string.Join(", ", source.Corpus.Paths)}: found no word of the vocabulary, expected at least one. Lower {source.Task.Path}.minCount or give more text.");
    }

    private sealed record Source(TaskOptions Task, CorpusSource Corpus, IndexingOptions Indexing);
}
