using MT2ST.Catalogs;
using MT2ST.Corpora.Pairs;
using MT2ST.Corpora.Tables;
using MT2ST.Corpora.WordNet;

namespace MT2ST.Corpora;

/// <summary>The corpus formats that the library reads. A new format is one file with its reader and one entry here.</summary>
internal static class BuiltInCorpora
{
    /// <summary>One document per line.</summary>
    public const string Text = "text";

    /// <summary>A table with commas.</summary>
    public const string Csv = "csv";

    /// <summary>A table with tabs.</summary>
    public const string Tsv = "tsv";

    /// <summary>A JSON object per line.</summary>
    public const string JsonLines = "jsonl";

    /// <summary>fastText's labelled lines.</summary>
    public const string FastText = "fasttext";

    /// <summary>Universal Dependencies' sentences.</summary>
    public const string Conllu = "conllu";

    /// <summary>Blank-separated columns, one token per line.</summary>
    public const string Conll = "conll";

    /// <summary>Sentences of <c>word/tag</c>.</summary>
    public const string WordTag = "wordtag";

    /// <summary>A word and its related words on each line.</summary>
    public const string Pairs = "pairs";

    /// <summary>A judged pair of words on each line.</summary>
    public const string Scores = "scores";

    /// <summary>An analogy question of four words per line.</summary>
    public const string Questions = "questions";

    /// <summary>A WordNet dictionary folder.</summary>
    public const string WordNet = "wordnet";

    /// <summary>All formats.</summary>
    public static Catalog<Func<ICorpusReader>> All { get; } = new(
        "corpus format",
        new(Text, "One document per line", static () => new PlainTextReader()),
        new(Csv, "A table with commas, semicolons or bars: a text or word column and a label column, by number or header name", static () => new TableReader(separator: null, hasQuotes: true)),
        new(Tsv, "A table with tabs, without quoting; columns as in csv", static () => new TableReader('\t', hasQuotes: false)),
        new(JsonLines, "A JSON object per line, its text and its label in the fields text and label unless named", static () => new JsonLinesReader()),
        new(FastText, "One document per line, labels in front: __label__sports the text", static () => new FastTextReader()),
        new(Conllu, "Universal Dependencies: one token per line, ten columns, tag column upos unless named", static () => new ConlluReader()),
        new(Conll, "One token per line, blank-separated columns: word first and tag last unless numbered", static () => new ConllReader()),
        new(WordTag, "One sentence per line, each token word/tag (Brown)", static () => new WordTagReader()),
        new(Pairs, "A line holds a word and its related words, blank-separated (PPDB)", static () => new PairsReader()),
        new(Scores, "A line holds two words and a score, blank-separated (WordSim-353, MEN)", static () => new ScoresReader()),
        new(Questions, "A line holds the four words of an analogy question, in sections ': name' (questions-words.txt)", static () => new QuestionsReader()),
        new(WordNet, "A WordNet dictionary folder: glosses, definitions, lexicon or relations", static () => new WordNetReader()));
}
