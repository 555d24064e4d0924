using MT2ST.Cli;
using MT2ST.Corpora;
using MT2ST.Formats;

namespace MT2ST.Teachers.Tests;

/// <summary><c>mt2st teach</c> with a real teacher, which it loads as it does for a user.</summary>
public sealed class TeachTests(MiniLm model)
{
    [Fact]
    public void Teach_TableOfTexts_WritesTheTeachersVectorsByTheKeysOfTheTexts()
    {
        using TemporaryFolder folder = new();
        string table = folder.Write("texts.tsv", "label\ttext\na\tHello, world!\nb\tA second text.\nb\tHello, world!\n");
        string output = folder.Path("targets.safetensors");
        Assert.Equal("", Run(0, "teach", "--teacher", model.Model, "--texts", table, "--text-column", "text", "--output", output).Error);
        Safetensors targets = Safetensors.Read(output, TestContext.Current.CancellationToken);
        Assert.Equal([unchecked((long)TextKey.Of("Hello, world!"u8)), unchecked((long)TextKey.Of("A second text."u8))], targets["keys"].LongIntegers);
        Assert.Equal([2, 384], targets["targets"].Shape);
        var expected = new float[2 * 384];
        model.Teacher.Encode(["Hello, world!", "A second text."], expected, TestContext.Current.CancellationToken);
        Assert.Equal(expected, targets["targets"].Values);
        Assert.Equal(model.Teacher.Description["model"], targets.Metadata["model"]);
        Assert.Contains("\"repeated\": 1", File.ReadAllText(output + ".teach.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Teach_OverTargetsOfOtherTextsOrItsOwnTexts_IsRefused()
    {
        using TemporaryFolder folder = new();
        string texts = folder.Write("texts.txt", "A text.\n"), other = folder.Write("other.txt", "Another.\n"), output = folder.Path("targets.safetensors");
        Run(0, "teach", "--teacher", model.Model, "--texts", texts, "--output", output);
        byte[] before = File.ReadAllBytes(output);
        Assert.Contains("Give --force to replace it", Run(2, "teach", "--teacher", model.Model, "--texts", other, "--output", output).Error, StringComparison.Ordinal);
        Assert.Contains("is read and would be written over", Run(2, "teach", "--teacher", model.Model, "--texts", texts, "--output", texts, "--force").Error, StringComparison.Ordinal);
        Assert.Contains("is a folder", Run(2, "teach", "--teacher", model.Model, "--texts", texts, "--output", folder.Root, "--force").Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(output));
        Assert.Equal("A text.\n", File.ReadAllText(texts));
        Run(0, "teach", "--teacher", model.Model, "--texts", other, "--output", output, "--force");
        Assert.NotEqual(before, File.ReadAllBytes(output));
    }

    [Fact]
    public void Teach_WrongTeacher_IsOneLine()
    {
        using TemporaryFolder folder = new();
        string texts = folder.Write("texts.txt", "A text.\n"), output = folder.Path("targets.safetensors");
        Assert.Matches(@"^mt2st: .* nothing says how the model pools .*\n$", Run(1, "teach", "--teacher", model.Folder, "--texts", texts, "--output", output).Error.ReplaceLineEndings("\n"));
        Assert.Equal("mt2st: Unknown pooling 'sum'. Known: mean, cls, max.\n", Run(2, "teach", "--teacher", model.Folder, "--pooling", "sum", "--texts", texts, "--output", output).Error.ReplaceLineEndings("\n"));
        Assert.Equal(["texts.txt"], Directory.GetFiles(folder.Root).Select(file => Path.GetFileName(file)));
    }

    private static (string Output, string Error) Run(int exitCode, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int found = Program.Run(arguments, new Terminal(output, error), TestContext.Current.CancellationToken);
        Assert.True(found == exitCode, error.ToString());
        return (output.ToString(), error.ToString());
    }
}
