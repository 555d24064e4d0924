namespace MT2ST.Settings;

/// <summary>Reads amounts of memory as people write them: <c>500M</c>, <c>2G</c>, <c>1.5g</c>, or a number of bytes.</summary>
internal static class ByteSize
{
    private const string Units = "KMGT"; // Powers of 1024.

    /// <summary>Reads an amount.</summary>
    /// <param name="setting">The setting's dotted path, for the message.</param>
    /// <param name="text">The text.</param>
    /// <returns>The number of bytes, at least 1.</returns>
    /// <exception cref="SettingException">The text is not an amount.</exception>
    public static long Parse(string setting, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int power = text.Length == 0 ? -1 : Units.IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal);
        string number = power < 0 ? text : text[..^1];
        bool isNumber = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double bytes = value * Math.Pow(1024, power + 1);
        if (!isNumber || bytes is not (>= 1 and < long.MaxValue))
            throw new SettingException(setting, $"{setting} is '{text}'; it must be a number of bytes above 0, or one of K, M, G or T such as 500M or 2G.");
        return (long)bytes;
    }
}
