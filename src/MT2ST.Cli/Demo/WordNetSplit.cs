using System.Text;
using MT2ST.Corpora;
using MT2ST.Files;
using MT2ST.Numerics;

namespace MT2ST.Cli.Demo;

/// <summary>
/// Divides a WordNet dictionary into training, dev and test data for the task definition -> lexicographer file, so that
/// nothing of dev and test reaches the training data of any task.
/// </summary>
/// <remarks>
/// <para>
/// Of synsets whose definitions have the same words (punctuation and capital letters aside) the first is kept and the others are left out of everything.
/// What is kept is divided at random by synset: dev, test, and the pool, which is the rest.
/// </para>
/// <para>
/// Words of the lexicon come from pool synsets only. A lemma, single or multiword, that is a lemma of a dev or test synset
/// as well is left out (capital letters aside), and so is a part of a multiword lemma that is such a lemma by itself: another
/// sense of a word often has the same label as the sense held out. A lemma that is merely a part of a held-out multiword
/// lemma (<i>dog</i> of <i>hot_dog</i>) stays, since it does not name that synset.
/// </para>
/// </remarks>
internal static class WordNetSplit
{
    /// <summary>The training definitions: <c>label TAB definition</c>, in random order.</summary>
    public const string TrainFile = "train.tsv";

    /// <summary>The dev definitions.</summary>
    public const string DevFile = "dev.tsv";

    /// <summary>The test definitions.</summary>
    public const string TestFile = "test.tsv";

    /// <summary>The training definitions as raw text, one per line.</summary>
    public const string TextFile = "text.txt";

    /// <summary>The words of the pool: <c>label TAB word</c>.</summary>
    public const string LexiconFile = "lexicon.tsv";

    /// <summary>The synonyms of the pool: the single words of a synset on a line.</summary>
    public const string SynonymFile = "synonyms.txt";

