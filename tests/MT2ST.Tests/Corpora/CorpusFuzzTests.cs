using System.Text;
using MT2ST.Corpora;
using MT2ST.Corpora.WordNet;
using MT2ST.Numerics;
using MT2ST.Tests.Corpora.WordNet;

namespace MT2ST.Tests.Corpora;

public sealed class CorpusFuzzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Files => new()
    {
        { "text", "one two\nthree don't\n" },
        { "csv", "text,label\n\"a \"\"b\"\",\nc\",x\nplain,y\n" },
        { "tsv", "a b\tx\nc d\tx\n" },
        { "fasttext", "__label__a __label__b the text\n__label__a more\n" },
        { "conllu", "# text\n1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n" },
        { "conll", "-DOCSTART- -X- O\n\nEU NNP B-ORG\nrejects VBZ O\n\nPeter NNP B-PER\n" },
        { "wordtag", "The/at jury/nn\nsaid/vbd ./.\n" },
        { "pairs", "big large huge\nsmall tiny\n" },
        { "scores", "# judged\nbig large 9.5\nsmall\ttiny\t8\n" },
        { "questions", ": capitals\nAthens Greece Oslo Norway\n" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_MutatedBytes_GivesExamplesOrInvalidData(string format, string text)
    {
        const int MutationCount = 200;
        SeededRandom random = new(seed: 1);
        string path = _folder.Path("mutated");
        int refused = 0;
        for (int i = 0; i < MutationCount; i++)
        {
            File.WriteAllBytes(path, Mutation.Of(Encoding.UTF8.GetBytes(text), random));
            try
            {
                ReadExample.All(path, new CorpusOptions { Format = format });
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.InRange(refused, 0, MutationCount - 1);
    }

    [Theory]
    [InlineData("data.noun")]
    [InlineData("data.adj")]
    public void WordNet_MutatedBytes_GivesExamplesOrInvalidData(string name)
    {
        const int MutationCount = 75;
        SeededRandom random = new(seed: 2);
        SmallWordNet.Write(_folder);
        byte[] bytes = File.ReadAllBytes(_folder.Path(name));
        int refused = 0;
        for (int i = 0; i < MutationCount; i++)
        {
            File.WriteAllBytes(_folder.Path(name), Mutation.Of(bytes, random));
            foreach (string part in WordNetReader.Parts)
            {
                try
                {
                    ReadExample.All(_folder.Root, new CorpusOptions { Format = "wordnet", WordNetPart = part });
                }
                catch (InvalidDataException error)
                {
                    Assert.StartsWith(_folder.Root, error.Message, StringComparison.Ordinal);
                    refused++;
                }
            }
        }
        Assert.InRange(refused, 1, (MutationCount * WordNetReader.Parts.Count) - 1);
    }
}
