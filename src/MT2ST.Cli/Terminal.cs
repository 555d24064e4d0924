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
    private const int FileWidth = 400; // Wide enough that no table is wrapped in a file or a pipe; a table takes what it needs.

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
        string[][] cells = [.. rows.Select(row => row.Select(VisibleWriter.Escape).ToArray())];
        var table = new Table { Border = TableBorder.Simple };
        for (int column = 0; column < columns.Length; column++)
        {
            int width = column == 0 ? int.MaxValue : cells.Select(row => row[column].Length).Append(MinimumHeaderWidth).Max();
            table.AddColumn(new TableColumn(new Text(Broken(VisibleWriter.Escape(columns[column]), width))) { Alignment = column == 0 ? Justify.Left : Justify.Right, NoWrap = true, Padding = new Padding(0, 0, 1, 0) });
        }
        foreach (string[] row in cells)
            table.AddRow(row.Select(cell => new Text(cell)));
        Console().Write(table);
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
