using System.Globalization;
using System.Text;
using MT2ST.Catalogs;
using MT2ST.Corpora;

namespace MT2ST.Cli.Prediction;

/// <summary>A sentence to tag: a line of text, or lines of columns.</summary>
internal sealed class InputSentence
{
    /// <summary>The text, or the JSON object that holds it; null for columns.</summary>
    public string? Line { get; init; }

    /// <summary>Where it starts.</summary>
    public required LinePlace Place { get; init; }

    /// <summary>The lines of columns with their comments.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The columns of each word, with the number of its line among <see cref="Lines"/>.</summary>
    public List<(int Line, string[] Columns)> Tokens { get; } = [];
}

/// <summary>Reads sentences of columns (CoNLL-U, CoNLL).</summary>
/// <param name="task">The tagger's task, which knows the column of the words.</param>
/// <param name="format">The layout.</param>
/// <param name="textColumn">The column of the words that the user named; null for that of the training.</param>
internal sealed class SentenceInput(TaskOptions task, string format, string? textColumn)
{
    private readonly bool _isConllu = format == PredictOptions.Conllu;

    /// <summary>The column of the words.</summary>
    public int WordColumn { get; } = format switch
    {
        PredictOptions.Conllu => ConlluColumn(textColumn ?? task.TextColumn ?? "form"),
        PredictOptions.Conll when textColumn is not null => NumberedColumn(textColumn),
        _ when textColumn is null && int.TryParse(task.TextColumn, out int column) => column - 1,
        _ => 0,
    };

    /// <summary>A column of CoNLL-U by its number or its name.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static int ConlluColumn(string name)
    {
        for (int i = 0; i < CorpusOptions.ConlluColumns.Count; i++)
            if (CorpusOptions.ConlluColumns[i].Equals(name, StringComparison.OrdinalIgnoreCase) || name == (i + 1).ToString(CultureInfo.InvariantCulture))
                return i;
        throw new ArgumentException($"{Suggestions.Unknown("column", name, CorpusOptions.ConlluColumns)} Or a number, 1 to {CorpusOptions.ConlluColumns.Count}.");
    }

    private static int NumberedColumn(string column) => int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
        ? number - 1
        : throw new ArgumentException($"--text-column is '{column}'; expected a number of at least 1, since CoNLL columns have no names.");

    /// <summary>Reads the sentences of a file; a sentence ends at a blank line.</summary>
    public IEnumerable<InputSentence> Read(string path, CancellationToken cancellationToken)
    {
        long number = 0;
        InputSentence? sentence = null;
        foreach (ReadOnlyMemory<byte> bytes in CorpusSource.ReadLines(path, cancellationToken))
        {
            string line = Encoding.UTF8.GetString(bytes.Span);
            number++;
            if (line.Trim().Length > 0)
                Add(line, sentence ??= new InputSentence { Place = new LinePlace(path, number) }, path, number);
            else if (sentence is not null)
            {
                yield return sentence;
                sentence = null;
            }
        }
        if (sentence is not null)
            yield return sentence;
    }

    private void Add(string line, InputSentence sentence, string path, long number)
    {
        sentence.Lines.Add(line);
        if (_isConllu && line[0] == '#')
            return;
        string[] columns = line.Contains('\t', StringComparison.Ordinal) ? line.Split('\t') : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (_isConllu && columns.Length != CorpusOptions.ConlluColumns.Count)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: found {columns.Length} tab-separated columns, expected {CorpusOptions.ConlluColumns.Count}. Is it CoNLL-U, and whole?"));
        if (_isConllu && !columns[0].All(char.IsAsciiDigit)) // A range of words or an empty node.
            return;
        if (WordColumn >= columns.Length || columns[WordColumn].Length == 0)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: found {columns.Length} columns, expected a word in column {WordColumn + 1}."));
        sentence.Tokens.Add((sentence.Lines.Count - 1, columns));
    }
}
