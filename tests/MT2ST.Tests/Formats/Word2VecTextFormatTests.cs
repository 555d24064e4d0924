using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Tests.Embeddings;

namespace MT2ST.Tests.Formats;

public sealed class Word2VecTextFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Vectors_GivesHeaderThenALineAWord()
    {
        string path = Save(TestVectors.Of(("the", [0.1f, -2f]), ("été", [1e-10f, 3.4028235E+38f])));
        Assert.Equal("2 2\nthe 0.1 -2\nété 1E-10 3.4028235E+38\n", File.ReadAllText(path));
    }

    [Fact]
    public void Load_AnyFiniteFloats_GivesTheSameBits() =>
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite).Array[1, 40].Sample(values =>
        {
            WordVectors loaded = Load(Save(TestVectors.Of(("word", values))));
            Assert.Equal(values.Select(BitConverter.SingleToUInt32Bits), loaded[0].ToArray().Select(BitConverter.SingleToUInt32Bits));
        }, seed: "0000KOIPJv64", iter: 100, threads: 1);

    [Theory]
    [InlineData("2 3\nthe 1 2 3\nof -1 0.5 1e2\n")]
    [InlineData("2 3\r\nthe 1 2 3\r\nof -1 0.5 1e2\r\n")]
    [InlineData("2\t3\nthe\t1\t2\t3\nof\t-1\t.5\t100")]
    [InlineData("\uFEFF2 3\nthe 1 2 3 \n\nof  -1 0.5 1e+2 \n")]
    [InlineData("the 1 2 3\nof -1 0.5 1e2\n")]
    [InlineData("2 3\nthe 1 2 3\nof -1 0.5 1e2\n\n\n")]
    [InlineData("2 3\n\nthe 1 2 3\n \nof -1 0.5 1e2\n")]
    [InlineData("\n\n  2   3  \nthe 1 2 3\nof -1 0.5 1e2\n")]
    [InlineData("2 3\r\n\r\nthe 1 2 3\r\nof -1 0.5 1e2\r\n")]
    [InlineData("2 3\rthe 1 2 3\rof -1 0.5 1e2")]
    [InlineData("\uFEFFthe 1 2 3\r\nof -1 0.5 1e2\r\n")]
    [InlineData("\nthe 1 2 3\nof -1 0.5 1e2\n")]
    public void Load_Dialect_GivesTheSameVectors(string text)
    {
        WordVectors vectors = Load(_folder.Write("vectors.vec", text));
        Assert.Equal(["the", "of"], [vectors.Vocabulary[0], vectors.Vocabulary[1]]);
        Assert.Equal([1f, 2f, 3f], vectors[0].ToArray());
        Assert.Equal([-1f, 0.5f, 100f], vectors[1].ToArray());
    }

    [Theory]
    [InlineData("3 2\na 1 2\nb 1\n", ":3: found 1 values, expected 2 (dimensions from the header). Was the file cut off?")]
    [InlineData("3 2\na 1 2\nb 1 2 3\n", ":3: found 3 values, expected 2 (dimensions from the header). Does a word contain a blank?")]
    [InlineData("3 2\na 1 2\nb 1 2\n", ": found 2 words, expected 3 (from the header). Was the file cut off?")]
    [InlineData("1 2\na 1 2\nb 1 2\n", ":3: found another word after the 1 of the header.")]
    [InlineData("2 2\na 1 x\nb 1 2\n", ":2: found the value 'x', expected a finite number.")]
    [InlineData("2 2\na 1 2\nb NaN 2\n", ":3: found the value 'NaN', expected a finite number.")]
    [InlineData("2 2\na 1 2\nb 1 1e99\n", ":3: found the value '1e99', expected a finite number.")]
    [InlineData("2 2\na 1 2\nb 1 2,5\n", ":3: found the value '2,5', expected a finite number.")]
    [InlineData("a 1 2 3\nb 1 2\n", ":2: found 2 values, expected 3 (as on the first line). Was the file cut off?")]
    [InlineData("2000000000 300\na 1 2\n", ":2: found 2 values, expected 300 (dimensions from the header). Was the file cut off?")]
    [InlineData("2 0\na\nb\n", ":1: found no dimensions, expected 'words dimensions' or a word and its values.")]
    [InlineData("", ": is empty, expected word vectors.")]
    public void Load_DamagedFile_SaysWhereAndWhatWasExpected(string text, string expected)
    {
        string path = _folder.Write("vectors.vec", text);
        var error = Assert.Throws<InvalidDataException>(() => ReadAll(path));
        Assert.Equal(path + expected, error.Message);
    }

    [Fact]
    public void Load_RandomlyDamagedFile_ReadsOrSaysWhatIsWrong()
    {
        byte[] intact = File.ReadAllBytes(Save(TestVectors.Random(20, 5, seed: 4)));
        var random = new SeededRandom(9);
        for (int round = 0; round < 500; round++)
        {
            byte[] damaged = intact[..(1 + random.NextInt32(intact.Length))];
            for (int i = 0; i < 3; i++)
                damaged[random.NextInt32(damaged.Length)] = (byte)random.NextInt32(256);
            string path = _folder.Path("damaged.vec");
            File.WriteAllBytes(path, damaged);
            Exception? error = Record.Exception(() => ReadAll(path));
            Assert.True(error is null or InvalidDataException, $"round {round}: {error}");
        }
    }

    [Theory]
    [InlineData("4 2\nthe 1 2\nat name@example.com 3 4\nnew york city  5 6\n. . 7 8\n")] // With the dimensions in a header,
    [InlineData("the 1 2\nat name@example.com 3 4\nnew york city  5 6\n. . 7 8\n")] // and without,
    [InlineData("at name@example.com 3 4\nthe 1 2\nnew york city  5 6\n. . 7 8\na 1 1\nb 1 1\n")] // also on the first line.
    [InlineData("the\t1\t2\nat name@example.com\t3\t4\nnew york city\t5\t6\n. .\t7\t8\n")]
    public void Load_WordsWithBlanks_AreAllBeforeTheValues(string text)
    {
        WordVectors vectors = Load(_folder.Write("vectors.vec", text));
        Assert.Equal([1f, 2f], vectors[vectors.Find("the")].ToArray());
        Assert.Equal([3f, 4f], vectors[vectors.Find("at name@example.com")].ToArray());
        Assert.Equal([5f, 6f], vectors[vectors.Find("new york city")].ToArray());
        Assert.Equal([7f, 8f], vectors[vectors.Find(". .")].ToArray());
    }

    [Theory]
    [InlineData("3 3\ndogs 1 2 3\n  4 5 6\ngate 7 8 9\n", ":3: the word is a blank and is left out (1 such word in all).")]
    [InlineData("dogs 1 2 3\n\t4\t5\t6\n  4 5 6\ngate 7 8 9\n", ":2: the word is a blank and is left out (2 such words in all).")]
    public void Load_WordThatIsABlank_IsLeftOutWithANote(string text, string note)
    {
        string path = _folder.Write("vectors.vec", text);
        WordVectors vectors = Load(path);
        Assert.Equal(["dogs", "gate"], [vectors.Vocabulary[0], vectors.Vocabulary[1]]);
        Assert.Equal([7f, 8f, 9f], vectors[1].ToArray());
        Assert.Equal([path + note], vectors.Notes);
    }

    [Theory]
    [InlineData("3 3\ndogs 0.1 0.2 0.3 0.4\ncats 0.2 0.1 0.3\ngate 0.5 0.5 0.1\n", ":2: found 4 values, expected 3 (dimensions from the header). Does a word contain a blank?")]
    [InlineData("dogs 0.1 0.2 0.3\ncats 0.2 0.1 0.3 1e-3\ngate 0.5 0.5 0.1\n", ":2: found 4 values, expected 3 (as on the first line). Does a word contain a blank?")]
    [InlineData("dogs 0.1 0.2 0.3 0.4\ncats 0.2 0.1 0.3\ngate 0.5 0.5 0.1\n", ":1: found 4 values, expected 3 (as on most lines). Does a word contain a blank?")]
    public void Load_SurplusNumber_IsRefused(string text, string message)
    {
        string path = _folder.Write("vectors.vec", text);
        Assert.Equal(path + message, Assert.Throws<InvalidDataException>(() => Load(path)).Message);
    }

    [Theory]
    [InlineData("2 3 2\ndogs 1 2 3\ncats 4 5 6\n")]
    [InlineData("2 3 5\ndogs 1 2 3\ncats 4 5 6\n")]
    [InlineData("2 3 float 32 1\ndogs 1 2 3\ncats 4 5 6\n")]
    public void Load_HeaderWithMoreColumns_IsAHeaderWithANote(string text)
    {
        string path = _folder.Write("vectors.vec", text);
        WordVectors vectors = Load(path);
        Assert.Equal(["dogs", "cats"], [vectors.Vocabulary[0], vectors.Vocabulary[1]]);
        Assert.Equal([$"{path}:1: was read as a header of 2 words and 3 dimensions; what stands behind them is passed over."], vectors.Notes);
    }

    [Fact]
    public void Load_WordsOfNumbers_AreNoHeader() => Assert.Equal(3, Load(_folder.Write("vectors.vec", "3 3 3\n4 1 2\n5 1 2\n")).Count);

    [Fact]
    public void Load_WordsThatAreNotUtf8_StayApartWithANote()
    {
        string path = _folder.Path("vectors.vec");
        File.WriteAllBytes(path, [.. "3 2\ncaf"u8, 0xE9, .. " 1 2\ncaf"u8, 0xE8, .. " 3 4\nplain 5 6\n"u8]);
        WordVectors vectors = Load(path);
        Assert.Equal(3, vectors.Count);
        Assert.Equal([3f, 4f], vectors[1].ToArray());
        Assert.StartsWith($"{path}: line 2: the word 'caf\uFFFD' has byte 0xE9, which is not UTF-8; such words are told apart by their bytes (2 in all).", Assert.Single(vectors.Notes), StringComparison.Ordinal);
        Assert.Equal(vectors.Rows.Values.ToArray(), Load(Save(vectors)).Rows.Values.ToArray());
    }

    [Fact]
    public void Load_TinyAndHugeValues_HaveTheirCosines()
    {
        WordVectors vectors = Load(_folder.Write("vectors.vec", "5 2\ndogs 1e-30 2e-30\ncats 2e-30 4e-30\ngate 2e-42 -1e-42\nwall 2e30 4e30\nfar -1e38 -2e38\n"));
        IReadOnlyList<WordMatch> nearest = vectors.MostSimilar("dogs", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["cats", "wall"], nearest.Take(2).Select(match => match.Word).Order(StringComparer.Ordinal));
        Assert.Equal(["gate", "far"], nearest.Skip(2).Select(match => match.Word));
        Assert.Equal(1, vectors.Similarity("dogs", "cats"), 5);
        Assert.Equal(0, vectors.Similarity("dogs", "gate"), 3);
        Assert.Equal(1, vectors.Similarity("dogs", "wall"), 5);
        Assert.Equal(-1, vectors.Similarity("wall", "far"), 5);
        Assert.Equal(1, vectors.MostSimilar(vectors[0], cancellationToken: TestContext.Current.CancellationToken)[2].Cosine, 5);
    }

    [Fact]
    public void Load_WordAgain_KeepsTheFirst()
    {
        string path = _folder.Write("vectors.vec", "4 2\na 1 2\na 3 4\nb 5 6\na 3 4\n");
        WordVectors vectors = Load(path);
        Assert.Equal([$"{path}: 'a' comes again on line 3; its first vector is kept (2 such words in all)."], vectors.Notes);
        Assert.Equal(2, vectors.Count);
        Assert.Equal([1f, 2f], vectors[0].ToArray());
        Assert.Equal([5f, 6f], vectors[1].ToArray());
    }

    [Fact]
    public void Load_LinesLongerThanTheBuffer_AreRead()
    {
        WordVectors vectors = TestVectors.Random(3, 60_000, seed: 2);
        Assert.Equal(vectors.Rows.Values.ToArray(), Load(Save(vectors)).Rows.Values.ToArray());
    }

    [Theory]
    [InlineData("New York")]
    [InlineData("form\ffeed")]
    public void Write_WordTheFormatCannotHold_ThrowsAndKeepsTheOldFile(string word)
    {
        string path = _folder.Write("vectors.vec", "old");
        var error = Assert.Throws<ArgumentException>(() => Save(TestVectors.Of(("fine", [1f]), (word, [1f]))));
        Assert.StartsWith($"The word '{word}' (id 1) is empty or has a blank", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void Write_NotANumber_Throws() => Assert.Throws<ArgumentException>(() => Save(TestVectors.Of(("word", [float.NaN]))));

    [Fact]
    public void Write_Cancelled_KeepsTheOldFileAndNothingBeside()
    {
        string path = _folder.Write("vectors.vec", "old");
        Assert.Throws<OperationCanceledException>(
            () => VectorFile.Save(path, TestVectors.Random(5, 5, 1), cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Load_WrittenFile_IsReadByGensimToTheSameValues()
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(Python) && Run(Python, "-c", "import gensim").ExitCode == 0, "Needs gensim for /usr/bin/python3 (python3-gensim).");
        WordVectors vectors = TestVectors.Of(("été", [0.1f, -3.4e-30f]), ("\u00A0blank", [16777217f, 1f / 3]));
        const string Script = "import sys; from gensim.models import KeyedVectors; v = KeyedVectors.load_word2vec_format(sys.argv[1]); "
            + "print(len(v), *[float(x).hex() for x in v.vectors.flatten()], v.key_to_index['\u00E9t\u00E9'])";
        (int exitCode, string output) = Run(Python, "-c", Script, Save(vectors));
        Assert.Equal(0, exitCode);
        string[] columns = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("2", columns[0]);
        Assert.Equal([0.1f, -3.4e-30f, 16777217f, 1f / 3], columns[1..5].Select(HexFloat));
        Assert.Equal("0", columns[5]);
    }

    /// <summary>A float that Python wrote as <c>0x1.8p+1</c>.</summary>
    private static float HexFloat(string text)
    {
        int sign = text[0] == '-' ? -1 : 1;
        string[] parts = text.TrimStart('-')[4..].Split('p');
        double fraction = 1 + (long.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) / Math.Pow(16, parts[0].Length));
        return (float)(sign * fraction * Math.Pow(2, int.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static void ReadAll(string path)
    {
        using IVectorReader reader = new Word2VecTextFormat().Open(path);
        while (reader.Read())
        {
        }
    }

    private static WordVectors Load(string path) => VectorFile.Load(path, TestContext.Current.CancellationToken);

    private string Save(WordVectors vectors)
    {
        string path = _folder.Path("vectors.vec");
        VectorFile.Save(path, vectors, cancellationToken: TestContext.Current.CancellationToken);
        return path;
    }
}
