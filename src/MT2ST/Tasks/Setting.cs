namespace MT2ST.Tasks;

/// <summary>Checks of settings' ranges.</summary>
internal static class Setting
{
    /// <summary>Rejects a value that is not above 0 or not finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"'{name}' is {value}; allowed: above 0."));
    }

    /// <summary>Rejects a value below <paramref name="least"/>, or one that is not finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public static void AtLeast(double value, double least, string name)
    {
        if (!(value >= least && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"'{name}' is {value}; allowed: at least {least}."));
    }

    /// <summary>Rejects a value outside [0, limit).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public static void Below(double value, double limit, string name)
    {
        if (!(value >= 0 && value < limit))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"'{name}' is {value}; allowed: at least 0 and below {limit}."));
    }

    /// <summary>Rejects a value outside [least, greatest] (or one that is not a number).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and the allowed range.</exception>
    public static void InRange(double value, double least, double greatest, string name)
    {
        if (!(value >= least && value <= greatest))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"'{name}' is {value}; allowed: {least} to {greatest}."));
    }
}
