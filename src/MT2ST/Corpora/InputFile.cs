using System.IO.Compression;

namespace MT2ST.Corpora;

/// <summary>Opens the files of a corpus: plain, gzip-compressed or standard input (<c>-</c>).</summary>
internal static class InputFile
{
    private static ReadOnlySpan<byte> GzipStart => [0x1F, 0x8B];

    private static ReadOnlySpan<byte> LfsPointerStart => "version https://git-lfs.github.com/spec/"u8;

    /// <summary>Opens a file for reading from its start to its end.</summary>
    /// <remarks>
    /// A <c>.gz</c> file that was cut off is noticed only if the program's configuration sets
    /// <c>System.IO.Compression.UseStrictValidation</c>, as this repository's programs do.
    /// </remarks>
    /// <param name="path">The file, or <see cref="CorpusSource.StandardInput"/>.</param>
    /// <param name="cancellationToken">Ends a read that waits for standard input; readers of files look at it between reads.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The path is a folder or a pipe, the file stands for another one, or it is named <c>.gz</c> and not compressed.</exception>
    public static Stream Open(string path, CancellationToken cancellationToken = default)
    {
        if (path == CorpusSource.StandardInput)
            return new StandardInputStream(Console.OpenStandardInput(), cancellationToken);
        if (ExampleSource.IsMemoryName(Path.GetFileName(path)))
            throw new FileNotFoundException($"'{Path.GetFileName(path)}' stands for examples that a program held in memory. Name a file with them.", path);
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: found a folder, expected a file. Name the files in it.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}'). Check the path.", path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (!file.CanSeek)
        {
            // A file may be opened more than once, first to find its format; a pipe cannot be read twice.
            file.Dispose();
            throw new InvalidDataException($"{path}: is a pipe, which can be read only once; expected a file. Give - to read standard input, or write it to a file first.");
        }
        try
        {
            return IsGzip(path, file) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file just opened is gzip-compressed, whatever its name says; it stands at its start afterwards.</summary>
    /// <exception cref="InvalidDataException">It is a Git LFS pointer, or named <c>.gz</c> and not compressed.</exception>
    public static bool IsGzip(string path, FileStream file)
    {
        Span<byte> buffer = stackalloc byte[LfsPointerStart.Length];
        ReadOnlySpan<byte> start = buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start.StartsWith(LfsPointerStart))
            throw new InvalidDataException($"{path}: is a Git LFS pointer, not the data. Fetch the data in its repository: git lfs pull");
        bool isGzip = start.StartsWith(GzipStart);
        if (!isGzip && !start.IsEmpty && IsCompressed(path))
            throw new InvalidDataException($"{path}: is not gzip-compressed, though its name ends in .gz. Take .gz off its name.");
        return isGzip;
    }

    /// <summary>The lines of a file in UTF-8, read as they are asked for.</summary>
    public static IEnumerable<string> ReadLines(string path, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(Open(path, cancellationToken));
        while (reader.ReadLine() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return line;
        }
    }

    /// <summary>Reads until the span is full or the file ends; returns the number of bytes read.</summary>
    /// <exception cref="InvalidDataException">The file is compressed and damaged.</exception>
    public static int ReadAtMost(Stream stream, Span<byte> bytes, string path)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException cause) // GZipStream's own message names no file.
        {
            throw new InvalidDataException($"{path}: found damaged gzip data, expected a whole .gz file. Was it cut off?", cause);
        }
    }

    /// <summary>The files that a path stands for: those of a folder by name, without hidden files and inner folders, or the file itself.</summary>
    public static IReadOnlyList<string> List(string path) => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path).Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal)]
        : [path];

    /// <summary>Whether the name says that the file is compressed.</summary>
    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
