using System.Globalization;
using System.Runtime.CompilerServices;

namespace MT2ST.Tests;

/// <summary>Runs a whole test process under the number format that MT2ST_TEST_CULTURE asks for.</summary>
internal static class TestCulture
{
    public const string Variable = "MT2ST_TEST_CULTURE";

    /// <summary>Whether numbers are to be written with a decimal comma.</summary>
    public static bool HasDecimalComma => Environment.GetEnvironmentVariable(Variable) == "de-DE";

    // Built by hand and not by name, since the system's cultures are missing where ICU is not installed.
    [ModuleInitializer]
    internal static void Apply()
    {
        if (!HasDecimalComma)
            return;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.CurrentCulture = culture;
    }
}
