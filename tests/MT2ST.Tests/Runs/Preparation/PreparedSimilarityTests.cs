using MT2ST.Corpora.Pairs;
using MT2ST.Runs.Preparation;

namespace MT2ST.Tests.Runs.Preparation;

public sealed class PreparedSimilarityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_Sets_AreHalvedByTheirPairs()
    {
        PreparedSimilarity similarity = Prepare(usesAuxiliary: false).Similarity!;
        Assert.Equal(["set"], similarity.Dev.Select(set => set.Name));
        Assert.All(similarity.Dev[0].Pairs, pair => Assert.Equal(PairHalf.Dev, pair.Words.Half));
        Assert.All(similarity.Test[0].Pairs, pair => Assert.Equal(PairHalf.Test, pair.Words.Half));
        Assert.Equal(Pairs(12).Count() + 2, similarity.Dev[0].Pairs.Count + similarity.Test[0].Pairs.Count);
    }

    [Fact]
    public void Prepare_Text_IsNotHeldOutBesideTheSets()
    {
        PreparedTask task = Prepare(usesAuxiliary: false);
        Assert.Null(task.Dev);
        Assert.True(task.HasDev);
        Assert.Equal(2, task.Train.DocumentCount);
    }

    // Else strategies with and without auxiliaries would be measured on different pairs.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Prepare_Words_AreThoseOfThePrimaryAlone(bool usesAuxiliary)
    {
        PreparedTask task = Prepare(usesAuxiliary);
        Assert.Equal(usesAuxiliary, task.Train.Words.IndexOf("brought") >= 0);
        PreparedSimilarity similarity = task.Similarity!;
        string[] words = [.. Enumerable.Range(0, similarity.Words.Count).Select(id => similarity.Words[id])];
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => $"w{i}")], words.ToHashSet());
        Assert.Equal(words, similarity.Ids.Select(id => task.Train.Words[id]));
    }

    [Fact]
    public void Prepare_TestSets_ReplaceThoseOfDev()
    {
        string other = _folder.Write("other.txt", string.Concat(Pairs(4).Select(pair => $"{pair.First} {pair.Second} 1\n")));
        PreparedSimilarity similarity = Prepare(usesAuxiliary: false, primary => primary with { TestSimilarity = [other] }).Similarity!;
        Assert.Equal("other", Assert.Single(similarity.Test).Name);
        Assert.Equal("set", Assert.Single(similarity.Dev).Name);
    }

    [Fact]
    public void Prepare_SetOfTooFewKnownPairs_IsRefused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Prepare(usesAuxiliary: false, primary => primary with { DevSimilarity = [_folder.Write("strange.txt", "a b 1\nc d 2\n")] }));
        Assert.Matches(@"^Similarity set 'strange': of \d+ pairs of the dev half, 0 \(half A\) and 0 \(half B\) have both words .* Lower primary\.minCount", error.Message);
    }

    private PreparedTask Prepare(bool usesAuxiliary, Func<TaskOptions, TaskOptions>? change = null)
    {
        string words = string.Join(' ', Enumerable.Range(0, 12).Select(i => $"w{i}"));
        string judged = string.Concat(Pairs(12).Select((pair, i) => FormattableString.Invariant($"{pair.First} {pair.Second} {i}\n")));
        TaskOptions primary = new SkipGramOptions
        {
            MinCount = 2,
            Train = [_folder.Write("text.txt", $"{words} seldom\n{words}\n")],
            DevSimilarity = [_folder.Write("set.txt", judged + "w1 brought 1\nw1 seldom 2\n")],
        };
        var relation = new RelationOptions { Train = [_folder.Write("pairs.txt", "w1 brought\n")] };
        return RunPreparation.Prepare(new RunOptions { Primary = change?.Invoke(primary) ?? primary, Auxiliaries = [relation], Strategy = usesAuxiliary ? new MtlOptions() : new StlOptions() }).Tasks[0];
    }

    private static IEnumerable<WordPair> Pairs(int wordCount) =>
        from first in Enumerable.Range(0, wordCount)
        from second in Enumerable.Range(first + 1, wordCount - first - 1)
        select new WordPair($"w{first}", $"w{second}");
}
