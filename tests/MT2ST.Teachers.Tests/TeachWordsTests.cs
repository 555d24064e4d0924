using MT2ST.Cli;

namespace MT2ST.Teachers.Tests;

/// <summary><c>mt2st teach --words</c> with a real teacher.</summary>
public sealed class TeachWordsTests(MiniLm model)
{
    [Fact]
    public void Teach_WordsOfAText_GetVectorsInWhichWordsOfOneMeaningAreNear()
    {
        using TemporaryFolder folder = new();
        string text = folder.Write("text.txt", "The boat and the ship.\nA banana, an apple!\n");
        Assert.Contains(" 4 dimensions", Run(0, "teach", "--teacher", model.Model, "--words", text, "--dimensions", "4", "--output", folder.Path("words.txt")).Output, StringComparison.Ordinal);
        WordVectors vectors = Load(folder);
        Assert.Equal(4, vectors.Dimensions);
        Assert.Equal("the", vectors.Vocabulary[0]); // The most frequent word first.
        Assert.Equal(["ship"], vectors.MostSimilar("boat", 1, TestContext.Current.CancellationToken).Select(match => match.Word));
    }

    [Fact]
    public void Teach_WordsOfAVocabulary_KeepAllDimensionsByDefault()
    {
        using TemporaryFolder folder = new();
        string words = folder.Write("vocabulary.txt", "boat\t3\nship\t2\n");
        Run(0, "teach", "--teacher", model.Model, "--words", words, "--output", folder.Path("words.txt"));
        Assert.Equal((2, 384), (Load(folder).Count, Load(folder).Dimensions));
    }

    [Fact]
    public void Teach_MoreDimensionsThanTheTeacherHas_SaysHowMany()
    {
        using TemporaryFolder folder = new();
        string words = folder.Write("vocabulary.txt", "boat\t3\n");
        Assert.Contains("--dimensions is 400, but the teacher's vectors have 384", Run(2, "teach", "--teacher", model.Model, "--words", words, "--dimensions", "400", "--output", folder.Path("words.txt")).Error, StringComparison.Ordinal);
    }

    private static WordVectors Load(TemporaryFolder folder) => Formats.VectorFile.Load(folder.Path("words.txt"), TestContext.Current.CancellationToken);

    private static (string Output, string Error) Run(int exitCode, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int found = Program.Run(arguments, new Terminal(output, error), TestContext.Current.CancellationToken);
        Assert.True(found == exitCode, error.ToString());
        return (output.ToString(), error.ToString());
    }
}
