namespace MT2ST.Files;

/// <summary>Takes blank- or tab-separated columns off a line of UTF-8.</summary>
internal static class Utf8Columns
{
    /// <summary>Takes the next column off the front of <paramref name="rest"/>; empty when no other is left.</summary>
    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest)
    {
        int start = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
        rest = start >= 0 ? rest[start..] : default;
        int end = rest.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> column = end >= 0 ? rest[..end] : rest;
        rest = rest[column.Length..];
        return column;
    }

    /// <summary>The number of columns of a line.</summary>
    public static int Count(ReadOnlySpan<byte> line)
    {
        int count = 0;
        while (!Take(ref line).IsEmpty)
            count++;
        return count;
    }
}
