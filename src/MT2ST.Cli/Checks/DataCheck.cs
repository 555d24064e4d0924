using MT2ST.Corpora;

namespace MT2ST.Cli.Checks;

/// <summary>What is checked, and how it is read.</summary>
internal sealed record DataCheckOptions
{
    /// <summary>The training files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Dev and test files, whose texts must not stand in the training files.</summary>
    public IReadOnlyList<string> TestFiles { get; init; } = [];

    /// <summary>How the files are read.</summary>
    public CorpusOptions Reading { get; init; } = new();

    /// <summary>How many labels worth a second look are listed; 0 to look for none.</summary>
    public int Suspects { get; init; } = 10;

    /// <summary>How many places of each finding are listed.</summary>
    public int Listed { get; init; } = 5;
}

/// <summary>Looks for what spoils training or its measurement: duplicates, contradicting labels, broken characters, doubtful labels.</summary>
/// <remarks>Each file is read once. Of the texts only hashes are held, and the few that are listed or tried.</remarks>
internal sealed class DataCheck
{
    private readonly DataCheckOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly CorpusSource _source;
    private readonly bool _hasLabels;
    private readonly TextIndex _index;
    private readonly LabelCounts _labels = new();
    private readonly TextLengths _lengths;
    private readonly CharacterSurvey _characters;
    private readonly LabelSuspects _suspects = new();
    private readonly FoundPlaces _empty;
    private readonly FoundPlaces _oneWord;
    private readonly FoundPlaces _unlabelled;
    private readonly FoundPlaces _testInTraining;
    private readonly FoundPlaces _unknownTestLabels;
    private readonly HashSet<string> _namedTestLabels = [];
    private long _texts;
    private long _testTexts;
    private long _otherLabels;

    private DataCheck(DataCheckOptions options, CancellationToken cancellationToken)
    {
        (_options, _cancellationToken) = (options, cancellationToken);
        _source = new CorpusSource(ExampleSource.FromFiles([.. options.Files]), options.Reading).Resolve();
        _hasLabels = _source.Options.Format is not ("scores" or "questions"); // Their labels are numbers, or there are none.
        _index = new TextIndex(options.Listed);
        _lengths = new TextLengths(options.Listed);
        _characters = new CharacterSurvey(options.Listed);
        (_empty, _oneWord, _unlabelled, _testInTraining, _unknownTestLabels) = (new(options.Listed), new(options.Listed), new(options.Listed), new(options.Listed), new(options.Listed));
    }

    /// <summary>Checks.</summary>
    /// <param name="options">What.</param>
    /// <param name="progress">Receives a line at each step.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidDataException">A file cannot be read; the message names it, mostly with its line.</exception>
    /// <exception cref="IOException">A file is missing.</exception>
    public static CheckReport Run(DataCheckOptions options, Action<string> progress, CancellationToken cancellationToken)
    {
        var check = new DataCheck(options, cancellationToken);
        progress($"Reading {string.Join(", ", options.Files.Concat(options.TestFiles))} ...");
        check.ReadTraining();
        check.ReadTest();
        CrossValidation? validation = null;
        if (options.Suspects > 0 && check.CanTryLabels)
        {
            progress("Trying the labels by 5-fold cross-validation ...");
            validation = check._suspects.Find(options.Suspects, check._labels.AreTags, cancellationToken);
        }
        return check.Report(validation);
    }

    private bool CanTryLabels => _labels.Count > 1 && !AreLabelsOfTheirOwn && !AreWordsAlone;

    // Of words without a text around them, none says anything about another.
    private bool AreWordsAlone => _lengths.Median <= 1 && !_labels.AreTags;

    private bool AreLabelsOfTheirOwn => !_labels.AreTags && !_labels.HasSeveral && _labels.Count > 10 && _labels.Count > _labels.Total / 2;

