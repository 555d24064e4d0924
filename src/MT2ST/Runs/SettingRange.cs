using System.Globalization;
using System.Numerics;

namespace MT2ST.Runs;

/// <summary>Checks of one setting's value; a value of null means "the default" and passes.</summary>
/// <remarks>Every message names the setting, its value and the allowed range. NaN passes none of the checks.</remarks>
public static class SettingRange
{
    /// <summary>Checks that <paramref name="value"/> is in [<paramref name="minimum"/>, <paramref name="maximum"/>].</summary>
    /// <exception cref="SettingException">It is not.</exception>
    public static void Within<T>(string path, T? value, T minimum, T maximum)
        where T : struct, INumber<T> =>
        Require(path, value, value >= minimum && value <= maximum, string.Create(CultureInfo.InvariantCulture, $"in [{minimum}, {maximum}]"));

    /// <summary>Checks that <paramref name="value"/> is in [0, <paramref name="limit"/>).</summary>
    /// <exception cref="SettingException">It is not.</exception>
    public static void Below<T>(string path, T? value, T limit)
        where T : struct, INumber<T> =>
        Require(path, value, value >= T.Zero && value < limit, string.Create(CultureInfo.InvariantCulture, $"in [0, {limit})"));

    /// <summary>Checks that <paramref name="value"/> is finite and at least <paramref name="minimum"/>.</summary>
    /// <exception cref="SettingException">It is not.</exception>
    public static void AtLeast<T>(string path, T? value, T minimum)
        where T : struct, INumber<T> =>
        Require(path, value, value is { } number && T.IsFinite(number) && number >= minimum, string.Create(CultureInfo.InvariantCulture, $"at least {minimum}"));

    /// <summary>Checks that <paramref name="value"/> is finite and greater than 0.</summary>
    /// <exception cref="SettingException">It is not.</exception>
    public static void Positive<T>(string path, T? value)
        where T : struct, INumber<T> =>
        Require(path, value, value is { } number && T.IsFinite(number) && number > T.Zero, "greater than 0");

    private static void Require<T>(string path, T? value, bool holds, string range)
        where T : struct, INumber<T>
    {
        if (value is { } number && !holds)
            throw new SettingException(path, string.Create(CultureInfo.InvariantCulture, $"{path} is {number}; it must be {range}."));
    }
}
