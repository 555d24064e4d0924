using System.Text;
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
            byte[][] expected = [.. strings.Select(Encoding.UTF8.GetBytes)];
            foreach (string value in strings)
                list.Add(value);
            Assert.Equal(expected, Enumerable.Range(0, list.Count).Select(i => list[i].ToArray()));
        }, seed: "0000KOIPJv64", iter: 200, threads: 1);

    [Fact]
    public void FirstAndLastEightBytes_AnyBytes_AreZeroPadded() =>
        Gen.Byte.Array[0, 20].Array[1, 60].Sample(values =>
        {
            Utf8List list = new();
            foreach (byte[] value in values)
                list.Add(value);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.Equal(BitConverter.ToUInt64([.. values[i].Concat(new byte[8]).Take(8)]), list.FirstEightBytes(i));
                Assert.Equal(values[i].Length > 8 ? BitConverter.ToUInt64(values[i].AsSpan()[^8..]) : 0, list.LastEightBytes(i));
            }
        }, seed: "0000KOIPJv64", iter: 200, threads: 1);

    [Fact]
    public void AddPlace_InBytesTaken_GivesThemAsAString()
    {
        Utf8List list = new();
        list.Add("one"u8);
        list.Reserve(7);
        int start = list.Take(7);
        "two six"u8.CopyTo(list.BytesFrom(start));
        list.Add("end"u8);
        list.AddPlace(start + 4, 3);
        Assert.Equal(["one", "end", "six"], Enumerable.Range(0, list.Count).Select(list.GetString));
    }

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
