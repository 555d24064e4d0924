using MT2ST.Corpora.Tables;

namespace MT2ST.Corpora;

/// <summary>Says how the files of a source seem to be laid out where no label was found in them.</summary>
internal static class LayoutHint
{
    /// <summary>A sentence with a blank before it; empty if the first file looks as it was read.</summary>
    public static string Of(CorpusSource source)
    {
        string path = source.Paths[0];
        CorpusOptions options = source.Options;
        if (source.Examples is not null || path == CorpusSource.StandardInput || Directory.Exists(path))
            return "";
        if (options.Format == BuiltInCorpora.JsonLines)
            return $" The first object has the fields {string.Join(", ", JsonLinesReader.FieldsOf(path).Select(name => $"'{name}'"))}: set textColumn and labelColumn to two of them.";
        if (options.Format is not (BuiltInCorpora.Text or BuiltInCorpora.Csv or BuiltInCorpora.Tsv) || options.Separator is not null)
            return "";
        byte[] buffer = new byte[TextStart.Length];
        using Stream stream = InputFile.Open(path);
        ReadOnlySpan<byte> start = buffer.AsSpan(0, InputFile.ReadAtMost(stream, buffer, path));
        start = start[(start.StartsWith("\uFEFF"u8) ? "\uFEFF"u8.Length : 0)..].TrimStart(" \t\r\n"u8);
        if (options.Format == BuiltInCorpora.Text && start is [(byte)'[' or (byte)'{', ..])
            return " It looks like JSON, of which only JSON lines are read: write each object on a line of its own.";
        return options.Format != BuiltInCorpora.Csv && SeparatorDetection.TryFind(start, hasQuotes: true, out char separator) // A .csv file was read with it.
            ? $" Its columns seem to be separated by {SeparatorDetection.NameOf(separator)}: set separator (--separator {(separator == '\t' ? "tab" : $"'{separator}'")}) or name the file .csv."
            : "";
    }
}
