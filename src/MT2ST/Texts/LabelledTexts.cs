using MT2ST.Corpora;

namespace MT2ST.Texts;

/// <summary>Texts with one label each; of several, the first counts.</summary>
internal sealed class LabelledTexts
{
    private LabelledTexts() { }

    /// <summary>The texts.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>Their labels.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>Reads files; texts without a label are passed over.</summary>
    /// <exception cref="InvalidDataException">A file is broken, or no text has a label.</exception>
    public static LabelledTexts Read(CorpusSource source, CancellationToken cancellationToken)
    {
        var read = new LabelledTexts();
        foreach (CorpusExample example in source.Read(cancellationToken))
        {
            if (example.Labels.Count == 0)
                continue;
            read.Texts.Add(Encoding.UTF8.GetString(example.Text.Span));
            read.Labels.Add(example.Labels.GetString(0));
        }
        return read.Texts.Count > 0
            ? read
            : throw new InvalidDataException($"{string.Join(", ", source.Paths)}: found no label, expected one beside each text{source.Resolve().HowRead}. Is it a file of labelled texts?");
    }
}
