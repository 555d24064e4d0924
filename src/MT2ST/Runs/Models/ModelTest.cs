using MT2ST.Corpora;
using MT2ST.Evaluation;
using MT2ST.Indexing;

namespace MT2ST.Runs.Models;

/// <summary>Predicts labelled examples and compares: the work behind <see cref="TrainedModel.Test"/>.</summary>
internal static class ModelTest
{
    /// <summary>Tests a model that labels texts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="labeler">Its labeler.</param>
    /// <param name="source">The labelled texts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidDataException">A file is broken, or a text has no label; the message starts with <c>path:line</c>.</exception>
    public static TestResult OfTexts(TrainedModel model, TextLabeler labeler, CorpusSource source, CancellationToken cancellationToken)
    {
        var examples = new LabelledExamples(source);
        return model.HasSeveralLabels ? OfLabelSets(model, labeler, examples, cancellationToken) : OfLabels(model, labeler, examples, cancellationToken);
    }

    /// <summary>Tests a model that tags words.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tagger">Its tagger.</param>
    /// <param name="source">The tagged sentences.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidDataException">A file is broken, or a sentence has no tags; the message starts with <c>path:line</c>.</exception>
    public static TestResult OfSentences(TrainedModel model, SentenceTagger tagger, CorpusSource source, CancellationToken cancellationToken)
    {
        var classes = new TestClasses(model);
        var examples = new LabelledExamples(source);
        List<(string Source, string Text, int[] Tags, int[] Predicted, int Unknown, int CorrectUnknown)> sentences = [];
        foreach (CorpusExample example in examples.Read(cancellationToken))
        {
            if (example.Tags.Count == 0 || example.Tags.Count != example.Words.Count)
                throw CorpusError.At(example.Path, example.LineNumber, $"found {example.Tags.Count} tags for {example.Words.Count} words, expected one for each{source.HowRead}. Name the format or the column.{LayoutHint.Of(source)}");
            var predicted = new int[example.Words.Count];
            ReadOnlySpan<int> words = tagger.Predict(example.Words, predicted);
            int[] tags = [.. Enumerable.Range(0, example.Tags.Count).Select(i => classes.IdOf(model.Options.Primary.TagLength is { } length ? DocumentIndexer.Shortened(example.Tags[i], length) : example.Tags[i]))];
            int unknown = 0, correctUnknown = 0;
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i] != model.Words.Count)
                    continue;
                unknown++;
                correctUnknown += tags[i] == predicted[i] ? 1 : 0;
            }
            sentences.Add((Place(example), string.Join(' ', Enumerable.Range(0, example.Words.Count).Select(example.Words.GetString)), tags, predicted, unknown, correctUnknown));
        }
        TagSpans? spans = model.SpanTags?.With([.. classes.Names.Skip(model.Labels.Count)]);
        SpanCounts? counts = spans is null ? null : new SpanCounts(spans);
        var (labelled, tagged, correct) = (new long[classes.Names.Count], new long[classes.Names.Count], new long[classes.Names.Count]);
        List<SentenceCounts> perSentence = [];
        List<(int Wrong, TestMistake Mistake)> mistakes = [];
        foreach ((string place, string text, int[] tags, int[] predicted, int unknown, int correctUnknown) in sentences)
        {
            for (int i = 0; i < tags.Length; i++)
            {
                labelled[tags[i]]++;
                tagged[predicted[i]]++;
                correct[tags[i]] += tags[i] == predicted[i] ? 1 : 0;
            }
            SpanCounts? ofSentence = spans is null ? null : new SpanCounts(spans);
            ofSentence?.Add(tags, predicted);
            counts?.Add(tags, predicted);
            int right = tags.Zip(predicted).Count(pair => pair.First == pair.Second);
            perSentence.Add(new SentenceCounts(tags.Length, right, unknown, correctUnknown, ofSentence?.Labelled ?? 0, ofSentence?.Predicted ?? 0, ofSentence?.Correct ?? 0));
            if (right < tags.Length)
                mistakes.Add((tags.Length - right, new TestMistake(place, text, classes.NamesOf(tags), classes.NamesOf(predicted), null)));
        }
        var figures = new TagFigures(perSentence, spans is not null);
        return new TestResult(figures, Bootstrap.Estimate(figures, cancellationToken))
        {
            WordCount = sentences.Sum(sentence => (long)sentence.Tags.Length),
            Classes = counts?.ByType ?? classes.Figures(labelled, tagged, correct),
            UnknownLabels = classes.Unknown,
            Notes = examples.Notes,
            Mistakes = [.. mistakes.OrderByDescending(mistake => mistake.Wrong).Select(mistake => mistake.Mistake)],
        };
    }

    private static TestResult OfLabels(TrainedModel model, TextLabeler labeler, LabelledExamples examples, CancellationToken cancellationToken)
    {
        var classes = new TestClasses(model);
        List<TextPrediction> texts = [];
        List<TestMistake> mistakes = [];
        foreach (CorpusExample example in examples.Read(cancellationToken))
        {
            CheckLabel(example, examples.Source);
            int id = classes.IdOf(example.Labels[0]);
            TextPrediction text = TextFigures.Predict(id < model.Labels.Count ? id : -1, id, labeler.Predict(example));
            texts.Add(text);
            if (text.Label != text.Predicted)
                mistakes.Add(new TestMistake(Place(example), TextOf(example), [classes.Names[text.Label]], [classes.Names[text.Predicted]], text.Probability));
        }
        var figures = new TextFigures(classes.Names, model.Labels.Count, texts);
        long[][] confusion = figures.Confusion();
        long[] labelled = [.. confusion.Select(row => row.Sum())], predicted = [.. confusion.Select((_, column) => confusion.Sum(row => row[column]))];
        return new TestResult(figures, Bootstrap.Estimate(figures, cancellationToken))
        {
            Classes = classes.Figures(labelled, predicted, [.. confusion.Select((row, c) => row[c])]),
            Confusion = confusion,
            PositiveLabel = figures.Positive,
            UnknownLabels = classes.Unknown,
            Notes = examples.Notes,
            Mistakes = [.. mistakes.OrderByDescending(mistake => mistake.Probability)],
        };
    }

    private static TestResult OfLabelSets(TrainedModel model, TextLabeler labeler, LabelledExamples examples, CancellationToken cancellationToken)
    {
        var classes = new TestClasses(model);
        List<LabelSetPrediction> texts = [];
        List<(double Certainty, TestMistake Mistake)> mistakes = [];
        foreach (CorpusExample example in examples.Read(cancellationToken))
        {
            CheckLabel(example, examples.Source);
            int[] labels = [.. Enumerable.Range(0, example.Labels.Count).Select(i => classes.IdOf(example.Labels[i])).Distinct()];
            double[] probabilities = labeler.Predict(example).ToArray();
            int[] predicted = [.. Enumerable.Range(0, probabilities.Length).Where(label => probabilities[label] > model.Threshold)];
            texts.Add(new LabelSetPrediction(labels, predicted));
            // Of each mistake, how sure the model was of it: of a label that is wrong, or that a right one is not there.
            double[] wrong = [.. predicted.Except(labels).Select(label => probabilities[label]), .. labels.Except(predicted).Select(label => label < probabilities.Length ? 1 - probabilities[label] : 1)];
            if (wrong.Length > 0)
                mistakes.Add((wrong.Max(), new TestMistake(Place(example), TextOf(example), classes.NamesOf(labels), classes.NamesOf(predicted), wrong.Max())));
        }
        int count = classes.Names.Count;
        var (labelled, guessed, correct) = (new long[count], new long[count], new long[count]);
        foreach (LabelSetPrediction text in texts)
        {
            foreach (int label in text.Labels)
                labelled[label]++;
            foreach (int label in text.Predicted)
                guessed[label]++;
            foreach (int label in text.Predicted.Intersect(text.Labels))
                correct[label]++;
        }
        var figures = new LabelSetFigures(count, texts);
        return new TestResult(figures, Bootstrap.Estimate(figures, cancellationToken))
        {
            Classes = classes.Figures(labelled, guessed, correct),
            UnknownLabels = classes.Unknown,
            Notes = examples.Notes,
            Mistakes = [.. mistakes.OrderByDescending(mistake => mistake.Certainty).Select(mistake => mistake.Mistake)],
        };
    }

    private static void CheckLabel(CorpusExample example, CorpusSource source)
    {
        if (example.Labels.Count == 0)
            throw CorpusError.At(example.Path, example.LineNumber, $"found no label, expected one for each text{source.HowRead}. Name the format or the column.{LayoutHint.Of(source)}");
    }

    private static string Place(CorpusExample example) => string.Create(CultureInfo.InvariantCulture, $"{example.Path}:{example.LineNumber}");

    private static string TextOf(CorpusExample example) => example.Words.Count == 0
        ? Encoding.UTF8.GetString(example.Text.Span)
        : string.Join(' ', Enumerable.Range(0, example.Words.Count).Select(example.Words.GetString));
}

