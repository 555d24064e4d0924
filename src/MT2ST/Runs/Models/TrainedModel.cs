using MT2ST.Catalogs;
using MT2ST.Corpora;
using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Numerics;
using MT2ST.Runs;
using MT2ST.Runs.Models;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;
using MT2ST.Tasks.Tagging;
using MT2ST.Vocabularies;

namespace MT2ST;

/// <summary>A trained model: word vectors, what the primary task learnt, and the report of its training. Any number of threads may use it; two must not save to one folder at once.</summary>
/// <remarks>One that has just been trained keeps the primary's training data in memory; one that was loaded has none.</remarks>
public sealed class TrainedModel
{
    private readonly Lazy<WordVectors> _vectors;
    private readonly Lazy<RunRecord> _report;
    private readonly Func<IReadOnlyList<NamedTensor>> _tensors;
    private readonly ITextExplainer? _explainer; // Null if no score is a sum over tokens.
    private readonly InstancePool<TextLabeler>? _labelers; // Null if the primary labels no texts.
    private readonly InstancePool<SentenceTagger>? _taggers; // Null if the primary tags no words.
    private readonly Lazy<TextEmbedder> _texts;

    private TrainedModel(RunOptions options, Vocabulary words, Vocabulary? labels, ITask<float>? primary, Lazy<WordVectors> vectors, Func<IReadOnlyList<NamedTensor>> tensors, Lazy<RunRecord> report)
    {
        Options = options;
        Words = words;
        LabelVocabulary = labels;
        Labels = labels is null ? [] : [.. Enumerable.Range(0, labels.Count).Select(label => labels[label])];
        ITextClassifier? classifier = primary as ITextClassifier;
        _explainer = primary as ITextExplainer;
        HasSeveralLabels = classifier?.HasSeveralLabels == true;
        Threshold = classifier?.Threshold ?? LabelThreshold.Usual;
        _labelers = classifier is null ? null : new InstancePool<TextLabeler>(() => new TextLabeler(new FixedVocabularyIndexer(words, options.TextOptions), classifier.CreatePredictor(), Labels.Count));
        int featureBuckets = options.Primary.ReadsWordFeatures(options.Encoders) ? WordFeatures.DefaultBucketCount : 0;
        _taggers = primary is ITokenTagger tagger ? new InstancePool<SentenceTagger>(() => new SentenceTagger(new FixedVocabularyIndexer(words, options.TextOptions), tagger.CreatePredictor(), featureBuckets)) : null;
        _vectors = vectors;
        _texts = new Lazy<TextEmbedder>(() => primary is ITextEmbedder embedder ? TextEmbedder.Of(embedder, words, options.TextOptions) : TextEmbedder.Of(vectors.Value, options.TextOptions));
        _tensors = tensors;
        _report = report;
    }

    /// <summary>The model of a run that has just been trained.</summary>
    internal static TrainedModel Of(TrainedRun run)
    {
        // What is captured lives as long as the model: parameters, not the data of all tasks.
        IReadOnlyList<NamedTensor> tensors = ModelWriter.Tensors(run);
        (Vocabulary words, EmbeddingTable<float> table) = (run.Words, run.Table);
        ITask<float>? primary = run.Options.Primary.IsUsedAfterTraining ? run.Tasks[0].Task : null;
        return new(run.Options, words, run.Labels, primary, new Lazy<WordVectors>(() => TrainedRun.VectorsOf(words, table)), () => tensors, new Lazy<RunRecord>(run.Record))
        {
            HasLearnt = run.Record.Steps > 0 && run.Record is not { Kept: "best", BestPoint: 0 }, // Else what is kept are the values of the start.
        };
    }

    /// <summary>The model of a folder.</summary>
    internal static TrainedModel Of(RunOptions options, Vocabulary words, Vocabulary? labels, ITask<float>? primary, WordVectors vectors, Safetensors parameters, Func<RunRecord> report) =>
        new(options, words, labels, primary, new Lazy<WordVectors>(vectors), () => parameters.Tensors, new Lazy<RunRecord>(report)) { IsSaved = true };

