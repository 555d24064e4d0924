using System.Globalization;

namespace MT2ST.Tests.Architecture;

public sealed class TestCultureTests
{
    [Fact]
    public void CurrentCulture_UnderTheVariable_HasADecimalComma()
    {
        Assert.SkipUnless(TestCulture.HasDecimalComma, $"Only where {TestCulture.Variable} is de-DE.");
        Assert.Equal("1,5", 1.5.ToString(CultureInfo.CurrentCulture));
    }
}
