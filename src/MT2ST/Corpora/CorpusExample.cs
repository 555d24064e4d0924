namespace MT2ST.Corpora;

/// <summary>
/// One example of a corpus: a text as raw UTF-8 or as words (each with a tag, if there are tags), and its labels.
/// </summary>
/// <remarks>A reader fills the same instance for every example: copy what you need after the next step of the enumeration.</remarks>
public sealed class CorpusExample
{
    internal CorpusExample() { }

    /// <summary>The file of the example.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The 1-based line where the example starts.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The raw text; empty if the corpus gives only <see cref="Words"/>.</summary>
    public ReadOnlyMemory<byte> Text { get; set; }

    /// <summary>Two or three texts that belong together, where <see cref="Text"/> and <see cref="Words"/> are empty; otherwise none.</summary>
    internal Utf8List Texts { get; } = new();

    /// <summary>The words, if the corpus is already split into words; otherwise empty.</summary>
    public Utf8List Words { get; } = new();

    /// <summary>The tags, parallel to <see cref="Words"/>; empty if the corpus has none.</summary>
    public Utf8List Tags { get; } = new();

    /// <summary>The labels, none or more.</summary>
    public Utf8List Labels { get; } = new();

    /// <summary>How much the example counts in training: 2 as much as two of it.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>The probability that the label holds, in [0, 1].</summary>
    public double Probability { get; set; } = 1;

    /// <summary>Whether the corpus has labels (or tags), but this example's is empty.</summary>
    public bool LacksLabel { get; set; }

    /// <summary>Whether there is nothing to read: neither a word nor anything that can be seen.</summary>
    internal bool IsBlank => Words.Count == 0 && Texts.Count == 0 && CorpusSource.IsBlank(Text.Span);

    /// <summary>Appends the words of a blank-separated line.</summary>
    internal void AddWords(ReadOnlySpan<byte> line)
    {
        while (Utf8Fields.NextBlankSeparated(ref line) is { IsEmpty: false } word)
            Words.Add(word);
    }

    /// <summary>Clears the example and sets where the next one starts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lineNumber">The 1-based line.</param>
    internal void Start(string path, long lineNumber)
    {
        Path = path;
        LineNumber = lineNumber;
        Text = default;
        Texts.Clear();
        Words.Clear();
        Tags.Clear();
        Labels.Clear();
        (Weight, Probability, LacksLabel) = (1, 1, false);
    }
}
