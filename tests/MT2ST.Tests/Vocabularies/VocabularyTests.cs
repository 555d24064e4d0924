using CsCheck;
using MT2ST.Corpora;
using MT2ST.Vocabularies;

namespace MT2ST.Tests.Vocabularies;

public sealed class VocabularyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void IndexOf_AnyWords_GivesTheirPlaces() =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 20].HashSet[1, 200].Sample(words =>
        {
            string[] given = [.. words];
            var vocabulary = Vocabulary.Create(given);
            Assert.Equal(Enumerable.Range(0, given.Length), given.Select(vocabulary.IndexOf));
        }, seed: "0000KOIPJv64", iter: 100, threads: 1);

    [Fact]
    public void IndexOf_WordsThatDifferInOneByteOnly_AreToldApart()
    {
        string[] words = [.. Enumerable.Range(1, 40).SelectMany(length => Enumerable.Range(0, length).Select(place => new string('a', place) + 'b' + new string('a', length - 1 - place)))];
        var vocabulary = Vocabulary.Create(words);
        Assert.Equal(Enumerable.Range(0, words.Length), words.Select(vocabulary.IndexOf));
    }

    [Fact]
    public void IndexOf_ListOfWords_AgreesWithEachAlone() =>
        Gen.Select(Gen.String[Gen.Char['a', 'c'], 1, 20].HashSet[1, 200], Gen.String[Gen.Char['a', 'c'], 1, 20].Array[0, 100]).Sample((known, asked) =>
        {
            var vocabulary = Vocabulary.Create(known);
            Utf8List words = new();
            foreach (string word in asked.Concat(known))
                words.Add(word);
            int[] ids = new int[words.Count];
            vocabulary.IndexOf(words, 0, ids);
            Assert.Equal(asked.Concat(known).Select(vocabulary.IndexOf), ids);
        }, seed: "0000KOIPJv64", iter: 200, threads: 1);

    [Fact]
    public void IndexOf_WordWithAZeroBehindIt_IsMissing() =>
        Assert.Equal(Vocabulary.Missing, Vocabulary.Create(["a"]).IndexOf("a\0"));

    [Fact]
    public void IndexOf_UnknownWord_IsMissing() => Assert.Equal(Vocabulary.Missing, Vocabulary.Create(["one"]).IndexOf("two"u8));

    [Fact]
    public void TotalCount_Counts_AreSummed() => Assert.Equal(7, Vocabulary.Create(["a", "b"], [5, 2]).TotalCount);

    [Fact]
    public void Create_WordTwice_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Vocabulary.Create(["a", "b", "a"]));
        Assert.StartsWith("The word 'a' comes twice.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Saved_GivesTheSameWordsAndCounts() =>
        Gen.String[Gen.Char['\u0020', '\uD7FF'], 1, 12].HashSet[1, 50].Select(words => words.ToArray()).SelectMany(words => Gen.Long[0, long.MaxValue / 100].Array[words.Length], (words, counts) => (words, counts)).Sample(sample =>
        {
            var saved = Vocabulary.Create(sample.words, sample.counts);
            saved.Save(_folder.Path("words.tsv"));
            var loaded = Vocabulary.Load(_folder.Path("words.tsv"));
            Assert.Equal(sample.words, Enumerable.Range(0, loaded.Count).Select(id => loaded[id]));
            Assert.Equal(sample.counts, loaded.Counts.ToArray());
        }, seed: "0000KOIPJv64", iter: 100, threads: 1);

    [Fact]
    public void Save_Words_GivesALineAWord()
    {
        Vocabulary.Create(["the", "été"], [12, 3]).Save(_folder.Path("words.tsv"));
        Assert.Equal("the\t12\nété\t3\n", File.ReadAllText(_folder.Path("words.tsv")));
    }

    [Theory]
    [InlineData("the\t12\nof\n", ":2: found 'of', expected word TAB count.")]
    [InlineData("the\t1x\n", ":1: found 'the\t1x', expected word TAB count.")]
    [InlineData("the\t-1\n", ":1: found 'the\t-1', expected word TAB count.")]
    [InlineData("the\t2\nthe\t1\n", ":2: found the word 'the' a second time, expected each word once.")]
    public void Load_BrokenFile_SaysWhereAndWhatWasExpected(string text, string expected)
    {
        string path = _folder.Write("words.tsv", text);
        var error = Assert.Throws<InvalidDataException>(() => Vocabulary.Load(path, TestContext.Current.CancellationToken));
        Assert.StartsWith(path + expected, error.Message, StringComparison.Ordinal);
    }
}
