using MT2ST.Catalogs;

namespace MT2ST.Corpora;

/// <summary>
/// Reads CoNLL-U (universaldependencies.org/format.html): sentences of ten tab-separated columns, one token per line.
/// Multiword ranges (<c>1-2</c>), empty nodes (<c>1.1</c>) and comments are skipped.
/// </summary>
internal sealed class ConlluReader : ICorpusReader
{
    private const string DefaultWordColumn = "form";
    private const string DefaultTagColumn = "upos";

    /// <summary>The names of the ten columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc"];

    // In the other columns _ says that there is nothing to say, such as no features.
    private static readonly string[] EmptyMeansMissing = ["lemma", "upos", "xpos", "head", "deprel"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Settings => ["textColumn", "labelColumn", "column"];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A column of the options is not one of <see cref="Columns"/> or their numbers, or two name the tag's.</exception>
    public CorpusOptions Resolve(CorpusSource source)
    {
        CorpusOptions options = source.Options;
        if (options is { LabelColumn: not null, TagColumn: not null })
            throw new ArgumentException($"labelColumn is '{options.LabelColumn}' and column is '{options.TagColumn}', but a token has one tag. Set column alone.");
        string tag = options.TagColumn ?? options.LabelColumn ?? DefaultTagColumn;
        ColumnIndex(options.TextColumn ?? DefaultWordColumn);
        ColumnIndex(tag);
        return options with { TagColumn = tag, LabelColumn = null };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A column of the options is not one of <see cref="Columns"/> or their numbers.</exception>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        int wordColumn = ColumnIndex(source.Options.TextColumn ?? DefaultWordColumn);
        int tagColumn = ColumnIndex(source.Options.TagColumn ?? DefaultTagColumn);
        return LineExamples.ReadSentences(source, TakeToken, cancellationToken).Select(example =>
        {
            example.LacksLabel = EmptyMeansMissing.Contains(Columns[tagColumn]) && IsWithoutTags(example.Tags);
            return example;
        });

        bool TakeToken(Utf8LineReader lines, CorpusExample example)
        {
            if (Utf8Fields.IsBlank(lines.Line.Span))
                return false;
            AddToken(lines, wordColumn, tagColumn, example);
            return true;
        }
    }

    private static bool IsWithoutTags(Utf8List tags)
    {
        for (int i = 0; i < tags.Count; i++)
            if (!tags[i].SequenceEqual("_"u8))
                return false;
        return true;
    }

    private static int ColumnIndex(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
            if (column.Equals(Columns[i], StringComparison.OrdinalIgnoreCase) || column == (i + 1).ToString(CultureInfo.InvariantCulture))
                return i;
        throw new ArgumentException($"{Suggestions.Unknown("column", column, Columns)} Or a number, 1 to {Columns.Count}. CoNLL-U has these ten columns; set 'column' to the one with the tags, 'textColumn' to the one with the words.");
    }

    private static void AddToken(Utf8LineReader lines, int wordColumn, int tagColumn, CorpusExample example)
    {
        ReadOnlySpan<byte> rest = lines.Line.Span;
        if (rest[0] == '#')
            return;
        int columnCount = rest.Count((byte)'\t') + 1;
        if (columnCount != Columns.Count)
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found {columnCount} tab-separated columns, expected {Columns.Count}. Is it CoNLL-U, and whole?");
        if (!IsToken(lines, rest[..rest.IndexOf((byte)'\t')]))
            return;
        for (int column = 0; column < columnCount; column++)
        {
            ReadOnlySpan<byte> field = Utf8Fields.NextTabSeparated(ref rest);
            if (column != wordColumn && column != tagColumn)
                continue;
            if (field.IsEmpty)
                throw CorpusError.At(lines.Path, lines.LineNumber, $"found nothing in the column {Columns[column]}, expected a value or _.");
            if (column == wordColumn)
                example.Words.Add(field);
            if (column == tagColumn)
                example.Tags.Add(field);
        }
    }

    private static bool IsToken(Utf8LineReader lines, ReadOnlySpan<byte> id)
    {
        int digitCount = id.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digitCount == 0 || id.IsEmpty || (digitCount > 0 && id[digitCount] is not ((byte)'-' or (byte)'.')))
            throw CorpusError.At(lines.Path, lines.LineNumber, $"found the id {CorpusError.Quote(id)}, expected a number, a range (1-2) or an empty node (1.1).");
        return digitCount < 0;
    }
}
