namespace MT2ST.Formats;

/// <summary>Writes floats as decimal text that reads back as the same float.</summary>
/// <remarks>
/// A model has millions of values of similar size, and writing them by the general routine took as long as reading the
/// corpus. From 1e-4 to 1e4, a value's seven, eight or nine significant digits are computed in double precision and used
/// if they are within half a unit in the last place, as nine always are; other values go to the general routine.
/// </remarks>
internal static class FloatText
{
    /// <summary>The most bytes of a float: -1.17549435E-38.</summary>
    public const int MaximumBytes = 15;

    private const int FewestDigits = 7;
    private const int MostDigits = 9;
    private const double NearlyHalf = 0.499999; // Of a unit in the last place: rounding errors of a double are far below the rest.

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 14).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value; any.</param>
    /// <param name="destination">At least <see cref="MaximumBytes"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(float value, Span<byte> destination)
    {
        float size = Math.Abs(value);
        if (!(size >= 1e-4f && size < 1e4f))
        {
            value.TryFormat(destination, out int written, default, CultureInfo.InvariantCulture);
            return written;
        }
        double tolerance = NearlyHalf * ((double)size - MathF.BitDecrement(size));
        int places = FewestDigits - IntegerDigits(size); // Decimal places.
        long digits = RoundedDigits(size, places);
        for (int more = FewestDigits; more < MostDigits && Math.Abs((digits / PowersOfTen[places]) - size) > tolerance; more++)
            digits = RoundedDigits(size, ++places);
        while (places > 0 && digits % 10 == 0)
            (digits, places) = (digits / 10, places - 1);
        return Write(value < 0, digits, places, destination);
    }

    /// <summary>How many digits stand before the point; negative below 0.1: minus the zeros behind the point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Called for millions of values before it would be compiled in full.
    private static int IntegerDigits(float size) => size switch
    {
        < 1e-3f => -3,
        < 1e-2f => -2,
        < 1e-1f => -1,
        < 1 => 0,
        < 10 => 1,
        < 100 => 2,
        < 1000 => 3,
        _ => 4,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // As above.
    private static long RoundedDigits(float size, int places) => (long)Math.Round(size * PowersOfTen[places]);

    private static int Write(bool isNegative, long digits, int places, Span<byte> destination)
    {
        Span<byte> reversed = stackalloc byte[MaximumBytes];
        int length = 0;
        for (int place = 0; digits > 0 || place <= places; place++)
        {
            if (place == places && places > 0)
                reversed[length++] = (byte)'.';
            reversed[length++] = (byte)('0' + (digits % 10));
            digits /= 10;
        }
        if (isNegative)
            reversed[length++] = (byte)'-';
        reversed = reversed[..length];
        reversed.Reverse();
        reversed.CopyTo(destination);
        return length;
    }
}