/// <summary>The examples of a test that have a label and a text; the others are left out, as from a training's test data.</summary>
/// <param name="source">The files, with the format decided.</param>
internal sealed class LabelledExamples(CorpusSource source)
{
    private int _count;
    private int _unlabelled;
    private int _blank;

    /// <summary>The files.</summary>
    public CorpusSource Source => source;

    /// <summary>How the files were read, and what was left out; complete once they are read.</summary>
    public IReadOnlyList<string> Notes => [.. source.Notes, .. LeftOut(_unlabelled, "label"), .. LeftOut(_blank, "text")];

    /// <summary>Reads the examples.</summary>
    /// <exception cref="InvalidDataException">A file is broken, or no example has a label and something to read.</exception>
    public IEnumerable<CorpusExample> Read(CancellationToken cancellationToken)
    {
        foreach (CorpusExample example in source.Read(cancellationToken))
        {
            _count++;
            if (example.LacksLabel)
                _unlabelled++;
            else if (example.Labels.Count > 0 && example.IsBlank)
                _blank++;
            else
                yield return example;
        }
        if (_unlabelled + _blank == _count)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", source.Paths)}: read {_count} examples and found no text with a label in any of them, expected one in some{source.HowRead}. Are the columns right?"));
    }

    private IEnumerable<string> LeftOut(int count, string missing) => count == 0 ? []
        : [string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", source.Paths)}: {count} of {_count} examples have no {missing} and are left out.")];
}

