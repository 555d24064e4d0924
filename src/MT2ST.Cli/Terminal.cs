using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace MT2ST.Cli;

/// <summary>Where a command writes: results to the output, progress and errors to the error stream.</summary>
/// <param name="Output">Results; standard output.</param>
/// <param name="Error">Progress and errors; standard error.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error)
{
    private const int FileWidth = 160; // Wide enough that no table is wrapped in a file or a pipe.

    /// <summary>Whether the error stream is a screen on which a line can be written over.</summary>
    public bool IsErrorScreen => Error == System.Console.Error && !System.Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Writes a result as JSON.</summary>
    public void WriteJson<T>(T result, JsonTypeInfo<T> type) => Output.WriteLine(JsonSerializer.Serialize(result, type));

    /// <summary>Writes a table: the first column to the left, the others to the right.</summary>
    public void WriteTable(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns)
            table.AddColumn(new TableColumn(new Text(column)) { Alignment = column == columns[0] ? Justify.Left : Justify.Right, NoWrap = true });
        foreach (string[] row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        Console().Write(table);
    }

    private IAnsiConsole Console()
    {
        bool isScreen = Output == System.Console.Out && !System.Console.IsOutputRedirected;
        bool isPlain = !isScreen || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
        });
        if (!isScreen)
            console.Profile.Width = FileWidth;
        return console;
    }
}