    /// <summary>The settings that it was trained with.</summary>
    public RunOptions Options { get; }

    /// <summary>The labels, or the tags, that the primary task gives; empty if it has none.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Whether a text may have several labels at once: their probabilities then do not sum to 1.</summary>
    public bool HasSeveralLabels { get; }

    /// <summary>If a text may have several labels, the probability above which it has one: that of the highest micro F1 on dev data, 0.5 without any.</summary>
    public double Threshold { get; }

    /// <summary>Whether the model labels texts, so that <see cref="Predict(string)"/> can be called.</summary>
    public bool LabelsTexts => _labelers is not null;

    /// <summary>Whether the model tags the words of sentences, so that <see cref="Tag"/> can be called.</summary>
    public bool TagsWords => _taggers is not null;

    /// <summary>The word vectors.</summary>
    public WordVectors Vectors => _vectors.Value;

    /// <summary>Gives texts their vectors: as <see cref="Embed(string)"/> does, and more.</summary>
    public TextEmbedder TextEmbedder => _texts.Value;

    /// <summary>D, the number of values in a text's vector.</summary>
    public int TextDimensions => TextEmbedder.Dimensions;

    /// <summary>What the training measured: quality, time, the curve, warnings.</summary>
    /// <exception cref="InvalidDataException">The model was loaded, and its report is damaged.</exception>
    public RunRecord Report => _report.Value;

    /// <summary>Whether the model stands in a folder: it was saved, or comes from one.</summary>
    public bool IsSaved { get; private set; }

    /// <summary>Whether the parameters are other than at the start.</summary>
    internal bool HasLearnt { get; private init; } = true;

    /// <summary>How training read the files of the primary task; what is null is chosen from a file's name and first lines.</summary>
    public CorpusOptions Reading => Options.Primary.CorpusOptions;

    /// <summary>The spans that the tags mark; null if they mark none, or should not.</summary>
    internal TagSpans? SpanTags => field ??= TagsWords && Options.Primary is not TaggingOptions { Spans: false } ? TagSpans.Find(Labels) : null;

    internal Vocabulary Words { get; }

    internal Vocabulary? LabelVocabulary { get; }

    /// <summary>The parameters beside the word vectors.</summary>
    internal IReadOnlyList<NamedTensor> Tensors() => _tensors();

    /// <summary>Loads a model folder, as <see cref="Save"/> and <c>mt2st train</c> write it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="InvalidDataException">A file is damaged or of another model, or the model is of a later version.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static TrainedModel Load(string folder, CancellationToken cancellationToken = default) => ModelReader.Read(folder, cancellationToken);

    /// <summary>Saves the model as a folder, which is written beside its place and renamed, so that a crash leaves the old one whole.</summary>
    /// <remarks>A program says itself what it replaces; only the command line asks for <c>--force</c>.</remarks>
    /// <param name="folder">The folder; an existing one is replaced where it is empty or holds a model and nothing else.</param>
    /// <exception cref="IOException">The place is taken by something else, or cannot be written.</exception>
    public void Save(string folder)
    {
        ModelWriter.Write(folder, this);
        IsSaved = true;
    }

    /// <summary>The likeliest label of a text.</summary>
    /// <param name="text">The text, read as the training data was.</param>
    /// <exception cref="InvalidOperationException">The model's primary task labels no texts.</exception>
    public LabelProbability Predict(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        InstancePool<TextLabeler> labelers = Labelers;
        TextLabeler labeler = labelers.Take();
        ReadOnlySpan<double> probabilities = labeler.Predict(text);
        int best = TensorPrimitives.IndexOfMax(probabilities);
        LabelProbability likeliest = new(Labels[best], probabilities[best]);
        labelers.Return(labeler);
        return likeliest;
    }

