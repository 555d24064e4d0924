using System.Buffers.Binary;
using System.Text;
using MT2ST.Formats;
using MT2ST.Numerics;

namespace MT2ST.Tests.Formats;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_OneTensor_HasThePublishedLayout()
    {
        new Safetensors([new NamedTensor("b", [2], [1f, -2f])], new Dictionary<string, string> { ["task"] = "tagging" }).Write(_folder.Path("p"));
        byte[] bytes = File.ReadAllBytes(_folder.Path("p"));
        int headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        const string Header = """{"__metadata__":{"task":"tagging"},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
        Assert.Equal(Header, Encoding.UTF8.GetString(bytes, 8, headerLength).TrimEnd(' '));
        Assert.Equal(0, headerLength % 8);
        Assert.Equal([0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0], bytes[(8 + headerLength)..]);
    }

    [Fact]
    public void Read_WrittenFile_GivesTheSameTensorsAndMetadata()
    {
        var written = new Safetensors(
            [new NamedTensor("head/weights", [2, 3], [1, 2, 3, 4, 5, 6]), new NamedTensor("empty", [0, 4], []), new NamedTensor("scalar", [], [float.NaN])],
            new Dictionary<string, string> { ["labels"] = "ja\nnein \"ö\"" });
        written.Write(_folder.Path("p"));
        Safetensors read = Safetensors.Read(_folder.Path("p"), TestContext.Current.CancellationToken);
        Assert.Equal(written.Tensors.Select(tensor => tensor.Name).Order(), read.Tensors.Select(tensor => tensor.Name).Order());
        Assert.All(written.Tensors, tensor =>
        {
            Assert.Equal(tensor.Shape, read[tensor.Name].Shape);
            Assert.Equal(tensor.Values, read[tensor.Name].Values);
        });
        Assert.Equal(written.Metadata, read.Metadata);
    }

    [Fact]
    public void Read_WholeNumbers_GivesTheSame()
    {
        new Safetensors([new NamedTensor("a", [1], [1]), NamedTensor.OfIntegers("b", [3], [int.MaxValue, -1, 16_777_217])]).Write(_folder.Path("p"));
        Safetensors read = Safetensors.Read(_folder.Path("p"), TestContext.Current.CancellationToken);
        Assert.Equal([int.MaxValue, -1, 16_777_217], read["b"].Integers);
        Assert.Empty(read["b"].Values);
        Assert.Equal([1f], read["a"].Values);
        Assert.Contains("\"b\":{\"dtype\":\"I32\"", File.ReadAllText(_folder.Path("p")), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_RowsOfAMatrix_WritesThemWithoutPadding()
    {
        var rows = new RowMatrix<float>(4, 3);
        Initialization.Uniform(rows, 1, new SeededRandom(1), TestContext.Current.CancellationToken);
        new Safetensors([NamedTensor.OfRows("a", rows, 1, 2), new NamedTensor("b", [1], [7])]).Write(_folder.Path("p"));
        Safetensors read = Safetensors.Read(_folder.Path("p"), TestContext.Current.CancellationToken);
        Assert.Equal([2, 3], read["a"].Shape);
        Assert.Equal([.. rows.Row(1), .. rows.Row(2)], read["a"].Values);
        Assert.Equal([7f], read["b"].Values);
    }

    [Fact]
    public void NamedTensor_RowsBeyondTheMatrix_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NamedTensor.OfRows("a", new RowMatrix<float>(4, 3), 2, 3));

    [Fact]
    public void WriteTo_MoreThanTwoGigabytes_WritesAll()
    {
        const int Count = (1 << 29) + 1;
        var tensor = new NamedTensor("a", [Count], GC.AllocateUninitializedArray<float>(Count)); // Never touched, so that it takes no memory.
        using var stream = new CountingStream();
        tensor.WriteTo(stream);
        Assert.Equal(4L * Count, stream.Position);
        Assert.Equal(4L * Count, tensor.ByteCount);
    }

    [Fact]
    public void Read_TensorsInAnotherOrderThanTheirValues_AreReadByTheirRanges()
    {
        string path = WriteRaw("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", [1f, 2f]);
        Safetensors read = Safetensors.Read(path, TestContext.Current.CancellationToken);
        Assert.Equal([1f], read["a"].Values);
        Assert.Equal([2f], read["b"].Values);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", "is of type F64, expected F32, I32 or I64")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "expected 3 values of 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "starts at byte 4, expected 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "starts at byte 4, expected 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "found 8 bytes of values, expected 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "Was the file cut off?")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}""", "not as in a safetensors file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2000000000,2000000000,2000000000],"data_offsets":[0,8]}}""", "not as in a safetensors file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "'a' has no 'data_offsets'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "not as in a safetensors file")]
    [InlineData("""{"__metadata__":{"n":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "not as in a safetensors file")]
    [InlineData("""[1]""", "not as in a safetensors file")]
    [InlineData("""{"a":""", "not as in a safetensors file")]
    public void Read_WrongHeader_SaysWhatIsWrong(string header, string expected)
    {
        string path = WriteRaw(header, [1f, 2f]);
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Read(path, TestContext.Current.CancellationToken));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RandomlyDamagedFile_ReadsOrSaysWhatIsWrong()
    {
        new Safetensors([new NamedTensor("a", [2, 2], [1, 2, 3, 4]), new NamedTensor("b", [3], [5, 6, 7])]).Write(_folder.Path("p"));
        byte[] intact = File.ReadAllBytes(_folder.Path("p"));
        var random = new SeededRandom(21);
        for (int round = 0; round < 500; round++)
        {
            byte[] damaged = intact[..(round % 2 == 0 ? intact.Length : random.NextInt32(intact.Length))];
            for (int i = 0; i < 2 && damaged.Length > 0; i++)
                damaged[random.NextInt32(damaged.Length)] = (byte)random.NextInt32(256);
            File.WriteAllBytes(_folder.Path("damaged"), damaged);
            Exception? error = Record.Exception(() => Safetensors.Read(_folder.Path("damaged"), TestContext.Current.CancellationToken));
            Assert.True(error is null or InvalidDataException, $"round {round}: {error}");
        }
    }

    [Fact]
    public void NamedTensor_ShapeOfAnotherSize_Throws() => Assert.Throws<ArgumentException>(() => new NamedTensor("a", [2, 2], [1f]));

    [Fact]
    public void NamedTensor_NameOfTheMetadata_Throws() => Assert.Throws<ArgumentException>(() => new NamedTensor("__metadata__", [1], [1f]));

    [Fact]
    public void Safetensors_NameTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => new Safetensors([new NamedTensor("a", [1], [1f]), new NamedTensor("a", [1], [1f])]));

    [Fact]
    public void Indexer_UnknownName_ListsTheNames()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => new Safetensors([new NamedTensor("a", [1], [1f])])["b"]);
        Assert.Equal("There is no tensor 'b'. Found: a.", error.Message);
    }

    private string WriteRaw(string header, float[] values)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + (4 * values.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 + text.Length + (4 * i)), values[i]);
        File.WriteAllBytes(_folder.Path("raw"), bytes);
        return _folder.Path("raw");
    }

    /// <summary>Forgets what is written but its length.</summary>
    private sealed class CountingStream : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Position;

        public override long Position { get; set; }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Position += count;

        public override void Write(ReadOnlySpan<byte> buffer) => Position += buffer.Length;
    }
}
