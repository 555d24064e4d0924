namespace MT2ST.Tasks;

/// <summary>Checks of settings' ranges.</summary>
internal static class Setting
{
    /// <summary>Rejects a value outside [least, greatest] (or one that is not a number).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public static void InRange(double value, double least, double greatest, string name)
    {
        if (!(value >= least && value <= greatest))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"'{name}' is {value}; allowed: {least} to {greatest}."));
    }
}