    /// <summary>All labels of a text, the likeliest first.</summary>
    /// <param name="text">The text, read as the training data was.</param>
    /// <exception cref="InvalidOperationException">The model's primary task labels no texts.</exception>
    public IReadOnlyList<LabelProbability> PredictAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        InstancePool<TextLabeler> labelers = Labelers;
        TextLabeler labeler = labelers.Take();
        ReadOnlySpan<double> probabilities = labeler.Predict(text);
        var labels = new LabelProbability[probabilities.Length];
        for (int label = 0; label < labels.Length; label++)
            labels[label] = new LabelProbability(Labels[label], probabilities[label]);
        labelers.Return(labeler);
        Array.Sort(labels, static (a, b) => b.Probability.CompareTo(a.Probability) is not 0 and int order ? order : string.CompareOrdinal(a.Label, b.Label));
        return labels;
    }

    /// <summary>The probability of each label of a text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="probabilities">Overwritten, <c>[Labels.Count]</c>, in the order of <see cref="Labels"/>.</param>
    /// <exception cref="InvalidOperationException">The model's primary task labels no texts.</exception>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Predict(ReadOnlySpan<byte> text, Span<double> probabilities)
    {
        InstancePool<TextLabeler> labelers = Labelers;
        if (probabilities.Length != Labels.Count)
            throw new ArgumentException($"The span has {probabilities.Length} values, expected one for each of {Labels.Count} labels.", nameof(probabilities));
        TextLabeler labeler = labelers.Take();
        labeler.Predict(text, probabilities);
        labelers.Return(labeler);
    }

    /// <summary>What each word of a text spoke for a label, and against: how much it adds to the label's score, which is the logit.</summary>
    /// <param name="text">The text, read as the training data was.</param>
    /// <param name="label">The label.</param>
    /// <param name="against">The label whose score is subtracted, such as the next likeliest; null for none, as fits where a text may have several labels.</param>
    /// <returns>Words, and n-grams of words if the model reads them, the greatest value first; a word that occurs again has one value.</returns>
    /// <remarks>For a model whose features are a mean or a weighted sum of words' vectors, these are the exact terms of the score; for any other, what it loses without the word.</remarks>
    /// <exception cref="InvalidOperationException">The model's primary task labels no texts.</exception>
    /// <exception cref="ArgumentException">The model does not know a label.</exception>
    public IReadOnlyList<TokenContribution> Explain(string text, string label, string? against = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        InstancePool<TextLabeler> labelers = Labelers;
        (int id, int other) = (IdOf(label), against is null ? -1 : IdOf(against));
        TextLabeler labeler = labelers.Take();
        List<TokenContribution> contributions = labeler.Explain(text, id, other, _explainer);
        labelers.Return(labeler);
        return contributions;

        int IdOf(string name) => LabelVocabulary!.IndexOf(name) is >= 0 and int known ? known : throw new ArgumentException(Suggestions.Unknown("label", name, Labels));
    }

    /// <summary>The vector of a text at length 1, <c>[TextDimensions]</c>; zeros if the model knows none of its words.</summary>
    /// <remarks>What a classifier's head reads; for other tasks the mean of the known words' vectors.</remarks>
    /// <param name="text">The text, read as the training data was.</param>
    public float[] Embed(string text) => TextEmbedder.Embed(text);

    /// <summary>Writes the vector of a text at length 1; allocates nothing once it has warmed up.</summary>
    /// <param name="text">The text, read as the training data was.</param>
    /// <param name="vector">Overwritten, <c>[TextDimensions]</c>.</param>
    /// <returns>False, and zeros, if the model knows none of the text's words.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is not of <see cref="TextDimensions"/> values.</exception>
    public bool Embed(ReadOnlySpan<char> text, Span<float> vector) => TextEmbedder.Embed(text, vector);

    /// <summary>The vectors of many texts at length 1, <c>[texts, TextDimensions]</c>, in their order, made by all cores.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RowMatrix<float> EmbedAll(IEnumerable<string> texts, CancellationToken cancellationToken = default) => TextEmbedder.EmbedAll(texts, cancellationToken);

    /// <summary>The tags of a sentence's words.</summary>
    /// <param name="words">The words, as the training data splits them.</param>
    /// <returns>A tag for each word, in their order.</returns>
    /// <exception cref="ArgumentException">A word is null or empty.</exception>
    /// <exception cref="InvalidOperationException">The model's primary task tags no words.</exception>
    public IReadOnlyList<string> Tag(params IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A word of the sentence is null or empty.", nameof(words));
        InstancePool<SentenceTagger> taggers = _taggers
            ?? throw new InvalidOperationException($"The model's primary task is '{Options.Primary.Task}', which tags no words. Train one whose primary task is 'tagging'.");
        SentenceTagger tagger = taggers.Take();
        var ids = new int[words.Count];
        tagger.Predict(words, ids);
        taggers.Return(tagger);
        return [.. ids.Select(id => Labels[id])];
    }

    /// <summary>The spans, such as names, that the tags of a sentence mark, as <c>conlleval</c> reads them.</summary>
    /// <param name="tags">The tags, as <see cref="Tag"/> gives them; one that the model does not know is outside of spans.</param>
    /// <returns>The spans in their order; none if the model's tags mark none.</returns>
    public IReadOnlyList<TaggedSpan> FindSpans(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return SpanTags is { } spans ? spans.SpansOf([.. tags.Select(tag => LabelVocabulary!.IndexOf(tag))]) : [];
    }

    /// <summary>Measures the model on labelled texts, or on tagged sentences, that it did not learn from.</summary>
    /// <param name="examples">The examples; a label that the model does not know counts as wrong.</param>
    /// <param name="reading">How files are read; null for <see cref="Reading"/>.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <exception cref="InvalidOperationException">The model's primary task labels no texts and tags no words.</exception>
    /// <exception cref="InvalidDataException">A file is broken or has no labels; the message starts with <c>path:line</c>.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    public TestResult Test(ExampleSource examples, CorpusOptions? reading = null, CancellationToken cancellationToken = default)
    {
        CorpusOptions resolved = new CorpusSource(examples, reading ?? Reading).Resolve().Options;
        var source = new CorpusSource(examples, resolved with { HasHeader = resolved.HasHeader ?? false }); // The label of a header that is not recognised is named as unknown, which is note enough.
        if (_taggers is { } taggers)
        {
            SentenceTagger tagger = taggers.Take();
            TestResult result = ModelTest.OfSentences(this, tagger, source, cancellationToken);
            taggers.Return(tagger);
            return result;
        }
        if (_labelers is not { } labelers)
            throw new InvalidOperationException($"The model's primary task is '{Options.Primary.Task}', which labels nothing. Train one whose primary task is 'classification' or 'tagging'.");
        TextLabeler labeler = labelers.Take();
        TestResult tested = ModelTest.OfTexts(this, labeler, source, cancellationToken);
        labelers.Return(labeler);
        return tested;
    }

    /// <summary>The names of what the model learnt beside the word vectors, such as <c>classification/weights</c>.</summary>
    public IReadOnlyList<string> ParameterNames => [.. Tensors().Select(tensor => tensor.Name)];

    /// <summary>A copy of what the model learnt beside the word vectors, such as the head of a task of one's own.</summary>
    /// <param name="name">One of <see cref="ParameterNames"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message names the known ones.</exception>
    public NamedTensor Parameter(string name) => Tensors().FirstOrDefault(tensor => tensor.Name == name)?.Copy()
        ?? throw new KeyNotFoundException(Suggestions.Unknown("parameter", name, ParameterNames));

    private InstancePool<TextLabeler> Labelers => _labelers
        ?? throw new InvalidOperationException($"The model's primary task is '{Options.Primary.Task}', which labels no texts. Train one whose primary task is 'classification'.");
}

/// <summary>A label and how likely it is.</summary>
/// <param name="Label">The label.</param>
/// <param name="Probability">Its probability, in [0, 1].</param>
public readonly record struct LabelProbability(string Label, double Probability)
{
    /// <summary>The label and its probability, such as <c>pos (0.987)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label} ({Probability:0.000})");
}

/// <summary>A word of a text, or several in a row, and how much they add to the score of a label.</summary>
/// <param name="Token">The word in its normal form, or words with blanks between them.</param>
/// <param name="Value">What it adds to the logit, or to the difference of two: above 0 it spoke for the label.</param>
public sealed record TokenContribution(string Token, double Value);