    private void ReadTraining()
    {
        CheckedText text = new();
        foreach (CorpusExample example in _source.Read(_cancellationToken))
        {
            text.Take(example, _hasLabels);
            _texts++;
            _lengths.Add(text);
            _characters.Add(text);
            if (example.LacksLabel)
                _unlabelled.Add(text, "");
            if (text.WordCount == 0)
            {
                _empty.Add(text, "");
                continue;
            }
            if (text.WordCount == 1)
                _oneWord.Add(text, "");
            _index.Add(text);
            if (text.IsLabelled)
            {
                _labels.Add(text);
                _suspects.Add(text);
            }
        }
    }

    private void ReadTest()
    {
        if (_options.TestFiles.Count == 0)
            return;
        CheckedText text = new();
        foreach (CorpusExample example in new CorpusSource(ExampleSource.FromFiles([.. _options.TestFiles]), _source.Options).Read(_cancellationToken))
        {
            text.Take(example, _hasLabels);
            _testTexts++;
            foreach (string label in text.Labels.Concat(text.Tags))
                if (!_labels.Contains(label) && _namedTestLabels.Add(label))
                    _unknownTestLabels.Add(text, $"'{label}'");
            if (text.WordCount == 0 || !_index.Contains(text, out CheckPlace where, out bool isOfOtherLabel))
                continue;
            _otherLabels += isOfOtherLabel ? 1 : 0;
            _testInTraining.Add(text, $"as {where}{(isOfOtherLabel ? ", with another label" : "")}");
        }
    }

    private CheckReport Report(CrossValidation? validation) => new()
    {
        Files = _options.Files,
        TestFiles = _options.TestFiles,
        ReadAs = ReadAs(_source.Options),
        Texts = _texts,
        TestTexts = _testTexts,
        Words = _lengths.WordCount,
        Labels = _labels.Ranked,
        Scripts = _characters.Scripts,
        Findings = [.. Findings()],
        CrossValidation = validation,
    };

    private IEnumerable<CheckFinding> Findings()
    {
        string unit = _labels.AreTags ? "sentences" : "texts";
        if (_options.TestFiles.Count > 0)
        {
            string others = _otherLabels > 0 ? FormattableString.Invariant($", {_otherLabels:#,0} of them with another label") : "";
            yield return Serious("test-in-training", _testInTraining, $"of the {Number(_testTexts)} test {unit} stand in the training data ({Share(_testInTraining.Count, _testTexts)}){others}. The test measures memory there: leave them out of the training data.");
            yield return Serious("unknown-test-labels", _unknownTestLabels, "labels of the test data are missing in the training data, which training refuses.");
        }
        yield return new("contradicting-labels", _index.ContradictedCount, _index.ContradictedCount > 0, $"{Number(_index.ContradictedCount)} {unit} stand more than once with different labels. Decide on one each.", _index.Contradicted(_labels.AreTags));
        IReadOnlyList<CheckPlace> variants = _labels.AreTags ? [] : _labels.Variants(), rare = _labels.Rare();
        yield return new("label-variants", variants.Count, variants.Count > 0, $"{Number(variants.Count)} labels differ from another one only in capitals, blanks, hyphens or underscores. Each is a class of its own.", First(variants));
        long own = AreLabelsOfTheirOwn ? _labels.Count : 0;
        yield return new("labels-of-their-own", own, own > 0, $"{Number(own)} labels for {Number(_texts)} {unit}: nearly each has its own. Is the label column right?", []);
        foreach (CheckFinding finding in _characters.Findings(unit))
            yield return finding;
        yield return new("duplicates", _index.DuplicateCount, false, $"{Number(_index.DuplicateCount)} {unit} repeat an earlier one ({Share(_index.DuplicateCount, _texts)}), by their words; {Number(_index.DistinctCount)} are different. Each counts again in training, and may stand in both halves of a split.", _index.MostRepeated());
        yield return Note("without-words", _empty, $"{unit} have no word in them.");
        yield return Note("one-word", AreWordsAlone ? new FoundPlaces(0) : _oneWord, $"{unit} have one word only ({Share(_oneWord.Count, _texts)}).");
        yield return Note("unlabelled", _unlabelled, $"{unit} have no label ({Share(_unlabelled.Count, _texts)}). Training leaves them out.");
        yield return new("few-examples", own > 0 ? 0 : rare.Count, false, $"{Number(rare.Count)} of {Number(_labels.Count)} labels have fewer than {LabelCounts.FewExamples} examples. They are hardly learnt: give more, or join them with others.", own > 0 ? [] : First(rare));
        yield return Unbalanced();
        long longTexts = _lengths.CountFrom(_lengths.LongFrom);
        string read = _lengths.Greatest > TextLengths.ReadWords && !_labels.AreTags && _labels.Count > 0 ? $" A classifier reads the first {Number(TextLengths.ReadWords)} (--maximum-tokens)." : "";
        yield return new("very-long", longTexts, false, $"{Number(longTexts)} {unit} have {Number(_lengths.LongFrom)} words or more; half of all have at most {Number(_lengths.Median)}.{read} Did an open quote join several?", _lengths.Longest());

        static CheckFinding Serious(string name, FoundPlaces found, string message) => new(name, found.Count, found.Count > 0, $"{Number(found.Count)} {message}", found.Places);
        static CheckFinding Note(string name, FoundPlaces found, string message) => new(name, found.Count, false, $"{Number(found.Count)} {message}", found.Places);
    }

