using MT2ST.Corpora;
using MT2ST.Corpora.WordNet;

namespace MT2ST.Tests.Corpora.WordNet;

public sealed class WordNetReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WordNetReaderTests() => SmallWordNet.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Definitions_QuotedExamples_AreLeftOut() => Assert.Equal(
        [
            "2: that which exists {noun.Tops}", "3: a barking animal {noun.animal}", "4: a mewing animal {noun.animal}",
            "5: a mewing animal {noun.artifact}", "2: make the noise of a dog {verb.body}", "2: large {adj.all}", "2: with speed {adv.all}",
        ],
        Read(WordNetReader.Definitions));

    [Fact]
    public void Glosses_QuotedExamples_AreKept() =>
        Assert.Contains("2: make the noise of a dog; \"it barks\"; \"bark!\" {verb.body}", Read(WordNetReader.Glosses));

    [Fact]
    public void Lexicon_MultiwordLemmas_GiveTheirParts() => Assert.Equal(
        ["3: dog {noun.animal}", "3: hound {noun.animal}", "3: domestic {noun.animal}", "3: dog {noun.animal}"],
        Read(WordNetReader.Lexicon).Where(example => example.StartsWith("3:", StringComparison.Ordinal) && !example.Contains("adj", StringComparison.Ordinal)));

    [Fact]
    public void Lexicon_SyntacticMarker_IsLeftOut() => Assert.Contains("2: big {adj.all}", Read(WordNetReader.Lexicon));

    [Fact]
    public void Synonyms_MultiwordLemmas_AreLeftOut() => Assert.Equal(["3: dog hound {synonym}"], Read(WordNetReader.Synonyms));

    [Fact]
    public void Antonyms_BothDirections_AreRead() =>
        Assert.Equal(["2: big small {antonym}", "3: small big {antonym}"], Read(WordNetReader.Antonyms));

    [Fact]
    public void Hypernyms_EveryWord_IsJoinedWithTheFirstAbove() =>
        Assert.Equal(["3: dog entity {hypernym}", "3: hound entity {hypernym}", "4: cat entity {hypernym}"], Read(WordNetReader.Hypernyms));

    [Theory]
    [InlineData("00000100 99 n 01 entity 0 000 | x\n", "found '99', expected a lexicographer file (base 10, at most 44).")]
    [InlineData("00000100 03 n 02 entity 0\n", "found the end of the line, expected a word. Was the file cut off?")]
    [InlineData("00000100 03 n 01 entity 0 000 x\n", "found no '|', expected one before the gloss. Was the file cut off?")]
    [InlineData("00000100 03 n 01 entity 0 001 ? 00000100 n 0000 | x\n", "found '?', expected a pointer's symbol")]
    public void Read_BrokenLine_SaysWhereAndWhatWasExpected(string line, string expected)
    {
        string path = _folder.Write("data.noun", line);
        var error = Assert.Throws<InvalidDataException>(() => Read(WordNetReader.Definitions));
        Assert.StartsWith($"{path}:1: {expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_NoDataFile_SaysWhatToInstall()
    {
        File.Delete(_folder.Path("data.adv"));
        var error = Assert.Throws<FileNotFoundException>(() => new WordNetDatabase(_folder.Root));
        Assert.EndsWith("puts one into /usr/share/wordnet). For texts, name the files in the folder.", error.Message, StringComparison.Ordinal);
    }

    private string[] Read(string part) => ReadExample.All(_folder.Root, new CorpusOptions { WordNetPart = part });
}
