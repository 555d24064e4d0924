using System.Runtime.InteropServices;
using MT2ST.Cli.Commands;
using MT2ST.Corpora;
using MT2ST.Formats;
using MT2ST.Indexing;
using MT2ST.Vocabularies;

namespace MT2ST.Cli.Teaching;

/// <summary>Finds the words that get vectors of their own, with their counts.</summary>
internal static class TaughtWords
{
    /// <summary>Reads the words of a model folder or its vocabulary file, or counts those of a text.</summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="reading">How a text is read.</param>
    /// <param name="terminal">Receives what a user should know of how it was read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">A setting for texts has no effect on the file.</exception>
    /// <exception cref="InvalidDataException">A line is broken, or there is no word.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Vocabulary Read(string path, CorpusOptions reading, Terminal terminal, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path) || Path.GetFileName(path) == ModelFolder.Vocabulary)
            return reading is { Format: null, TextColumn: null, LabelColumn: null }
                ? NotEmpty(Vocabulary.Load(Directory.Exists(path) ? Path.Combine(path, ModelFolder.Vocabulary) : path, cancellationToken), path)
                : throw new ArgumentException($"--format, --text-column and --label-column are for texts, and {path} is a vocabulary. Leave them out.");
        var source = new CorpusSource(ExampleSource.FromFiles([path]), reading);
        source.CheckEffects(CommonArguments.FlagOf);
        Vocabulary words = NotEmpty(Count(source, cancellationToken), path);
        foreach (string note in source.Notes)
            terminal.Error.WriteLine(note);
        return words;
    }

    // As training splits texts by default.
    private static Vocabulary Count(CorpusSource source, CancellationToken cancellationToken)
    {
        Tokenizer tokenizer = new(new TextOptions());
        Dictionary<string, long> counts = [];
        Utf8List words = new();
        foreach (CorpusExample example in source.Read(cancellationToken))
        {
            words.Clear();
            for (int i = 0; i < example.Words.Count; i++)
                tokenizer.Normalize(example.Words[i], words);
            tokenizer.Split(example.Text.Span, words);
            for (int i = 0; i < words.Count; i++)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, words.GetString(i), out _)++;
        }
        KeyValuePair<string, long>[] order = [.. counts.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)];
        return Vocabulary.Create(order.Select(word => word.Key), order.Select(word => word.Value));
    }

    private static Vocabulary NotEmpty(Vocabulary words, string path) => words.Count > 0
        ? words
        : throw new InvalidDataException($"{path}: found no word, expected at least one to encode. Is it the right file?");
}
