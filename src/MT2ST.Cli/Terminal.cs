using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace MT2ST.Cli;

/// <summary>The streams of a command: results go to the output, progress and errors to the error stream.</summary>
/// <param name="Output">Results; standard output.</param>
/// <param name="Error">Progress and errors; standard error.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error)
{
    private const int MinimumHeaderWidth = 8;
    private const int ScreenWidth = 80;
    private const int TableMargin = 1;
    private const int ColumnGap = 2;
    private const int NameWidth = 24; // At least so much of a name stays on one line.
    private const int FileWidth = 400; // Wide enough that no table is wrapped in a file or a pipe; a table takes what it needs.

    private static readonly SearchValues<char> Parting = SearchValues.Create("-_.+/ "); // Marks between the parts of a name.

    private readonly TextWriter _screen = Output; // For tables, whose writer may use colours.
    private readonly bool _isErrorLossy = Error is LossyWriter;

    private readonly Lazy<Stream?> _outputBytes = new(() => Output == System.Console.Out && System.Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage ? System.Console.OpenStandardOutput() : null);

    /// <summary>Results; control characters are shown as escapes.</summary>
    public TextWriter Output { get; } = new VisibleWriter(Output);

    /// <summary>Progress and errors; control characters are shown as escapes.</summary>
    public TextWriter Error { get; } = new VisibleWriter(Error);

    /// <summary>Whether the error stream is a screen on which a line can be written over.</summary>
    public bool IsErrorScreen => _isErrorLossy && !System.Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Writes results that are UTF-8 already: as they are where standard output takes them, else as text; control characters are shown as escapes.</summary>
    public void WriteUtf8(ReadOnlySpan<byte> utf8)
    {
        if (_outputBytes.Value is { } stream && !VisibleWriter.MayHide(utf8))
            stream.Write(utf8);
        else
            Output.Write(Encoding.UTF8.GetString(utf8));
    }

    /// <summary>Writes a result as JSON.</summary>
    public void WriteJson<T>(T result, JsonTypeInfo<T> type) => Output.WriteLine(JsonSerializer.Serialize(result, type));

    /// <summary>Writes a table: the first column to the left, the others to the right. Long headers of numbers are broken, cells never.</summary>
    public void WriteTable(string[] columns, IEnumerable<string[]> rows)
    {
        string[][] cells = Escaped(rows);
        Write(Headers(columns, cells), cells);
    }

    /// <summary>
    /// Writes a table that fits a terminal of 80 columns: columns that do not fit follow in tables of their own below, each
    /// with the first column again, and long texts of the first column are broken.
    /// </summary>
    public void WriteNarrowTable(string[] columns, IEnumerable<string[]> rows)
    {
        string[][] cells = Escaped(rows);
        string[] headers = Headers(columns, cells);
        int[] widths = [.. Enumerable.Range(0, headers.Length).Select(column => cells.Select(row => row[column]).Concat(headers[column].Split('\n')).Max(text => text.Length) + ColumnGap)];
        int nameWidth = Math.Max(NameWidth, ScreenWidth - TableMargin - ColumnGap - widths.Skip(1).Sum());
        widths[0] = Math.Min(widths[0], nameWidth + ColumnGap);
        string[][] named = [.. cells.Select(row => row.Select((cell, column) => column == 0 ? BrokenName(cell, nameWidth) : cell).ToArray())];
        for (int from = 1, to; from < headers.Length; from = to)
        {
            int used = TableMargin + widths[0] + widths[from];
            for (to = from + 1; to < headers.Length && used + widths[to] <= ScreenWidth; to++)
                used += widths[to];
            int[] shown = [0, .. Enumerable.Range(from, to - from)];
            Write([.. shown.Select(column => headers[column])], [.. named.Select(row => shown.Select(column => row[column]).ToArray())]);
        }
    }

    private static string[][] Escaped(IEnumerable<string[]> rows) => [.. rows.Select(row => row.Select(VisibleWriter.Escape).ToArray())];

    private static string[] Headers(string[] columns, string[][] cells) =>
        [.. columns.Select((header, column) => Broken(VisibleWriter.Escape(header), column == 0 ? int.MaxValue : cells.Select(row => row[column].Length).Append(MinimumHeaderWidth).Max()))];

    private void Write(string[] headers, string[][] cells)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (int column = 0; column < headers.Length; column++)
            table.AddColumn(new TableColumn(new Text(headers[column])) { Alignment = column == 0 ? Justify.Left : Justify.Right, NoWrap = true, Padding = new Padding(0, 0, 1, 0) });
        foreach (string[] row in cells)
            table.AddRow(row.Select(cell => new Text(cell)));
        Console().Write(table);
    }

    // Behind a mark that parts words if there is one, so that no part of a name is lost.
    private static string BrokenName(string name, int width)
    {
        var text = new StringBuilder();
        while (name.Length > width)
        {
            int end = name.AsSpan(0, width).LastIndexOfAny(Parting) + 1;
            end = end == 0 ? width : end;
            text.Append(name, 0, end).Append('\n');
            name = name[end..];
        }
        return text.Append(name).ToString();
    }

    private static string Broken(string header, int width)
    {
        var text = new StringBuilder();
        int lineLength = 0;
        foreach (string word in header.Split(' '))
        {
            bool fits = lineLength + 1 + word.Length <= width;
            if (text.Length > 0)
                text.Append(fits ? ' ' : '\n');
            lineLength = text.Length > 0 && fits ? lineLength + 1 + word.Length : word.Length;
            text.Append(word);
        }
        return text.ToString();
    }

    private IAnsiConsole Console()
    {
        bool isScreen = _screen == System.Console.Out && !System.Console.IsOutputRedirected;
        bool isPlain = !isScreen || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_screen),
        });
        if (!isScreen)
            console.Profile.Width = FileWidth;
        return console;
    }
}
