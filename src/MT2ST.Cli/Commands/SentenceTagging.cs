using System.Globalization;
using System.Text;
using System.Text.Json;
using MT2ST.Corpora;

namespace MT2ST.Cli.Commands;

/// <summary>Tags the sentences of a file and writes them in the file's own layout.</summary>
/// <param name="model">The tagger.</param>
/// <param name="output">Where it writes.</param>
/// <param name="asJson">Whether a sentence becomes an object on a line.</param>
internal sealed class SentenceTagging(TrainedModel model, TextWriter output, bool asJson)
{
    public const string Text = "text";
    public const string Conllu = "conllu";
    public const string Conll = "conll";

    private readonly TaskOptions _task = model.Options.Primary;
    private readonly List<string> _lines = []; // Of the sentence so far, with comments.
    private readonly List<(int Line, string[] Columns)> _tokens = [];

    /// <summary>The layouts of input and output.</summary>
    public static IReadOnlyList<string> Formats { get; } = [Text, Conllu, Conll];

    /// <summary>Tags a file.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="format">Its layout; null for what its name and content say, and text for standard input.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public void Write(string path, string? format, CancellationToken cancellationToken)
    {
        format ??= path == CorpusSource.StandardInput ? Text : new CorpusSource(path).Resolve().Options.Format;
        long number = 0;
        foreach (ReadOnlyMemory<byte> bytes in CorpusSource.ReadLines(path, cancellationToken))
        {
            string line = Encoding.UTF8.GetString(bytes.Span);
            number++;
            if (format is not (Conllu or Conll))
                WriteText(line);
            else if (line.Trim().Length == 0)
                WriteSentence(format);
            else
                Add(line, format, path, number);
        }
        WriteSentence(format ?? Text);
    }

    /// <summary>The words of a plain line: split at blanks, and at punctuation before and after a word unless training split at blanks alone.</summary>
    public static IReadOnlyList<string> Words(string line, bool atBlanksAlone)
    {
        List<string> words = [];
        foreach (string run in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            int start = 0, end = run.Length;
            while (!atBlanksAlone && start < end - 1 && char.IsPunctuation(run[start]))
                words.Add(run[start++].ToString());
            int tail = end;
            while (!atBlanksAlone && tail > start + 1 && char.IsPunctuation(run[tail - 1]))
                tail--;
            words.Add(run[start..tail]);
            words.AddRange(run[tail..end].Select(mark => mark.ToString()));
        }
        return words;
    }

    private void WriteText(string line)
    {
        IReadOnlyList<string> words = Words(line, model.Options.Tokenizer == "whitespace");
        IReadOnlyList<string> tags = model.Tag(words);
        if (asJson)
            WriteJson(words, tags);
        else
        {
            for (int i = 0; i < words.Count; i++)
                output.Write($"{words[i]}\t{tags[i]}\n");
            output.Write('\n');
        }
    }

    private void Add(string line, string format, string path, long number)
    {
        _lines.Add(line);
        if (format == Conllu && line[0] == '#')
            return;
        string[] columns = line.Contains('\t', StringComparison.Ordinal) ? line.Split('\t') : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (format == Conllu && columns.Length != CorpusOptions.ConlluColumns.Count)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: found {columns.Length} tab-separated columns, expected {CorpusOptions.ConlluColumns.Count}. Is it CoNLL-U, and whole?"));
        if (format == Conllu && !columns[0].All(char.IsAsciiDigit)) // A range of words or an empty node.
            return;
        int word = WordColumn(format);
        if (word >= columns.Length || columns[word].Length == 0)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: found {columns.Length} columns, expected a word in column {word + 1}."));
        _tokens.Add((_lines.Count - 1, columns));
    }

    private void WriteSentence(string format)
    {
        if (_lines.Count == 0)
            return;
        int word = WordColumn(format);
        string[] words = [.. _tokens.Select(token => token.Columns[word])];
        IReadOnlyList<string> tags = model.Tag(words);
        if (asJson)
            WriteJson(words, tags);
        else
        {
            for (int i = 0; i < words.Length; i++)
                _lines[_tokens[i].Line] = Tagged(_tokens[i].Columns, _lines[_tokens[i].Line], tags[i], format);
            output.Write(string.Join('\n', _lines) + "\n\n");
        }
        _lines.Clear();
        _tokens.Clear();
    }

    // CoNLL-U has a column for the tag; columns of one's own get it behind the others, where conlleval looks for it.
    private string Tagged(string[] columns, string line, string tag, string format)
    {
        if (format == Conll)
            return line + (line.Contains('\t', StringComparison.Ordinal) ? '\t' : ' ') + tag;
        columns[Column(_task.Column ?? _task.LabelColumn ?? "upos")] = tag;
        return string.Join('\t', columns);
    }

    private int WordColumn(string format) => format == Conllu ? Column(_task.TextColumn ?? "form") : int.TryParse(_task.TextColumn, out int column) ? column - 1 : 0;

    // By its number or its name, which training has checked.
    private static int Column(string name) => int.TryParse(name, out int number)
        ? number - 1
        : CorpusOptions.ConlluColumns.Index().First(column => column.Item.Equals(name, StringComparison.OrdinalIgnoreCase)).Index;

    private void WriteJson(IReadOnlyList<string> words, IReadOnlyList<string> tags) =>
        output.Write(JsonSerializer.Serialize(new TaggingReport(words, tags), CommandJson.OnOneLine.TaggingReport) + "\n");
}

/// <summary>What <c>predict --json</c> writes for one sentence, on a line of its own.</summary>
internal sealed record TaggingReport(IReadOnlyList<string> Words, IReadOnlyList<string> Tags);
