using MT2ST.Corpora.Pairs;

namespace MT2ST.Corpora;

/// <summary>Where a corpus comes from: its files, read in order, and how to read them.</summary>
public sealed record CorpusSource
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Creates a source.</summary>
    /// <param name="examples">The files, of one format, or the examples in memory; for WordNet one folder.</param>
    /// <param name="options">How files are read; default: by the first one's name and first lines.</param>
    /// <exception cref="ArgumentException">There is no path, or an option is outside its range.</exception>
    public CorpusSource(ExampleSource examples, CorpusOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Examples = examples.Examples;
        Paths = Examples is null ? examples.Paths : [MemoryReader.Place];
        if (Paths.Count == 0)
            throw new ArgumentException("A corpus needs at least one path.", nameof(examples));
        Options = options ?? new CorpusOptions();
        Options.Validate();
    }

    /// <summary>The files; <c>.gz</c> ones are decompressed.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>The examples in memory; null if they are in files.</summary>
    internal IReadOnlyList<TextExample>? Examples { get; }

    /// <summary>How the files are read.</summary>
    public CorpusOptions Options { get; private init; }

    /// <summary>What a user should know of how the files were read, such as a header that was passed over; complete once they are read.</summary>
    public IReadOnlyList<string> Notes => NoteList.All;

    /// <summary>Collects the notes; sources with the same list add to it together.</summary>
    internal ReadingNotes NoteList { get; init; } = new();

    /// <summary>Leaves pairs of words out; null to read all.</summary>
    internal PairFilter? Filter { get; init; }

    /// <summary>
    /// The same files with the format and the columns decided. Use its <see cref="Options"/> for the dev and test files of
    /// the same data set, so that a guess is made only once.
    /// </summary>
    /// <exception cref="FileNotFoundException">The first file is missing.</exception>
    /// <exception cref="InvalidDataException">The first lines do not show the choice.</exception>
    public CorpusSource Resolve()
    {
        if (Examples is not null)
            return this;
        string? unnamed = Options.Separator is char separator ? (separator == '\t' ? BuiltInCorpora.Tsv : BuiltInCorpora.Csv) : Options.UnnamedFormat;
        string format = Options.Format ?? FormatDetection.FormatOf(Paths[0], unnamed, Options.IsTextAlone && !Options.NamesTable);
        if (format is BuiltInCorpora.Csv or BuiltInCorpora.Tsv && Options is { Format: null, UnnamedFormat: BuiltInCorpora.Scores, NamesTable: false } && ScoresReader.HasPairs(Paths[0]))
            format = BuiltInCorpora.Scores; // With any separator, and a header or none, as sets that measure are.
        if (Options.TextGroups is TextGrouping.Columns && format is not (BuiltInCorpora.Csv or BuiltInCorpora.Tsv or BuiltInCorpora.JsonLines))
            throw new InvalidDataException($"{Paths[0]}: is read as format '{format}', expected a table or JSON lines, with each text in a column or field of its own. Set format, or set pairs to title, sentences or halves to make pairs of one text.");
        CorpusSource named = this with { Options = Options with { Format = format } };
        return named with { Options = BuiltInCorpora.All[format].Factory().Resolve(named) };
    }

    /// <summary>Reads the examples of all files in order.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The same <see cref="CorpusExample"/> every time, filled anew.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is broken (the message starts with <c>path:line</c>), or there is no example at all.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<CorpusExample> Read(CancellationToken cancellationToken = default)
    {
        CorpusSource resolved = Resolve();
        bool isEmpty = true;
        foreach (CorpusExample example in resolved.CreateReader().Read(resolved, cancellationToken))
        {
            if (Filter?.Keep(example) == false)
                continue;
            isEmpty = false;
            yield return example;
        }
        if (isEmpty)
            throw resolved.NoExamples();
    }

    /// <summary>Refuses options that have no effect on the format of the files.</summary>
    /// <param name="nameOf">What the user calls an option, such as <c>--label-column</c>, by its name as a setting, such as <c>labelColumn</c>.</param>
    /// <exception cref="SettingException">An option is set that the format does not read; the message says which formats do.</exception>
    public void CheckEffects(Func<string, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        if (WithoutEffect(Options.Named(), nameOf) is { } wrong)
            throw wrong;
    }

    /// <summary>The error about the first of some options that has no effect on the format of the files; null if there is none.</summary>
    internal SettingException? WithoutEffect(IEnumerable<string> settings, Func<string, string> nameOf)
    {
        if (Examples is not null)
            return null;
        string format = Options.Format ?? Resolve().Options.Format!;
        return settings.FirstOrDefault(setting => !Reads(format, setting)) is { } wrong
            ? new(nameOf(wrong), $"{nameOf(wrong)} is set, but {Paths[0]} is read as format '{format}', where it has no effect; it is for {string.Join(", ", BuiltInCorpora.All.Names.Where(name => Reads(name, wrong)))}. Leave it out or set format.")
            : null;

        static bool Reads(string format, string setting) => BuiltInCorpora.All[format].Factory().Settings.Contains(setting);
    }

    /// <summary>Reads a text file line by line, empty lines too.</summary>
    /// <param name="path">The file (<c>.gz</c> too), or <see cref="StandardInput"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Each line in UTF-8 without its line break, valid until the next one.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is binary, in another encoding than UTF-8, or damaged.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> ReadLines(string path, CancellationToken cancellationToken = default)
    {
        using Utf8LineReader lines = Utf8LineReader.Open(path, cancellationToken);
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return lines.Line;
        }
    }

    /// <summary>Whether nothing of a text can be seen: it is empty, or of blanks and invisible characters alone. Such a text has no label.</summary>
    /// <param name="text">The text in UTF-8.</param>
    public static bool IsBlank(ReadOnlySpan<byte> text)
    {
        for (text = text.TrimStart(" \t\r\n\f\v"u8); !text.IsEmpty;)
        {
            Rune.DecodeFromUtf8(text, out Rune character, out int length);
            if (!Rune.IsWhiteSpace(character) && Rune.GetUnicodeCategory(character) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                return false;
            text = text[length..];
        }
        return true;
    }

    /// <summary>The error of a source without examples, its format decided.</summary>
    internal InvalidDataException NoExamples() =>
        new($"{string.Join(", ", Paths)}: found no examples{(Filter is null ? "" : " that are not excluded")}, expected at least one{HowRead}.{(Examples is null ? " Is it the right file?" : "")}");

    /// <summary>How files are read, in brackets for messages; empty for examples in memory.</summary>
    internal string HowRead => Examples is null ? $" (read as format '{Options.Format}')" : "";

    private ICorpusReader CreateReader()
    {
        ICorpusReader reader = Examples is null ? BuiltInCorpora.All[Options.Format!].Factory() : new MemoryReader();
        return Options.TextGroups is { } groups and not TextGrouping.Columns ? new GroupedTextReader(reader, groups) : reader;
    }
}
