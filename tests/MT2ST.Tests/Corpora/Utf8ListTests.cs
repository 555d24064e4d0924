using CsCheck;
using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class Utf8ListTests
{
    [Fact]
    public void Indexer_AnyStrings_GivesThemBack() =>
        Gen.String.Array[0, 60].Sample(strings =>
        {
            Utf8List list = new();
            byte[][] expected = [.. strings.Select(System.Text.Encoding.UTF8.GetBytes)];
            foreach (string value in strings)
                list.Add(value);
            Assert.Equal(expected, Enumerable.Range(0, list.Count).Select(i => list[i].ToArray()));
        }, seed: "0000KOIPJv64", iter: 200, threads: 1);

    [Fact]
    public void FirstEightBytes_AnyBytes_AreZeroPadded() =>
        Gen.Byte.Array[0, 12].Array[1, 60].Sample(values =>
        {
            Utf8List list = new();
            foreach (byte[] value in values)
                list.Add(value);
            for (int i = 0; i < values.Length; i++)
            {
                byte[] padded = [.. values[i].Concat(new byte[8]).Take(8)];
                Assert.Equal(BitConverter.ToUInt64(padded), list.FirstEightBytes(i));
            }
        }, seed: "0000KOIPJv64", iter: 200, threads: 1);

    [Fact]
    public void Clear_FilledList_GivesAnEmptyOne()
    {
        Utf8List list = new();
        list.Add("one"u8);
        list.Clear();
        list.Add("two"u8);
        Assert.Equal("two", list.GetString(0));
    }

    [Fact]
    public void Indexer_BehindTheEnd_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Utf8List().GetString(0));
}
