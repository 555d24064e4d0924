using MT2ST.Settings;

namespace MT2ST.Tests.Settings;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("4096", 4096)]
    [InlineData("20K", 20 << 10)]
    [InlineData("500M", 500 << 20)]
    [InlineData("2G", 2L << 30)]
    [InlineData("1.5g", 3L << 29)]
    [InlineData("3T", 3L << 40)]
    public void Parse_Amount_GivesBytes(string text, long expected) => Assert.Equal(expected, ByteSize.Parse("memoryLimit", text));

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("0")]
    [InlineData("-1G")]
    [InlineData("1,5G")]
    [InlineData("2GB")]
    [InlineData("NaN")]
    [InlineData("99999999T")]
    public void Parse_AnythingElse_IsRefused(string text)
    {
        var thrown = Assert.Throws<SettingException>(() => ByteSize.Parse("memoryLimit", text));
        Assert.Equal($"memoryLimit is '{text}'; it must be a number of bytes above 0, or one of K, M, G or T such as 500M or 2G.", thrown.Message);
    }
}
