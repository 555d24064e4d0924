using System.Text;
using MT2ST.Corpora;
using MT2ST.Corpora.Pairs;

namespace MT2ST.Tests.Corpora.Pairs;

public sealed class PairFilterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ExcludedPairs_AreLeftOutInEitherOrderAndAnyCase()
    {
        PairFilter filter = new([_folder.Write("sim.txt", "Cat tiger 7.35\ndog\twolf\t6\n")], half: null, []);
        Assert.Equal(["tiger lion puma", "Dog puppy", "cow ox"], Read("tiger CAT lion puma\nDog puppy Wolf\nwolf dog\ncow ox\n", filter));
        PairUsage usage = filter.Usage("relation");
        Assert.Equal("relation", usage.Task);
        Assert.Equal(4, usage.TrainedCount);
        ExcludedPairs excluded = Assert.Single(usage.Excluded);
        Assert.Equal(3, excluded.Count);
        Assert.Equal(["cat tiger", "dog wolf"], excluded.Pairs);
    }

    [Fact]
    public void Read_PairOfTwoExcludedFiles_CountsForTheFirst()
    {
        Directory.CreateDirectory(_folder.Path("sets"));
        _folder.Write("sets/b.txt", "cat tiger 1\ncat lion 2\n");
        _folder.Write("sets/a.txt", "tiger cat 3\n");
        PairFilter filter = new([_folder.Path("sets")], half: null, []);
        Assert.Equal(["cat puma"], Read("cat tiger lion puma\n", filter));
        Assert.Equal([("a.txt", 1L), ("b.txt", 1L)], filter.Usage("relation").Excluded.Select(file => (Path.GetFileName(file.File), file.Count)));
    }

    [Fact]
    public void Read_MeasuredPairs_AreCountedWhereTheyAreTrainedOn()
    {
        WordPair[] measured = [new("cat", "tiger"), new("cow", "ox"), new("sun", "moon")];
        PairFilter filter = new([_folder.Write("sim.txt", "cow ox 1\n")], half: null, measured);
        Assert.Equal(["Tiger cat lion"], Read("Tiger cat lion\nox cow\n", filter));
        Assert.Equal(1, filter.Usage("relation").MeasuredCount);
    }

    [Fact]
    public void Read_RowsOfATable_GoWhole()
    {
        PairFilter filter = new([_folder.Write("sim.txt", "hot cold 1\n")], half: null, []);
        string table = _folder.Write("pairs.csv", "hot,cold,antonym\nhot,warm,synonym\n");
        CorpusSource source = new(table, new CorpusOptions { TextColumn = "1,2", LabelColumn = "3" }) { Filter = filter };
        Assert.Equal(["hot warm"], source.Read(TestContext.Current.CancellationToken).Select(example => Encoding.UTF8.GetString(example.Text.Span)));
        Assert.Equal(1, Assert.Single(filter.Usage("relation").Excluded).Count);
    }

    [Fact]
    public void Read_EveryPairExcluded_SaysSo()
    {
        PairFilter filter = new([_folder.Write("sim.txt", "hot cold 1\n")], half: null, []);
        var error = Assert.Throws<InvalidDataException>(() => Read("cold hot\n", filter));
        Assert.Contains("found no examples that are not excluded", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PairHalf.Dev)]
    [InlineData(PairHalf.Test)]
    public void Read_Half_GivesItsPairsAlone(PairHalf half)
    {
        PairFilter filter = new([], half, []);
        string[] others = [.. Enumerable.Range(0, 40).Select(i => $"w{i}")];
        string[] expected = [.. others.Where(word => new WordPair("head", word).Half == half)];
        Assert.InRange(expected.Length, 5, 35);
        Assert.Equal([$"head {string.Join(' ', expected)}"], Read($"head {string.Join(' ', others)}\n", filter));
        Assert.Equal(expected.Length, filter.Usage("relation").TrainedCount);
    }

    [Fact]
    public void Create_MissingFile_Throws() => Assert.Throws<FileNotFoundException>(() => new PairFilter([_folder.Path("missing.txt")], half: null, []));

    private string[] Read(string text, PairFilter filter)
    {
        CorpusSource source = new(_folder.Write("pairs.txt", text), new CorpusOptions { Format = BuiltInCorpora.Pairs }) { Filter = filter };
        return [.. source.Read(TestContext.Current.CancellationToken).Select(example => string.Join(' ', Enumerable.Range(0, example.Words.Count).Select(example.Words.GetString)))];
    }
}
