using MT2ST.Cli.Commands;
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
        var source = new CorpusSource(ExampleSource.FromFiles([.. options.Files]), options.Reading);
        source.CheckEffects(CommonArguments.FlagOf);
        _source = source.Resolve();
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
        foreach (string note in check._source.Notes)
            progress(note);
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

    private bool AreLabelsOfTheirOwn => !_labels.AreTags && !_labels.HasSeveral && _labels.Count > LabelSuspects.FewestOfLabel && _labels.Count > _labels.Total / 2;

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
            if (text.IsLabelled)
                _labels.Add(text);
            if (text.WordCount == 0)
            {
                _empty.Add(text, "");
                continue;
            }
            if (text.WordCount == 1)
                _oneWord.Add(text, "");
            _index.Add(text);
            if (text.IsLabelled)
                _suspects.Add(text);
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
        string texts = _labels.AreTags ? "sentences" : "texts";
        if (_options.TestFiles.Count > 0)
        {
            string others = _otherLabels > 0 ? FormattableString.Invariant($", {_otherLabels:#,0} with another label") : "";
            yield return new("test-in-training", _testInTraining.Count, true, $"Test {texts} that stand in the training data: {Number(_testInTraining.Count)} of {Number(_testTexts)} ({Share(_testInTraining.Count, _testTexts)}){others}. The test measures memory there: leave them out of the training data.", _testInTraining.Places);
            yield return new("unknown-test-labels", _unknownTestLabels.Count, true, $"Labels of the test data that the training data lacks: {Number(_unknownTestLabels.Count)}. Training refuses them.", _unknownTestLabels.Places);
        }
        yield return new("contradicting-labels", _index.ContradictedCount, true, $"Different {texts} that stand several times with different labels: {Number(_index.ContradictedCount)}. Decide on one for each.", _index.Contradicted(_labels.AreTags));
        IReadOnlyList<CheckPlace> variants = _labels.AreTags ? [] : _labels.Variants(), rare = AreLabelsOfTheirOwn ? [] : _labels.Rare();
        yield return new("label-variants", variants.Count, true, $"Labels that differ from another one only in capitals, blanks, hyphens or underscores: {Number(variants.Count)}. Each is a class of its own.", First(variants));
        yield return new("labels-of-their-own", AreLabelsOfTheirOwn ? _labels.Count : 0, true, $"Different labels: {Number(_labels.Count)} for {Number(_texts)} {texts}. Is the label column right?", []);
        yield return new("one-label", _labels.Count == 1 ? 1 : 0, true, $"All {texts} have the same {(_labels.AreTags ? "tag" : "label")}, so there is nothing to tell apart. Is the column right?", []);
        foreach (CheckFinding finding in _characters.Findings(texts))
            yield return finding;
        yield return new("duplicates", _index.DuplicateCount, false, $"Duplicates, by their words: {Number(_index.DuplicateCount)} {texts} ({Share(_index.DuplicateCount, _texts)}), {Number(_index.DistinctCount)} different ones. Each counts again in training, and may stand in both parts of a split.", _index.MostRepeated());
        yield return new("without-words", _empty.Count, _empty.Count == _texts, $"{Capital(texts)} without a word: {Number(_empty.Count)}.", _empty.Places);
        FoundPlaces oneWord = AreWordsAlone ? new FoundPlaces(0) : _oneWord;
        yield return new("one-word", oneWord.Count, false, $"{Capital(texts)} of one word: {Number(oneWord.Count)} ({Share(oneWord.Count, _texts)}).", oneWord.Places);
        yield return new("unlabelled", _unlabelled.Count, false, $"{Capital(texts)} without a label: {Number(_unlabelled.Count)} ({Share(_unlabelled.Count, _texts)}). Training leaves them out.", _unlabelled.Places);
        yield return new("few-examples", rare.Count, false, $"Labels with fewer than {LabelCounts.FewExamples} examples: {Number(rare.Count)} of {Number(_labels.Count)}. They are hardly learnt: give more, or join them with others.", First(rare));
        yield return Unbalanced();
        string read = _lengths.Greatest > TextLengths.ReadWords && !_labels.AreTags && _labels.Count > 0 ? $" A classifier reads the first {Number(TextLengths.ReadWords)} (--maximum-tokens)." : "";
        yield return new("very-long", _lengths.CountFrom(_lengths.LongFrom), false, $"{Capital(texts)} of {Number(_lengths.LongFrom)} words or more: {Number(_lengths.CountFrom(_lengths.LongFrom))}; half of all have at most {Number(_lengths.Median)}.{read} Did an open quote join several?", _lengths.Longest());
    }

    private CheckFinding Unbalanced()
    {
        const double Ratio = 10, Share = 0.8;
        IReadOnlyList<CheckedLabel> labels = _labels.Ranked;
        bool isUnbalanced = !_labels.AreTags && labels.Count > 1 && (labels[0].Share >= Share || labels[0].Count >= Ratio * labels[^1].Count);
        if (!isUnbalanced || AreLabelsOfTheirOwn)
            return new("unbalanced", 0, false, "", []);
        string help = _labels.HasSeveral ? "" : " With --class-weights balanced training finds more of the rare ones, and is wrong about more of the others.";
        return new("unbalanced", 1, false, FormattableString.Invariant($"Unbalanced labels: '{labels[0].Name}' has {labels[0].Share:0.0%} of all, {(double)labels[0].Count / labels[^1].Count:#,0.#} times as many as '{labels[^1].Name}'. Accuracy says little about rare labels: look at macro F1.{help}"), []);
    }

    private IReadOnlyList<CheckPlace> First(IReadOnlyList<CheckPlace> places) => [.. places.Take(_options.Listed)];

    private static string ReadAs(CorpusOptions options)
    {
        var columns = new[] { ("text", options.TextColumn), ("label", options.LabelColumn), ("tag", options.TagColumn) }.Where(column => column.Item2 is not null);
        string named = string.Join(", ", columns.Select(column => column.Item2 == CorpusOptions.NoColumn ? $"no {column.Item1}" : $"{column.Item1} in column {column.Item2}"));
        return named.Length > 0 ? $"{options.Format}, {named}" : options.Format!;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

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
