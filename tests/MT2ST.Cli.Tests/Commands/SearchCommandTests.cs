using System.Text.Json;

namespace MT2ST.Cli.Tests.Commands;

public sealed class SearchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Vectors => _folder.Write("small.vec", "3 2\nsun 1 0\nmoon 0 1\nday 3 1\n");

    private string Lines => _folder.Write("texts.txt", "the moon\n\nsun and moon\nthe sun\nzebra\n");

    [Fact]
    public void Search_Vectors_ListsScoresPlacesAndExcerpts()
    {
        string lines = Lines;
        Assert.Equal(
            $"1.000  {lines}:4  the sun\n0.707  {lines}:3  sun and moon\n",
            CommandLine.Run("search", Vectors, lines, "sun", "--bm25", "0", "--count", "2").AssertSucceeds().Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Search_Words_FindWhatTheVectorsDoNot()
    {
        string lines = Lines;
        Assert.StartsWith($"0.500  {lines}:5  zebra", CommandLine.Run("search", Vectors, lines, "zebra").AssertSucceeds().Output, StringComparison.Ordinal);
        CommandLine.Run("search", Vectors, lines, "zebra", "--bm25", "0").AssertFails(ExitCode.Failure, "No word of the query 'zebra' is known to the model; a weight of BM25 finds texts by their words alone.");
    }

    [Fact]
    public void Search_Folder_TakesEachTextFile()
    {
        _folder.Write("notes/a.md", "# Sun\n\nA day in the sun.\n");
        string moon = _folder.Write("notes/old/b.txt", "A moon.\n");
        _folder.Write("notes/c.bin", "moon");
        Assert.Equal($"1.000  {moon}  A moon.\n", CommandLine.Run("search", Vectors, _folder.Path("notes"), "moon", "--count", "1").AssertSucceeds().Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("t.jsonl", "{\"id\": 1, \"body\": \"the moon\"}\n{\"body\": \"the sun\"}\n", ":2", "--field", "body")]
    [InlineData("t.tsv", "title\tbody\nx\tthe moon\ny\tthe sun\n", ":3", "--text-column", "body")]
    public void Search_EachLayout_NamesTheLine(string name, string content, string line, params string[] options)
    {
        string file = _folder.Write(name, content);
        Assert.StartsWith($"1.000  {file}{line}  the sun", CommandLine.Run(["search", Vectors, file, "sun", .. options]).AssertSucceeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_SeveralQueriesAsJson_WriteAnObjectForEach()
    {
        string[] output = CommandLine.Run("search", Vectors, Lines, "sun", "day moon", "--json", "--bm25", "0").AssertSucceeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement[] answers = [.. output.Select(line => JsonElement.Parse(line))];
        Assert.Equal(["sun", "day moon"], answers.Select(answer => answer.GetProperty("query").GetString()));
        Assert.Equal(["score", "place", "text"], answers[0].GetProperty("found")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal("sun and moon", answers[1].GetProperty("found")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Search_Index_IsUsedAgainAndMadeAnewWhenStale()
    {
        string index = _folder.Path("texts.index"), lines = Lines, vectors = Vectors;
        string[] arguments = ["search", vectors, lines, "sun", "--index", index];
        string first = CommandLine.Run(arguments).AssertSucceeds().Output;
        DateTime written = File.GetLastWriteTimeUtc(index);
        Assert.Equal(first, CommandLine.Run(arguments).AssertSucceeds().Output);
        Assert.Equal(written, File.GetLastWriteTimeUtc(index));
        _folder.Write("texts.txt", "the sun\n");
        Assert.Equal($"{index}: was made of other texts or by another model; it is made anew.\n", CommandLine.Run(arguments).AssertSucceedsWithProgress().Error.ReplaceLineEndings("\n"));
        _folder.Write("small.vec", "1 3\nsun 1 0 0\n");
        Assert.Equal($"{index}: was made of other texts or by another model; it is made anew.\n", CommandLine.Run(arguments).AssertSucceedsWithProgress().Error.ReplaceLineEndings("\n"));
        CommandLine.Run(arguments).AssertSucceeds();
    }

    [Fact]
    public void Search_NothingToSearchIn_IsRefused()
    {
        string empty = Directory.CreateDirectory(_folder.Path("empty")).FullName, blank = _folder.Write("blank.txt", "\n\n"), vectors = Vectors;
        CommandLine.Run("search", vectors, empty, "sun").AssertFails(ExitCode.Failure, $"{empty}: found no text in a file .txt or .md, expected at least one to search in.");
        CommandLine.Run("search", vectors, blank, "sun").AssertFails(ExitCode.Failure, $"{blank}: found no text, expected at least one to search in.");
        CommandLine.Run("search", vectors, Lines, "sun", "--index", _folder.Write("no.index", "x")).AssertFailsAfterProgress(ExitCode.Failure, "no.index: is too short for a safetensors file.");
    }
}