    /// <summary>Writes the files. The same dictionary and options give the same bytes.</summary>
    /// <param name="wordNet">The dictionary's folder.</param>
    /// <param name="outputFolder">The folder for the files; it is created if needed.</param>
    /// <param name="options">The sizes and the seed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="InvalidDataException">The dictionary is broken, or too small for the split.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static WordNetSplitSummary Write(
        string wordNet, string outputFolder, WordNetSplitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wordNet);
        ArgumentNullException.ThrowIfNull(outputFolder);
        options ??= new WordNetSplitOptions();
        options.Validate();
        List<Entry> entries = [];
        int synsetCount = ReadDifferentDefinitions(wordNet, entries, cancellationToken);
        int heldOutCount = checked(options.DevCount + options.TestCount);
        if (entries.Count <= heldOutCount)
            throw new InvalidDataException($"{wordNet}: found {entries.Count} different definitions, expected more than {heldOutCount} (dev and test). Lower the counts.");
        Entry[] shuffled = [.. entries];
        new SeededRandom(options.Seed).Shuffle<Entry>(shuffled);
        ArraySegment<Entry> heldOut = new(shuffled, 0, heldOutCount);
        ArraySegment<Entry> pool = new(shuffled, heldOutCount, shuffled.Length - heldOutCount);
        HashSet<string> heldOutLemmas = [.. heldOut.SelectMany(entry => entry.Lemmas)];

        Directory.CreateDirectory(outputFolder);
        WriteLines(outputFolder, DevFile, heldOut[..options.DevCount].Select(LabelledDefinition));
        WriteLines(outputFolder, TestFile, heldOut[options.DevCount..].Select(LabelledDefinition));
        WriteLines(outputFolder, TrainFile, pool.Select(LabelledDefinition));
        WriteLines(outputFolder, TextFile, pool.Select(entry => entry.Definition));
        int lexiconCount = WriteLines(outputFolder, LexiconFile, LexiconLines(pool, heldOutLemmas));
        if (options.WithSynonyms)
            WriteLines(outputFolder, SynonymFile, SynonymLines(pool, heldOutLemmas));
        return new(synsetCount, entries.Count, pool.Count, lexiconCount);
    }

    private static int ReadDifferentDefinitions(string wordNet, List<Entry> entries, CancellationToken cancellationToken)
    {
        int synsetCount = 0;
        HashSet<string> known = [];
        CorpusSource dictionary = new(wordNet, new CorpusOptions { Format = "wordnet", WordNetPart = "synsets" });
        foreach (CorpusExample synset in dictionary.Read(cancellationToken))
        {
            synsetCount++;
            string definition = Encoding.UTF8.GetString(synset.Text.Span);
            if (definition.Length == 0 || !known.Add(WordsOf(definition)))
                continue;
            string[] lemmas = new string[synset.Words.Count];
            for (int i = 0; i < lemmas.Length; i++)
                lemmas[i] = synset.Words.GetString(i).ToLowerInvariant();
            entries.Add(new(synset.Labels.GetString(0), definition, lemmas));
        }
        return synsetCount;
    }

    /// <summary>The letters and digits of a definition in lower case, with a blank for anything between them.</summary>
    private static string WordsOf(string definition)
    {
        StringBuilder words = new(definition.Length);
        foreach (char character in definition)
        {
            if (char.IsLetterOrDigit(character))
                words.Append(char.ToLowerInvariant(character));
            else if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }
        return words.ToString().TrimEnd();
    }

    private static string LabelledDefinition(Entry entry) => $"{entry.Label}\t{entry.Definition}";

    private static IEnumerable<string> LexiconLines(IEnumerable<Entry> pool, HashSet<string> heldOutLemmas) =>
        from entry in pool
        from lemma in entry.Lemmas
        where !heldOutLemmas.Contains(lemma)
        from word in lemma.Split('_', StringSplitOptions.RemoveEmptyEntries)
        where !heldOutLemmas.Contains(word)
        select $"{entry.Label}\t{word}";

    private static IEnumerable<string> SynonymLines(IEnumerable<Entry> pool, HashSet<string> heldOutLemmas)
    {
        foreach (Entry entry in pool)
        {
            string[] words = [.. entry.Lemmas.Where(lemma => !lemma.Contains('_', StringComparison.Ordinal) && !heldOutLemmas.Contains(lemma)).Distinct()];
            if (words.Length > 1)
                yield return string.Join(' ', words);
        }
    }

    private static int WriteLines(string folder, string name, IEnumerable<string> lines)
    {
        int lineCount = 0;
        AtomicFile.Write(Path.Combine(folder, name), stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (string line in lines)
            {
                writer.WriteLine(line);
                lineCount++;
            }
        });
        return lineCount;
    }

    /// <summary>A synset that is kept: its label, its definition, its lemmas in small letters.</summary>
    private sealed record Entry(string Label, string Definition, string[] Lemmas);
}

/// <summary>How <see cref="WordNetSplit"/> divides a dictionary.</summary>
internal sealed record WordNetSplitOptions
{
    /// <summary>The number of dev definitions, at least 1.</summary>
    public int DevCount { get; init; } = 5_000;

    /// <summary>The number of test definitions, at least 1.</summary>
    public int TestCount { get; init; } = 10_000;

    /// <summary>The seed of the draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether synonyms of the pool are written too, one synset per line for the format <c>pairs</c>.</summary>
    public bool WithSynonyms { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(DevCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(TestCount, 1);
    }
}

/// <summary>What <see cref="WordNetSplit"/> wrote.</summary>
/// <param name="SynsetCount">The synsets of the dictionary.</param>
/// <param name="DefinitionCount">Their different definitions.</param>
/// <param name="PoolCount">The definitions to train on.</param>
/// <param name="LexiconCount">The labelled words of the pool.</param>
internal sealed record WordNetSplitSummary(int SynsetCount, int DefinitionCount, int PoolCount, int LexiconCount);
