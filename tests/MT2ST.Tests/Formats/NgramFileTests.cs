using MT2ST.Embeddings;
using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Tests.Embeddings;

namespace MT2ST.Tests.Formats;

public sealed class NgramFileTests : IDisposable
{
    private static readonly CharacterNgrams Ngrams = new() { Minimum = 2, Maximum = 5, BucketCount = 20_000_000 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_SavedFile_GivesTheSame()
    {
        NgramVectors saved = NewVectors(19_999_999, 0, 16_777_217); // The last is no float.
        NgramFile.Save(_folder.Path("n"), saved);
        NgramVectors loaded = NgramFile.Load(_folder.Path("n"), TestContext.Current.CancellationToken);
        Assert.Equal(Ngrams, loaded.Ngrams);
        Assert.Equal(saved.Buckets, loaded.Buckets);
        Assert.Equal(saved.UseCounts, loaded.UseCounts);
        for (int i = 0; i < 3; i++)
            Assert.Equal(saved[i], loaded[i]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Load_ValueThatIsNotFinite_NamesTheFile(float value)
    {
        Write(Tensors([7], [1, 2], [0, value]), new() { ["minimum"] = "3", ["maximum"] = "6", ["bucketCount"] = "10" });
        Fails("found a value that is not finite in row 0 of 'vectors'");
    }

    [Fact]
    public void Load_FolderWithoutItsNgrams_SaysWhatIsMissing()
    {
        VectorFile.Save(_folder.Path(ModelFolder.Vectors), TestVectors.Random(3, 4, 1), cancellationToken: TestContext.Current.CancellationToken);
        string folder = Path.GetDirectoryName(_folder.Path(ModelFolder.Vectors))!;
        File.WriteAllText(_folder.Path(ModelFolder.Run), """{ "ngrams": null }""");
        Assert.Equal(3, VectorFile.Load(folder, TestContext.Current.CancellationToken).Count);
        File.WriteAllText(_folder.Path(ModelFolder.Run), """{ "ngrams": "3-6" }""");
        var error = Assert.Throws<FileNotFoundException>(() => VectorFile.Load(folder, TestContext.Current.CancellationToken));
        Assert.Contains("trained with n-grams", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoNgrams_GivesNone()
    {
        NgramFile.Save(_folder.Path("n"), NewVectors());
        Assert.Equal((0, 4), (NgramFile.Load(_folder.Path("n"), TestContext.Current.CancellationToken).Count, NgramFile.Load(_folder.Path("n"), TestContext.Current.CancellationToken).Dimensions));
    }

    [Fact]
    public void Load_OtherTensors_SaysWhatIsMissing()
    {
        Write([new NamedTensor("head", [1], [1])], new() { ["minimum"] = "3", ["maximum"] = "6", ["bucketCount"] = "10" });
        Fails("There is no tensor 'buckets'. Found: head.");
    }

    [Fact]
    public void Load_NoUseCounts_SaysWhatIsMissing()
    {
        Write([.. Tensors([7, 3], [2, 1], [1, 2]).Where(tensor => tensor.Name != "useCounts")], new() { ["minimum"] = "3", ["maximum"] = "6", ["bucketCount"] = "10" });
        Fails("There is no tensor 'useCounts'. Found: buckets, vectors.");
    }

    [Fact]
    public void Load_NoMetadata_SaysWhatIsMissing()
    {
        Write([new NamedTensor("head", [1], [1])], []);
        Fails("found no number 'minimum' in the metadata");
    }

    [Theory]
    [InlineData("0", "6", "10", "Minimum")]
    [InlineData("3", "6", "5", "The bucket 7 comes twice or is not in [0, 5).")]
    public void Load_ValueOutOfRange_SaysWhich(string minimum, string maximum, string bucketCount, string expected)
    {
        Write(Tensors([7, 3], [2, 1], [1, 2]), new() { ["minimum"] = minimum, ["maximum"] = maximum, ["bucketCount"] = bucketCount });
        Fails(expected);
    }

    [Fact]
    public void Load_BucketsAndVectorsOfDifferentNumber_Throws()
    {
        Write(Tensors([7, 3], [1, 2], [1, 2]), new() { ["minimum"] = "3", ["maximum"] = "6", ["bucketCount"] = "10" });
        Fails("found 'vectors' of the shape [1, 2], expected floats [2, dimensions]");
    }

    [Fact]
    public void Load_ModelFolderOfTwoModels_SaysSo()
    {
        _folder.Write(ModelFolder.Vectors, "1 2\nking 1 0.1\n");
        NgramFile.Save(_folder.Path(ModelFolder.Ngrams), NewVectors(1));
        string message = Assert.Throws<InvalidDataException>(() => VectorFile.Load(_folder.Root, TestContext.Current.CancellationToken)).Message;
        Assert.Equal($"{_folder.Path(ModelFolder.Ngrams)}: found vectors of 4 dimensions, expected 2 as in vectors.txt. Are the files of two models?", message);
    }

    private static NgramVectors NewVectors(params int[] buckets)
    {
        var rows = new RowMatrix<float>(buckets.Length, 4);
        Initialization.Uniform(rows, 1, new SeededRandom(1));
        return new NgramVectors(Ngrams, buckets, [.. buckets.Select((_, i) => i + 1)], rows);
    }

    private static NamedTensor[] Tensors(int[] buckets, int[] shape, float[] values) =>
        [NamedTensor.OfIntegers("buckets", [buckets.Length], buckets), NamedTensor.OfIntegers("useCounts", [buckets.Length], [.. buckets.Select(_ => 1)]), new NamedTensor("vectors", shape, values)];

    private void Write(NamedTensor[] tensors, Dictionary<string, string> metadata) => new Safetensors(tensors, metadata).Write(_folder.Path("n"));

    private void Fails(string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => NgramFile.Load(_folder.Path("n"))).Message, StringComparison.Ordinal);
}
