namespace MT2ST.Corpora;

/// <summary>Finds the format of a corpus by its name or, if the name says nothing, by its first lines.</summary>
internal static class FormatDetection
{
    private const int SampledLineCount = 20;

    /// <summary>The name in <see cref="BuiltInCorpora"/> of the format of this file or folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="unnamed">The format if the name does not show it; null to look at the first lines.</param>
    /// <param name="isTextAlone">Whether only the text is wanted: tabs in the first lines then do not make a table of it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string FormatOf(string path, string? unnamed = null, bool isTextAlone = false)
    {
        if (path == CorpusSource.StandardInput)
            return BuiltInCorpora.Text;
        if (Directory.Exists(path))
            return BuiltInCorpora.WordNet;
        string format = ByName(path) ?? unnamed ?? ByFirstLines(path);
        bool isGuessedTable = format == BuiltInCorpora.Tsv && isTextAlone && ByName(path) is null;
        return isGuessedTable ? BuiltInCorpora.Text : format; // As a table it would lose the words of the other columns.
    }

    private static string? ByName(string path)
    {
        string name = Path.GetFileName(path).ToLowerInvariant();
        if (InputFile.IsCompressed(name))
            name = Path.GetFileNameWithoutExtension(name);
        if (name.Contains(".tagged", StringComparison.Ordinal))
            return BuiltInCorpora.WordTag;
        return Path.GetExtension(name) switch
        {
            ".conllu" => BuiltInCorpora.Conllu,
            ".conll" or ".iob" or ".iob2" or ".bio" => BuiltInCorpora.Conll,
            ".csv" => BuiltInCorpora.Csv,
            ".tsv" or ".tab" => BuiltInCorpora.Tsv,
            ".ft" => BuiltInCorpora.FastText,
            ".jsonl" or ".ndjson" => BuiltInCorpora.JsonLines,
            _ => null,
        };
    }

    private static string ByFirstLines(string path)
    {
        LineCounts counts = default;
        using Utf8LineReader lines = Utf8LineReader.Open(path);
        while (counts.LineCount < SampledLineCount && lines.Read())
            if (!Utf8Fields.IsBlank(lines.Line.Span))
                counts.Add(lines.Line.Span);
        return counts.Format;
    }

    /// <summary>For each format, how many of the first lines look like it.</summary>
    private struct LineCounts
    {
        private int _labelled;
        private int _objects;
        private int _tagged;
        private int _tabSeparated;
        private int _conllu;
        private int _conlluTokens;
        private int _tabCount;

        public int LineCount { get; private set; }

        public readonly string Format =>
            LineCount == 0 ? BuiltInCorpora.Text
            : _labelled == LineCount ? BuiltInCorpora.FastText
            : _objects == LineCount && LineCount > 1 ? BuiltInCorpora.JsonLines // A single object is JSON of another kind.
            : _conllu == LineCount && _conlluTokens > 0 ? BuiltInCorpora.Conllu
            : _tagged == LineCount ? BuiltInCorpora.WordTag
            : _tabSeparated == LineCount ? BuiltInCorpora.Tsv
            : BuiltInCorpora.Text;

        public void Add(ReadOnlySpan<byte> line)
        {
            int tabCount = line.Count((byte)'\t');
            if (LineCount++ == 0)
                _tabCount = tabCount;
            _labelled += line.StartsWith(FastTextReader.LabelPrefix) ? 1 : 0;
            _objects += JsonLinesReader.BeginsObject(line) ? 1 : 0;
            bool isConlluToken = tabCount == ConlluReader.Columns.Count - 1 && char.IsAsciiDigit((char)line[0]);
            _conlluTokens += isConlluToken ? 1 : 0;
            _conllu += isConlluToken || line[0] == '#' ? 1 : 0;
            _tagged += IsTagged(line) ? 1 : 0;
            _tabSeparated += tabCount > 0 && tabCount == _tabCount ? 1 : 0;
        }

        private static bool IsTagged(ReadOnlySpan<byte> line)
        {
            while (Utf8Fields.NextBlankSeparated(ref line) is { IsEmpty: false } token)
            {
                int slash = token.LastIndexOf((byte)'/');
                if (slash <= 0 || slash == token.Length - 1)
                    return false;
            }
            return true;
        }
    }
}
