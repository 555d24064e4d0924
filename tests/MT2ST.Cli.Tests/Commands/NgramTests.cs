using System.Text.Json;
using MT2ST.Embeddings;
using MT2ST.Formats;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>Character n-grams from the flag to words outside the vocabulary.</summary>
public sealed class NgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public NgramTests() => _run = SmallData.Write(_folder);

    private string Model => _folder.Path("model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_ClassifierWithNgrams_LearnsAndKeepsTheNgrams()
    {
        using JsonDocument json = Train();
        Assert.True(json.RootElement.GetProperty("devBest").GetDouble() > 0.9, json.RootElement.ToString());
        WordVectors vectors = VectorFile.Load(Model, TestContext.Current.CancellationToken);
        Assert.Equal(new CharacterNgrams { Minimum = 2, Maximum = 4, BucketCount = 5000 }, vectors.Ngrams!.Ngrams);
        Assert.Equal(new WordComposition(vectors.Ngrams.Ngrams, vectors.Vocabulary).Buckets, vectors.Ngrams.Buckets);
        Assert.Contains("ngrams.safetensors", CommandLine.Run("info", Model).AssertSucceeds().Output, StringComparison.Ordinal);
        Assert.Contains("\"ngrams\": \"2-4\"", File.ReadAllText(Path.Combine(Model, ModelFolder.Run)), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_SkipGramWithNgrams_LowersTheLoss()
    {
        string[] arguments = ["train", "--corpus", _folder.Path("text.txt"), "--dimensions", "8", "--min-count", "1", "--epochs", "5", "--dev-share", "0.1", "--json", "--ngrams", "3-6"];
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run(arguments).AssertSucceedsWithProgress().Output);
        Assert.True(json.RootElement.GetProperty("devBest").GetDouble() > -6 * Math.Log(2)); // Where every score is 0.
    }

    [Fact]
    public void Nearest_UnknownWord_IsFoundByItsNgrams()
    {
        Train().Dispose();
        string output = CommandLine.Run("nearest", Model, "goodish", "good", "--json").AssertSucceeds().Output;
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.True(json.RootElement[0].GetProperty("fromNgrams").GetBoolean());
        Assert.Contains(json.RootElement[0].GetProperty("nearest")[0].GetProperty("word").GetString(), (string[])["good", "great", "fine", "lovely"]);
        Assert.False(json.RootElement[1].TryGetProperty("fromNgrams", out _));
        Assert.Contains("nearest to 'goodish' (by its n-grams)", CommandLine.Run("nearest", Model, "goodish").AssertSucceeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearest_NoKnownNgram_Fails()
    {
        Train().Dispose();
        int words = VectorFile.Load(Model, TestContext.Current.CancellationToken).Count;
        CommandLine.Run("nearest", Model, "χψω").AssertFails(
            ExitCode.Failure,
            $"The word 'χψω' is not among the {words} words of the vectors, and none of its character n-grams has a vector.");
    }

    [Fact]
    public void Evaluate_UnknownWords_AreCountedApart()
    {
        Train().Dispose();
        string set = _folder.Write("similar.txt", "good great 9\ngood bad 1\ngoodish greatly 8\ngoodish badly 2\nχψω bad 1\n");
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("evaluate", Model, "--similarity", set, "--json").AssertSucceeds().Output);
        JsonElement entry = json.RootElement.GetProperty("similarity")[0];
        Assert.Equal(["name", "spearman", "pairs", "found", "foundByNgrams", "spearmanWithNgrams"], entry.EnumerateObject().Select(property => property.Name));
        Assert.Equal((5, 2, 2), (entry.GetProperty("pairs").GetInt32(), entry.GetProperty("found").GetInt32(), entry.GetProperty("foundByNgrams").GetInt32()));
        Assert.Equal(1, entry.GetProperty("spearman").GetDouble());
        Assert.InRange(entry.GetProperty("spearmanWithNgrams").GetDouble(), -1, 1);
        Assert.Matches(@"similar +1\.000 +5 +2 +2 +-?[01]\.\d{3}", CommandLine.Run("evaluate", Model, "--similarity", set).AssertSucceeds().Output);
    }

    [Fact]
    public void Compare_RowWithNgrams_SharesTheData()
    {
        string output = CommandLine.Run("compare", _run, "--strategies", "stl", "--seeds", "1", "--warm-up", "0", "--set", "ngrams=2-4", "--json").AssertSucceedsWithProgress().Output;
        Assert.Contains("\"stl\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "ngrams is '3'; it must be the shortest and the longest length in [1, 100], such as 3-6.")]
    [InlineData("6-3", "ngrams is '6-3'; it must be the shortest and the longest length in [1, 100], such as 3-6.")]
    [InlineData("0-3", "ngrams is '0-3'; it must be the shortest and the longest length in [1, 100], such as 3-6.")]
    [InlineData("three-six", "ngrams is 'three-six'; it must be the shortest and the longest length in [1, 100], such as 3-6.")]
    public void Train_WrongNgrams_IsAUsageErrorBeforeAnyFileIsRead(string ngrams, string message) =>
        CommandLine.Run("train", "--corpus", "missing.txt", "--ngrams", ngrams).AssertFails(ExitCode.Usage, message);

    [Fact]
    public void Train_WrongNgramBucketsInTheRunFile_SaysItsLine()
    {
        string file = _folder.Write("wrong.json", "{\n  \"ngrams\": \"3-6\",\n  \"ngramBuckets\": 0,\n  \"primary\": { \"task\": \"skipgram\", \"train\": \"text.txt\" }\n}\n");
        CommandLine.Run("train", file).AssertFails(ExitCode.Usage, $"{file}:3: ngramBuckets is 0; it must be in [1, 100000000].");
    }

    private JsonDocument Train() => JsonDocument.Parse(
        CommandLine.Run("train", _run, "--ngrams", "2-4", "--ngram-buckets", "5000", "--output", Model, "--json").AssertSucceedsWithProgress().Output);
}
