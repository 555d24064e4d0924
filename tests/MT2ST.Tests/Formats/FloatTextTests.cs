using System.Globalization;
using System.Text;
using MT2ST.Formats;

namespace MT2ST.Tests.Formats;

public sealed class FloatTextTests
{
    [Theory]
    [InlineData(0f, "0")]
    [InlineData(-0.1f, "-0.1")]
    [InlineData(1f, "1")]
    [InlineData(-120f, "-120")]
    [InlineData(0.29294553f, "0.29294553")]
    [InlineData(0.0001f, "0.0001")]
    [InlineData(9999.999f, "9999.999")]
    [InlineData(16777216f, "16777216")]
    [InlineData(-1.17549435E-38f, "-1.1754944E-38")]
    [InlineData(float.NaN, "NaN")]
    public void Write_Value_IsThisText(float value, string expected) => Assert.Equal(expected, Text(value));

    // All sizes, and densely those that vectors have; neighbours of powers of two, where the distance between floats changes.
    [Fact]
    public void Write_AnyFiniteValue_IsReadAgainExactly()
    {
        var random = new Random(3);
        long length = 0, shortest = 0;
        void AssertExact(float value)
        {
            if (!float.IsFinite(value))
                return;
            string text = Text(value);
            Assert.Equal(value, float.Parse(text, CultureInfo.InvariantCulture));
            length += text.Length;
            shortest += value.ToString(CultureInfo.InvariantCulture).Length;
        }
        for (int i = 0; i < 300_000; i++)
            AssertExact(BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)));
        for (int i = 0; i < 300_000; i++)
            AssertExact((float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 5))));
        for (int exponent = -20; exponent <= 20; exponent++)
        {
            float power = (float)Math.Pow(2, exponent);
            AssertExact(power);
            AssertExact(float.BitIncrement(power));
            AssertExact(float.BitDecrement(power));
        }
        Assert.InRange(length, shortest, 1.001 * shortest);
    }

    private static string Text(float value)
    {
        Span<byte> text = stackalloc byte[FloatText.MaximumBytes];
        return Encoding.UTF8.GetString(text[..FloatText.Write(value, text)]);
    }
}