/// <summary>The labels, or tags, of a test: those that the model knows, then others as they come in the data.</summary>
/// <param name="model">The model.</param>
internal sealed class TestClasses(TrainedModel model)
{
    private readonly List<string> _names = [.. model.Labels];
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _unknown = new(StringComparer.Ordinal);

    /// <summary>All names by their ids.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How often each one came that the model does not know.</summary>
    public IReadOnlyDictionary<string, long> Unknown => _unknown;

    /// <summary>The id of a label of the data.</summary>
    public int IdOf(ReadOnlySpan<byte> label)
    {
        int id = model.LabelVocabulary!.IndexOf(label);
        if (id >= 0)
            return id;
        string name = Encoding.UTF8.GetString(label);
        if (!_others.TryGetValue(name, out id))
        {
            _others.Add(name, id = _names.Count);
            _names.Add(name);
        }
        _unknown[name] = _unknown.GetValueOrDefault(name) + 1;
        return id;
    }

    /// <summary>The names of some ids.</summary>
    public IReadOnlyList<string> NamesOf(IEnumerable<int> ids) => [.. ids.Select(id => _names[id])];

    /// <summary>A row for each class that occurs or that the model knows.</summary>
    public IReadOnlyList<ClassFigures> Figures(long[] labelled, long[] predicted, long[] correct) =>
        [.. _names.Select((name, c) => new ClassFigures(name, labelled[c], predicted[c], correct[c]))];
}
