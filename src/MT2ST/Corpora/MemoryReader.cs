using MT2ST.Corpora.Tables;

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
            Fill(example.Texts, given.Texts);
            Fill(example.Words, given.Words);
            Fill(example.Tags, given.Tags);
            Fill(example.Labels, given.Labels);
            (example.Weight, example.Probability) = (given.Weight, given.Probability);
            yield return example;
        }
    }

    private static void Check(TextExample example, long number)
    {
        if (example.Words.Count > 0 && example.Text.Length > 0)
            throw Wrong("both a text and words, expected one of them");
        if (example.Texts.Count > 0 && (example.Texts.Count is 1 or > 3 || example.Text.Length > 0 || example.Words.Count > 0))
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{example.Texts.Count} texts that belong together{(example.Text.Length > 0 || example.Words.Count > 0 ? " beside a text" : "")}, expected two or three and nothing else"));
        if (example.Tags.Count > 0 && example.Tags.Count != example.Words.Count)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{example.Tags.Count} tags for {example.Words.Count} words, expected one for each"));
        if (!(example.Weight >= 0 && example.Weight <= TableColumns.GreatestWeight))
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"the weight {example.Weight}, expected a number in [0, {TableColumns.GreatestWeight}]"));
        if (!(example.Probability >= 0 && example.Probability <= 1))
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"the probability {example.Probability}, expected a number in [0, 1]"));

        InvalidDataException Wrong(string found) => new(string.Create(CultureInfo.InvariantCulture, $"{Place}:{number}: found {found}."));
    }

    private static void Fill(Utf8List list, IReadOnlyList<string> texts)
    {
        foreach (string text in texts)
            list.Add(text);
    }
}
