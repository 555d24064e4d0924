namespace MT2ST.Corpora;

/// <summary>The corpus formats that the library reads. A new format is one file with its reader and one entry here.</summary>
public static class BuiltInCorpora
{
    /// <summary>A document a line.</summary>
    public const string Text = "text";

    /// <summary>A table with commas.</summary>
    public const string Csv = "csv";

    /// <summary>A table with tabs.</summary>
    public const string Tsv = "tsv";

    /// <summary>fastText's labelled lines.</summary>
    public const string FastText = "fasttext";

    /// <summary>Universal Dependencies' sentences.</summary>
    public const string Conllu = "conllu";

    /// <summary>Blank-separated columns, a token a line.</summary>
    public const string Conll = "conll";

    /// <summary>Sentences of <c>word/tag</c>.</summary>
    public const string WordTag = "wordtag";

    /// <summary>A word and its related words a line.</summary>
    public const string Pairs = "pairs";

    /// <summary>A WordNet dictionary folder.</summary>
    public const string WordNet = "wordnet";

    /// <summary>All formats, in the order in which help lists them.</summary>
    public static IReadOnlyList<CorpusFormat> All { get; } =
    [
        new(Text, "a document a line", static () => new PlainTextReader()),
        new(Csv, "a table with commas: a text or word column and a label column, by number or header name", static () => new TableReader(',', hasQuotes: true)),
        new(Tsv, "a table with tabs, without quoting: columns as in csv", static () => new TableReader('\t', hasQuotes: false)),
        new(FastText, "a document a line, labels in front: __label__sports the text", static () => new FastTextReader()),
        new(Conllu, "Universal Dependencies: a token a line, ten columns, tag column upos unless named", static () => new ConlluReader()),
        new(Conll, "a token a line, blank-separated columns: word first and tag last unless numbered", static () => new ConllReader()),
        new(WordTag, "a sentence a line, each token word/tag (Brown)", static () => new WordTagReader()),
        new(Pairs, "a line holds a word and its related words, blank-separated (PPDB)", static () => new PairsReader()),
        new(WordNet, "a WordNet dictionary folder: glosses, definitions, lexicon or relations", static () => new WordNetReader()),
    ];

    /// <summary>The format with this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the known ones.</exception>
    public static CorpusFormat Find(string name)
    {
        foreach (CorpusFormat format in All)
        {
            if (format.Name == name)
                return format;
        }
        throw new ArgumentException($"Unknown corpus format '{name}'. Known: {string.Join(", ", All.Select(format => format.Name))}.", nameof(name));
    }
}
