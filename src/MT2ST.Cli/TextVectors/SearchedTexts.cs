using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MT2ST.Cli.Commands;
using MT2ST.Cli.Prediction;

namespace MT2ST.Cli.TextVectors;

/// <summary>The texts that a search goes through: each text or Markdown file of a folder, or each text of a file.</summary>
internal sealed class SearchedTexts
{
    private static readonly string[] Extensions = [".txt", ".md"];

    private SearchedTexts() { }

    /// <summary>The texts.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>Where each stands: a file, or <c>file:line</c>.</summary>
    public List<string> Places { get; } = [];

    /// <summary>Reads them.</summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="input">Reads a file.</param>
    /// <param name="field">The field of the text in JSON lines.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">There is no text, or a file is broken.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SearchedTexts Read(string path, TextInput input, string field, CancellationToken cancellationToken)
    {
        var read = new SearchedTexts();
        if (Directory.Exists(path))
            read.AddFiles(path, cancellationToken);
        else
            read.AddLines(ExistingPath.OfFile(path), input, new JsonLine(field), cancellationToken);
        return read.Texts.Any(text => !string.IsNullOrWhiteSpace(text))
            ? read
            : throw new InvalidDataException($"{path}: found {(Directory.Exists(path) ? $"no text in a file {string.Join(" or ", Extensions)}" : "no text")}, expected at least one to search in.");
    }

    /// <summary>A number that changes with any of the texts.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string text in Texts)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
            hash.AppendData(length);
            hash.AppendData(utf8);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void AddFiles(string folder, CancellationToken cancellationToken)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                continue;
            Texts.Add(File.ReadAllText(file));
            Places.Add(file);
        }
    }

    private void AddLines(string file, TextInput input, JsonLine json, CancellationToken cancellationToken)
    {
        string format = input.FormatOf(file);
        byte[] buffer = [];
        foreach (ReadOnlyMemory<byte> line in input.Read(file, format, cancellationToken))
        {
            bool isObject = format == PredictOptions.JsonLines && !line.Span.Trim(" \t\r"u8).IsEmpty;
            Texts.Add(Encoding.UTF8.GetString(isObject ? json.TextOf(line.Span, new LinePlace(file, input.LineNumber), ref buffer) : line.Span));
            Places.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{input.LineNumber}"));
        }
    }
}
