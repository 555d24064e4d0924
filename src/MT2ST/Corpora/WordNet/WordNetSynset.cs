namespace MT2ST.Corpora.WordNet;

/// <summary>A set of synonyms of a WordNet dictionary with its gloss and its relations.</summary>
/// <remarks>A <see cref="WordNetDatabase"/> fills the same instance for every synset.</remarks>
internal sealed class WordNetSynset
{
    private readonly List<WordNetPointer> _pointers = [];

    /// <summary>The file of the synset.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The 1-based line of the synset.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The synset's number: the byte where its line starts, unique within its file.</summary>
    public int Offset { get; private set; }

    /// <summary>The file by its letter: n, v, a (satellites included) or r.</summary>
    public char PartOfSpeech { get; private set; }

    /// <summary>The number of the lexicographer file, an index into <see cref="WordNetDatabase.LexicographerFiles"/>.</summary>
    public int LexicographerFile { get; private set; }

    /// <summary>The words, with <c>_</c> between the parts of a multiword one and without syntactic markers such as <c>(a)</c>.</summary>
    public Utf8List Lemmas { get; } = new();

    /// <summary>The relations to other synsets.</summary>
    public IReadOnlyList<WordNetPointer> Pointers => _pointers;

    /// <summary>The explanation and its quoted examples.</summary>
    public ReadOnlyMemory<byte> Gloss { get; private set; }

    /// <summary>The gloss without its quoted examples; empty if there is nothing else.</summary>
    public ReadOnlyMemory<byte> Definition { get; private set; }

    /// <summary>Fills the synset from a line of a data file.</summary>
    /// <exception cref="InvalidDataException">The line is broken.</exception>
    internal void Parse(Utf8LineReader lines, char partOfSpeech)
    {
        Path = lines.Path;
        LineNumber = lines.LineNumber;
        PartOfSpeech = partOfSpeech;
        WordNetFields fields = new(lines);
        Offset = fields.NextNumber("the synset's offset", 10, int.MaxValue);
        LexicographerFile = fields.NextNumber("a lexicographer file", 10, WordNetDatabase.LexicographerFiles.Count - 1);
        fields.Next("the synset's type");
        ParseLemmas(ref fields);
        ParsePointers(ref fields);
        Gloss = lines.Line[fields.GlossStart()..].Trim(" "u8);
        Definition = WithoutExamples(Gloss);
    }

    private void ParseLemmas(ref WordNetFields fields)
    {
        Lemmas.Clear();
        int count = fields.NextNumber("the number of words", 16, 255);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> lemma = fields.Next("a word");
            // Adjectives carry their position: outback(a), afraid(p), galore(ip).
            int marker = lemma[^1] == ')' ? lemma.LastIndexOf((byte)'(') : -1;
            Lemmas.Add(marker > 0 ? lemma[..marker] : lemma);
            fields.Next("a word's number");
        }
    }

    private void ParsePointers(ref WordNetFields fields)
    {
        _pointers.Clear();
        int count = fields.NextNumber("the number of pointers", 10, 999);
        for (int i = 0; i < count; i++)
        {
            string symbol = fields.NextSymbol();
            int offset = fields.NextNumber("a pointer's offset", 10, int.MaxValue);
            char target = fields.NextPartOfSpeech();
            int words = fields.NextNumber("a pointer's words", 16, 0xFFFF);
            _pointers.Add(new(symbol, offset, target, words >> 8, words & 0xFF));
        }
    }

    private static ReadOnlyMemory<byte> WithoutExamples(ReadOnlyMemory<byte> gloss)
    {
        ReadOnlySpan<byte> text = gloss.Span;
        int end = text.StartsWith("\""u8) ? 0 : text.IndexOf("; \""u8);
        return (end < 0 ? gloss : gloss[..end]).TrimEnd("; "u8);
    }
}

/// <summary>A relation from a synset, or from one of its words, to another (wndb(5WN)).</summary>
/// <param name="Symbol">The relation: <c>!</c> antonym, <c>@</c> hypernym, <c>@i</c> instance hypernym, <c>~</c> hyponym ...</param>
/// <param name="TargetOffset">The offset of the other synset in its file.</param>
/// <param name="TargetPartOfSpeech">The file of the other synset: n, v, a or r.</param>
/// <param name="SourceWord">The 1-based word of this synset that the relation starts from; 0 for the whole synset.</param>
/// <param name="TargetWord">The 1-based word of the other synset; 0 for the whole synset.</param>
internal readonly record struct WordNetPointer(string Symbol, int TargetOffset, char TargetPartOfSpeech, int SourceWord, int TargetWord);
