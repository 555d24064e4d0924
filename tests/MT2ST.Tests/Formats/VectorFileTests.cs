using System.IO.Compression;
using MT2ST.Catalogs;
using MT2ST.Formats;
using MT2ST.Tests.Embeddings;

namespace MT2ST.Tests.Formats;

public sealed class VectorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Formats { get; } = [.. BuiltInVectorFormats.All.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Save_EveryFormat_IsRecognisedAndLoadedTheSame(string format)
    {
        WordVectors vectors = TestVectors.Random(50, 9, seed: 6);
        VectorFile.Save(_folder.Path("vectors"), vectors, format, cancellationToken: TestContext.Current.CancellationToken);
        WordVectors loaded = Load(_folder.Path("vectors"));
        Assert.Equal(vectors.Rows.Values.ToArray(), loaded.Rows.Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 50).Select(id => vectors.Vocabulary[id]), Enumerable.Range(0, 50).Select(id => loaded.Vocabulary[id]));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Save_TwiceInEveryFormat_GivesTheSameBytes(string format)
    {
        WordVectors vectors = TestVectors.Random(7, 3, seed: 6);
        VectorFile.Save(_folder.Path("a"), vectors, format, cancellationToken: TestContext.Current.CancellationToken);
        VectorFile.Save(_folder.Path("b"), Load(_folder.Path("a")), format, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(_folder.Path("a")), File.ReadAllBytes(_folder.Path("b")));
    }

    [Fact]
    public void Save_OnSeveralThreads_WritesTheSameFile()
    {
        WordVectors vectors = TestVectors.Random(1234, 7, 1); // Not a whole number of blocks.
        VectorFile.Save(_folder.Path("one"), vectors, cancellationToken: TestContext.Current.CancellationToken);
        VectorFile.Save(_folder.Path("three"), vectors, threads: 3, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(_folder.Path("one")), File.ReadAllBytes(_folder.Path("three")));
    }

    [Fact]
    public void Save_UnknownFormat_NamesTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => VectorFile.Save(_folder.Path("v"), TestVectors.Random(1, 1, 1), "word2vek", cancellationToken: TestContext.Current.CancellationToken));
        Assert.StartsWith("Unknown vector format 'word2vek'. Did you mean 'word2vec'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ModelFolder_ReadsItsVectors()
    {
        _folder.Write(ModelFolder.Vectors, "1 2\nword 1 2\n");
        Assert.Equal([1f, 2f], Load(_folder.Root)[0].ToArray());
    }

    [Theory]
    [InlineData("sun moon 7.5\n")]
    [InlineData("the 1204\nof 731\n")]
    [InlineData("2004 300\n2003 299\n")]
    [InlineData("{\"dimensions\": 64}\n")]
    [InlineData("\0\0\0")]
    public void Load_AnotherKindOfFile_SaysThatItIsNoVectorFile(string text)
    {
        string path = _folder.Write("other.txt", text);
        var error = Assert.Throws<InvalidDataException>(() => Load(path));
        Assert.Equal($"{path}: is in no known vector format; expected a line of the word count and the dimensions, then binary values (word2vec-binary); or a line of the word count and the dimensions, or of a word and its values (word2vec). Is it another kind of file?", error.Message);
    }

    [Fact]
    public void Load_EmptyFile_SaysSo()
    {
        string path = _folder.Write("empty.vec", "");
        var error = Assert.Throws<InvalidDataException>(() => Load(path));
        Assert.Equal($"{path}: is empty, expected word vectors. Was it cut off?", error.Message);
    }

    [Fact]
    public void Load_HeaderPromisesBillions_FailsWithoutAllocatingThem()
    {
        string path = _folder.Write("vectors.vec", "2000000000 3\na 1 2 3\n");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Load(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Load_CompressedFile_ReadsItsContent()
    {
        string path = _folder.Path("vectors.vec.gz");
        using (var stream = new GZipStream(File.Create(path), CompressionLevel.Optimal))
            stream.Write("2 2\nthe 1 2\nof 3 4\n"u8);
        Assert.Equal([3f, 4f], Load(path)[1].ToArray());
    }

    [Fact]
    public void Load_FileIsMissing_Throws() => Assert.Throws<FileNotFoundException>(() => Load(_folder.Path("missing.vec")));

    [Fact]
    public void Catalog_Entries_HaveASummaryOfOneLine() =>
        Assert.All(BuiltInVectorFormats.All, (CatalogEntry<Func<IVectorFormat>> entry) => Assert.Matches(@"^\S[^\n]+[^.\s]$", entry.Summary));

    private static WordVectors Load(string path) => VectorFile.Load(path, TestContext.Current.CancellationToken);
}
