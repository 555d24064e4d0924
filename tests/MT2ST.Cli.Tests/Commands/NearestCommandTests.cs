using System.IO.Compression;
using System.Text.Json;

namespace MT2ST.Cli.Tests.Commands;

public sealed class NearestCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nearest_Words_GivesATableForEach()
    {
        string output = CommandLine.Run("nearest", _folder.WriteVectors(), "king", "Man", "--top", "1").AssertSucceeds().Output;
        Assert.Matches(@"(?s)nearest to 'king'.*queen +0\.995.*nearest to 'Man'.*woman +0\.995", output);
    }

    [Fact]
    public void Nearest_Json_GivesWordsAndCosines()
    {
        string path = _folder.Write("v.vec", "3 2\nüber 1 0\nauf 1 1\nunter -1 0\n");
        string output = CommandLine.Run("nearest", path, "über", "--json").AssertSucceeds().Output;
        Assert.Contains("\"über\"", output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement[] nearest = [.. json.RootElement[0].GetProperty("nearest").EnumerateArray()];
        Assert.Equal(["auf", "unter"], nearest.Select(match => match.GetProperty("word").GetString()));
        Assert.Equal(Math.Sqrt(0.5), nearest[0].GetProperty("cosine").GetDouble(), 1e-6);
        Assert.Equal(-1, nearest[1].GetProperty("cosine").GetDouble(), 1e-6);
    }

    [Fact]
    public void NearestAndInfo_ControlCharactersInWords_AreShownAsEscapes()
    {
        string path = _folder.Write("v.vec", "3 2\nking\u001b[31m 1 0\nauf 1 1\nun\u009bter -1 0\n");
        Assert.Contains("king\\u001b[31m", CommandLine.Run("info", path).AssertSucceeds().Output, StringComparison.Ordinal);
        string output = CommandLine.Run("nearest", path, "auf").AssertSucceeds().Output;
        Assert.Contains("king\\u001b[31m", output, StringComparison.Ordinal);
        Assert.Contains("un\\u009bter", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", CommandLine.Run("nearest", path, "no\u001b]0;x").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void NearestAndInfo_VeryLongWord_IsCut()
    {
        string path = _folder.Write("v.vec", $"3 2\n{new string('a', 100_000)} 1 0\nauf 1 1\nunter -1 0\n");
        Assert.InRange(CommandLine.Run("info", path).AssertSucceeds().Output.Length, 1, 1_000);
        string output = CommandLine.Run("nearest", path, "auf").AssertSucceeds().Output;
        Assert.Contains("aaa... (100,000 characters)", output, StringComparison.Ordinal);
        Assert.InRange(output.Length, 1, 1_000);
    }

    [Fact]
    public void Nearest_GzipWithoutItsName_IsRead()
    {
        string path = _folder.Path("v.vec");
        using (GZipStream stream = new(File.Create(path), CompressionLevel.Fastest))
            stream.Write("2 2\nking 1 0\nqueen 1 1\n"u8);
        Assert.Contains("queen", CommandLine.Run("nearest", path, "king").AssertSucceeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearest_WordWithAZeroVector_Fails() => CommandLine.Run("nearest", _folder.Write("v.vec", "2 2\nnought 0 0\nking 1 0\n"), "nought").AssertFails(
        ExitCode.Failure,
        "The vector of 'nought' is zero, so no word is near it by cosine. Was it trained? Ask for another word.");

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("many")]
    [InlineData("1.5")]
    public void Nearest_WrongTop_IsAUsageError(string top) => CommandLine.Run("nearest", _folder.WriteVectors(), "king", "--top", top).AssertFails(
        ExitCode.Usage,
        $"--top expects a whole number of at least 1, found '{top}'. See 'mt2st nearest --help'.");

    [Fact]
    public void Nearest_MistypedOption_IsNotTakenForAWord() => CommandLine.Run("nearest", _folder.WriteVectors(), "king", "--tip").AssertFails(
        ExitCode.Usage,
        "Unknown option '--tip'. Did you mean '--top'? See 'mt2st nearest --help'.");

    [Fact]
    public void Nearest_SecondWordUnknown_WritesNothingOfTheFirst() => CommandLine.Run("nearest", _folder.WriteVectors(), "king", "moon")
        .AssertFails(ExitCode.Failure, "The word 'moon' is not among the 4 words of the vectors.");

    [Fact]
    public void Nearest_WordWithAtSign_IsNotReadAsAFile()
    {
        string path = _folder.Write("v.vec", "2 2\n@user 1 0\nrt 1 1\n");
        Assert.Contains("rt", CommandLine.Run("nearest", path, "@user").AssertSucceeds().Output, StringComparison.Ordinal);
    }
}
