namespace MT2ST.Corpora;

/// <summary>Cuts a line of UTF-8 into fields.</summary>
internal static class Utf8Fields
{
    /// <summary>Takes the next field of a blank-separated line (spaces and tabs); empty at the end of the line.</summary>
    public static ReadOnlySpan<byte> NextBlankSeparated(scoped ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t"u8);
        int length = rest.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> field = length < 0 ? rest : rest[..length];
        rest = rest[field.Length..];
        return field;
    }

    /// <summary>The number of fields of a blank-separated line.</summary>
    public static int CountBlankSeparated(ReadOnlySpan<byte> line)
    {
        int count = 0;
        while (!NextBlankSeparated(ref line).IsEmpty)
            count++;
        return count;
    }

    /// <summary>Takes the next field of a tab-separated line, which may be empty.</summary>
    public static ReadOnlySpan<byte> NextTabSeparated(scoped ref ReadOnlySpan<byte> rest)
    {
        int length = rest.IndexOf((byte)'\t');
        ReadOnlySpan<byte> field = length < 0 ? rest : rest[..length];
        rest = length < 0 ? [] : rest[(length + 1)..];
        return field;
    }

    /// <summary>Whether nothing but spaces and tabs is on the line.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;
}
