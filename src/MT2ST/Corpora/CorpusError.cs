namespace MT2ST.Corpora;

/// <summary>Makes the exceptions of corpus readers, so that all of them name the file and the line in the same way.</summary>
internal static class CorpusError
{
    private const int MaximumQuotedBytes = 60;

    /// <summary>A broken file: <c>path:line: message</c>.</summary>
    public static InvalidDataException At(string path, long lineNumber, string message, Exception? cause = null) =>
        new($"{path}:{lineNumber}: {message}", cause);

    /// <summary>A piece of input in quotes for a message, shortened if it is long.</summary>
    public static string Quote(ReadOnlySpan<byte> value) =>
        value.Length <= MaximumQuotedBytes
            ? $"'{Encoding.UTF8.GetString(value)}'"
            : $"'{Encoding.UTF8.GetString(value[..MaximumQuotedBytes])}...'";
}
