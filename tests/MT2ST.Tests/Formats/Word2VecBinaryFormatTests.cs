using System.Globalization;
using System.IO.Compression;
using System.Text;
using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Tests.Embeddings;

namespace MT2ST.Tests.Formats;

public sealed class Word2VecBinaryFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static byte[] Small => [.. "2 1\nthe "u8, 0, 0, 128, 63, (byte)'\n', .. "of "u8, 0, 0, 0, 64, (byte)'\n'];

    [Fact]
    public void Write_Vectors_GivesHeaderThenWordBlankValuesBreak()
    {
        string path = _folder.Path("vectors.bin");
        new Word2VecBinaryFormat().Write(path, TestVectors.Of(("the", [1f]), ("of", [2f])), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Small, File.ReadAllBytes(path));
    }

    [Fact]
    public void Load_FileOfGensim_HasItsWordsAndValues()
    {
        string[] golden = File.ReadAllLines(RepositoryFiles.Path("tests", "MT2ST.Tests", "Formats", "Golden", "word2vec-binary.txt"));
        string path = Write(Convert.FromBase64String(golden[1]));
        WordVectors vectors = VectorFile.Load(path, TestContext.Current.CancellationToken);
        Assert.Equal(golden.Length - 2, vectors.Count);
        for (int id = 0; id < vectors.Count; id++)
        {
            string[] columns = golden[id + 2].Split(' ');
            Assert.Equal(columns[0], vectors.Vocabulary[id]);
            Assert.Equal(columns[1..].Select(value => (float)double.Parse(value, CultureInfo.InvariantCulture)), vectors[id].ToArray());
        }
    }

    [Fact]
    public void Load_CompressedFile_ReadsItsContent()
    {
        string path = _folder.Path("vectors.bin.gz");
        using (var stream = new GZipStream(File.Create(path), CompressionLevel.Optimal))
            stream.Write(Small);
        Assert.Equal([2f], VectorFile.Load(path, TestContext.Current.CancellationToken)[1].ToArray());
    }

    [Theory]
    [InlineData("2 1\nthe 1\nof 2\n")]
    [InlineData("2 3\nthe 1 2 3\nof -1 0.5 1e2\n")]
    [InlineData("the 1 2 3\n")]
    [InlineData("2 2\nthe 1 x\nété 1 2\n")]
    [InlineData("2 1\nthe")]
    [InlineData("")]
    public void Recognizes_Text_IsLeftToTheTextFormat(string text) =>
        Assert.False(new Word2VecBinaryFormat().Recognizes(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(0x3F000A0A)] // Two line breaks come first.
    [InlineData(0x3E2A5C41)] // "A\*>": a value of printable letters alone ...
    public void Recognizes_FloatsThatLookLikeText_AreBinary(int bits)
    {
        float value = BitConverter.Int32BitsToSingle(bits);
        WordVectors vectors = TestVectors.Of(("the", [value, -0.1f, 0.7f])); // ... beside which others stand.
        new Word2VecBinaryFormat().Write(_folder.Path("vectors.bin"), vectors, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([value, -0.1f, 0.7f], VectorFile.Load(_folder.Path("vectors.bin"), TestContext.Current.CancellationToken)[0].ToArray());
    }

    [Theory]
    [InlineData(10, "word 1: found the end of the file, expected 2 words (from the header). Was the file cut off?")]
    [InlineData(14, "word 2: found the end of the file, expected 2 words (from the header). Was the file cut off?")]
    public void Load_CutFile_SaysAtWhichWord(int length, string message)
    {
        string path = Write(Small[..length]);
        Assert.StartsWith($"{path}: {message}", Assert.Throws<InvalidDataException>(() => ReadAll(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MoreThanTheHeaderPromises_IsRefused()
    {
        string path = Write([.. Small, .. "and "u8]);
        Assert.Equal($"{path}: found more bytes after the 2 words of the header.", Assert.Throws<InvalidDataException>(() => ReadAll(path)).Message);
    }

    [Theory]
    [InlineData(8, 2)]
    [InlineData(3, 20)]
    public void Load_BigEndianValues_AreRefused(int dimensions, int wordCount)
    {
        var random = new SeededRandom(3);
        List<byte> file = [.. Encoding.UTF8.GetBytes($"{wordCount} {dimensions}\n")];
        for (int word = 0; word < wordCount; word++)
        {
            file.AddRange(Encoding.UTF8.GetBytes($"word{word} "));
            for (int i = 0; i < dimensions; i++)
                file.AddRange(Enumerable.Reverse(BitConverter.GetBytes((float)((2 * random.NextDouble()) - 1))));
            file.Add((byte)'\n');
        }
        string path = Write([.. file]);
        string message = Assert.Throws<InvalidDataException>(() => VectorFile.Load(path, TestContext.Current.CancellationToken)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains("expected little-endian floats. Does the file come from a big-endian machine?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TinyValues_AreRead()
    {
        WordVectors vectors = TestVectors.Of(("a", [1e-30f, 2e-30f, 3e-31f, 4e-32f, 5e-30f, 6e-31f]), ("b", [1.5e-30f, -2e-33f, 3e-34f, 4e-32f, -5.1e-30f, 6.2e-31f]));
        new Word2VecBinaryFormat().Write(_folder.Path("tiny.bin"), vectors, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(vectors.Rows.Values.ToArray(), VectorFile.Load(_folder.Path("tiny.bin"), TestContext.Current.CancellationToken).Rows.Values.ToArray());
    }

    [Fact]
    public void Load_WordThatIsABlank_IsLeftOutWithANote()
    {
        string path = Write([.. "2 1\n "u8, 0, 0, 128, 63, .. "\nthe "u8, 0, 0, 0, 64]);
        WordVectors vectors = VectorFile.Load(path, TestContext.Current.CancellationToken);
        Assert.Equal("the", vectors.Vocabulary[0]);
        Assert.Equal([2f], vectors[0].ToArray());
        Assert.Equal([$"{path}: word 1: the word is a blank and is left out (1 such word in all)."], vectors.Notes);
    }

    [Fact]
    public void Load_HeaderWithACarriageReturn_IsRead() =>
        Assert.Equal([2f], VectorFile.Load(Write([.. "1 1\r\nthe "u8, 0, 0, 0, 64]), TestContext.Current.CancellationToken)[0].ToArray());

    [Fact]
    public void Load_NotANumber_NamesTheWord()
    {
        string path = Write([.. "1 1\nthe "u8, 0, 0, 192, 127]);
        Assert.Equal($"{path}: word 1: found the value NaN for 'the', expected a finite number.", Assert.Throws<InvalidDataException>(() => ReadAll(path)).Message);
    }

    [Theory]
    [InlineData("2 0\n")]
    [InlineData("2 2000000000\n")]
    [InlineData("words\n")]
    public void Load_HeaderOutOfRange_IsRefusedWithoutAllocating(string header)
    {
        string path = Write(Encoding.UTF8.GetBytes(header));
        Assert.Contains("expected 'words dimensions'", Assert.Throws<InvalidDataException>(() => ReadAll(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MutatedBytes_ReadsOrSaysWhatIsWrong()
    {
        new Word2VecBinaryFormat().Write(_folder.Path("intact.bin"), TestVectors.Random(20, 5, seed: 4), cancellationToken: TestContext.Current.CancellationToken);
        byte[] intact = File.ReadAllBytes(_folder.Path("intact.bin"));
        var random = new SeededRandom(9);
        for (int round = 0; round < 500; round++)
        {
            string path = Write(Mutation.Of(intact, random));
            Exception? error = Record.Exception(() => ReadAll(path));
            Assert.True(error is null or InvalidDataException, $"round {round}: {error}");
        }
    }

    private static void ReadAll(string path)
    {
        using IVectorReader reader = new Word2VecBinaryFormat().Open(path);
        while (reader.Read())
        {
        }
    }

    private string Write(byte[] bytes)
    {
        File.WriteAllBytes(_folder.Path("vectors.bin"), bytes);
        return _folder.Path("vectors.bin");
    }
}
