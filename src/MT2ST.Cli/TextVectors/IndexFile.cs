using System.Security.Cryptography;
using MT2ST.Texts;

namespace MT2ST.Cli.TextVectors;

/// <summary>Makes the index of texts, or loads it where it was made before of the same texts and the same model.</summary>
internal static class IndexFile
{
    /// <summary>The index.</summary>
    /// <param name="path">The file that keeps it; null to keep none.</param>
    /// <param name="model">The model's folder or file.</param>
    /// <param name="embedder">Gives texts their vectors.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="terminal">Receives what was done.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static TextIndex LoadOrCreate(string? path, string model, TextEmbedder embedder, SearchedTexts texts, Terminal terminal, CancellationToken cancellationToken)
    {
        if (path is null)
            return TextIndex.Create(embedder, texts.Texts, cancellationToken);
        string fingerprint = $"{FingerprintOf(model)} {texts.Fingerprint()}";
        bool exists = File.Exists(path);
        if (exists && TextIndex.TryLoad(path, fingerprint, embedder, texts.Texts, cancellationToken) is { } loaded)
            return loaded;
        if (exists)
            terminal.Error.WriteLine($"{path}: was made of other texts or by another model; it is made anew.");
        TextIndex index = TextIndex.Create(embedder, texts.Texts, cancellationToken);
        index.Save(path, fingerprint);
        return index;
    }

    private static string FingerprintOf(string model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        foreach (string file in Directory.Exists(model) ? (string[])[.. Directory.EnumerateFiles(model).Order(StringComparer.Ordinal)] : [model])
        {
            using FileStream stream = File.OpenRead(file);
            for (int read; (read = stream.Read(buffer)) > 0;)
                hash.AppendData(buffer, 0, read);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