    private CheckFinding Unbalanced()
    {
        const double Ratio = 5, Share = 0.8;
        IReadOnlyList<CheckedLabel> labels = _labels.Ranked;
        bool isUnbalanced = !_labels.AreTags && labels.Count > 1 && (labels[0].Share >= Share || labels[0].Count >= Ratio * labels[^1].Count);
        if (!isUnbalanced || AreLabelsOfTheirOwn)
            return new("unbalanced", 0, false, "", []);
        string help = _labels.HasSeveral ? "" : " --class-weights balanced makes all labels count alike in training.";
        return new("unbalanced", 1, false, FormattableString.Invariant($"1 label, '{labels[0].Name}', has {labels[0].Share:0.0%} of all, {(double)labels[0].Count / labels[^1].Count:#,0.#} times as many as '{labels[^1].Name}'. Accuracy says little about rare labels: look at macro F1.{help}"), []);
    }

    private IReadOnlyList<CheckPlace> First(IReadOnlyList<CheckPlace> places) => [.. places.Take(_options.Listed)];

    private static string ReadAs(CorpusOptions options)
    {
        var columns = new[] { ("text", options.TextColumn), ("label", options.LabelColumn), ("tag", options.TagColumn) }.Where(column => column.Item2 is not null);
        string named = string.Join(", ", columns.Select(column => column.Item2 == CorpusOptions.NoColumn ? $"no {column.Item1}" : $"{column.Item1} in column {column.Item2}"));
        return named.Length > 0 ? $"{options.Format}, {named}" : options.Format!;
    }

    internal static string Number(long value) => FormattableString.Invariant($"{value:#,0}");

    internal static string Share(long part, long whole) => FormattableString.Invariant($"{(double)part / Math.Max(1, whole):0.0%}");
}

/// <summary>Counts places and keeps the first ones.</summary>
/// <param name="listedCount">How many are kept.</param>
internal sealed class FoundPlaces(int listedCount)
{
    private readonly List<CheckPlace> _places = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first ones.</summary>
    public IReadOnlyList<CheckPlace> Places => _places;

    /// <summary>Adds the place of a text.</summary>
    public void Add(CheckedText text, string note)
    {
        Count++;
        if (_places.Count < listedCount)
            _places.Add(new CheckPlace(text.Path, text.Line, note, Excerpt.Of(text.Bytes.Span)));
    }
}
