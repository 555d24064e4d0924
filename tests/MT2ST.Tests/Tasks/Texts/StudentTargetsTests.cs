using System.Numerics.Tensors;
using MT2ST.Formats;
using MT2ST.Tasks.Texts;

namespace MT2ST.Tests.Tasks.Texts;

public sealed class StudentTargetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Of_AsManyDimensionsAsTheTeacher_KeepsDotProductsUpToTheScale(int dimensions)
    {
        float[][] vectors = [[0.6f, 0.8f, 0], [0, 1, 0], [-0.8f, 0, 0.6f]];
        StudentTargets targets = Read(dimensions, Write("a", [1, 2, 3], vectors));
        Assert.Equal(3, targets.Dimensions);
        // The mean square of a value is 1: three values of a vector of length 1 make it sqrt(3) times as long.
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                Assert.Equal(3 * TensorPrimitives.Dot<float>(vectors[i], vectors[j]), TensorPrimitives.Dot(targets.Of((ulong)i + 1), targets.Of((ulong)j + 1)), 1e-5f);
    }

    [Fact]
    public void Of_FewerDimensions_KeepsTheLongestAxes()
    {
        StudentTargets targets = Read(1, Write("a", [1, 2, 3], [[1, 0, 0], [-1, 0, 0], [0, 0, 0.1f]]));
        Assert.Equal(Math.Sqrt(1.5), Math.Abs(targets.Of(1)[0]), 1e-5);
        Assert.Equal(-targets.Of(1)[0], targets.Of(2)[0], 1e-5f);
        Assert.Equal(0, targets.Of(3)[0], 1e-5f);
    }

    [Fact]
    public void Of_UnknownKey_IsEmpty() => Assert.True(Read(2, Write("a", [7], [[1, 0]])).Of(8).IsEmpty);

    [Fact]
    public void Read_SeveralFiles_HoldsAll() => Assert.Equal(2, Read(2, Write("a", [7], [[1, 0]]), Write("b", [8], [[0, 1]])).Of(8).Length);

    [Fact]
    public void Read_OtherLength_IsRefused() => AssertRefused("found vectors of 3 values, expected 2 as in", Write("a", [7], [[1, 0]]), Write("b", [8], [[0, 1, 0]]));

    [Fact]
    public void Read_OtherTeacher_IsRefused() => AssertRefused("made by another teacher", Write("a", [7], [[1, 0]]), TargetFiles.Write(_folder.Path("b"), [8], [[0, 1]], model: "other"));

    [Fact]
    public void Read_OtherPooling_IsRefused() => AssertRefused("made by another teacher", Write("a", [7], [[1, 0]]), TargetFiles.Write(_folder.Path("b"), [8], [[0, 1]], pooling: "cls"));

    [Fact]
    public void Read_NotFinite_NamesTheRow() => AssertRefused("not finite in row 2", Write("a", [7, 8], [[1, 0], [0, float.NaN]]));

    [Fact]
    public void Read_Zeros_IsRefused() => AssertRefused("All targets are zero", Write("a", [7], [[0, 0]]));

    [Fact]
    public void Read_OtherTensors_SaysWhatIsExpected()
    {
        new Safetensors([new NamedTensor("embedding", [1, 2], [1, 0])]).Write(_folder.Path("model.safetensors"));
        AssertRefused("found embedding, expected 'targets'", _folder.Path("model.safetensors"));
    }

    [Fact]
    public void Read_FewerKeys_IsRefused()
    {
        new Safetensors([new NamedTensor("targets", [2, 2], [1, 0, 0, 1]), NamedTensor.OfLongIntegers("keys", [1], [7])]).Write(_folder.Path("a"));
        AssertRefused("found 1 keys for 2 vectors", _folder.Path("a"));
    }

    [Fact]
    public void Read_MissingFile_IsNamed() =>
        Assert.Contains("none.safetensors", Assert.Throws<FileNotFoundException>(() => Read(2, _folder.Path("none.safetensors"))).Message, StringComparison.Ordinal);

    private string Write(string name, ulong[] keys, float[][] vectors) => TargetFiles.Write(_folder.Path(name), keys, vectors);

    private static StudentTargets Read(int dimensions, params string[] paths) => new(TeacherVectors.Read(paths, TestContext.Current.CancellationToken), dimensions);

    private static void AssertRefused(string message, params string[] paths) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(2, paths)).Message, StringComparison.Ordinal);
}
