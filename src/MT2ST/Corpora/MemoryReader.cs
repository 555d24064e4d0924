namespace MT2ST.Corpora;

/// <summary>Reads examples that a program holds in memory.</summary>
internal sealed class MemoryReader : ICorpusReader
{
    /// <summary>What stands for a path in messages; the number of the example stands for the line.</summary>
    public const string Place = "examples in memory";

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        CorpusExample example = new();
        long number = 0;
        foreach (TextExample given in source.Examples!)
        {
            cancellationToken.ThrowIfCancellationRequested();
            example.Start(Place, ++number);
            Check(given, number);
            example.Text = Encoding.UTF8.GetBytes(given.Text);
            Fill(example.Words, given.Words);
            Fill(example.Tags, given.Tags);
            Fill(example.Labels, given.Labels);
            yield return example;
        }
    }

    private static void Check(TextExample example, long number)
    {
        if (example.Words.Count > 0 && example.Text.Length > 0)
            throw Wrong("both a text and words, expected one of them");
        if (example.Tags.Count > 0 && example.Tags.Count != example.Words.Count)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{example.Tags.Count} tags for {example.Words.Count} words, expected one for each"));

        InvalidDataException Wrong(string found) => new(string.Create(CultureInfo.InvariantCulture, $"{Place}:{number}: found {found}."));
    }

    private static void Fill(Utf8List list, IReadOnlyList<string> texts)
    {
        foreach (string text in texts)
            list.Add(text);
    }
}
