namespace MT2ST.Corpora.WordNet;

/// <summary>Reads the synsets of a WordNet dictionary folder (Miller 1995; the format is wndb(5WN)).</summary>
internal sealed class WordNetDatabase
{
    private static readonly DataFile[] Files = [new("data.noun", 'n'), new("data.verb", 'v'), new("data.adj", 'a'), new("data.adv", 'r')];

    /// <summary>Opens a dictionary.</summary>
    /// <param name="folder">The folder with <c>data.noun</c>, <c>data.verb</c>, <c>data.adj</c> and <c>data.adv</c>.</param>
    /// <exception cref="FileNotFoundException">The folder, or one of its data files, is missing.</exception>
    public WordNetDatabase(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Folder = folder;
        foreach (DataFile file in Files)
        {
            string path = Path.Combine(folder, file.Name);
            if (!File.Exists(path))
                throw new FileNotFoundException($"There is no file '{path}', so the folder '{folder}' is not a WordNet dictionary (Debian's package wordnet-base puts one into /usr/share/wordnet). For texts, name the files in the folder.", path);
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The names of the 45 lexicographer files by their numbers (lexnames(5WN)).</summary>
    public static IReadOnlyList<string> LexicographerFiles { get; } =
    [
        "adj.all", "adj.pert", "adv.all", "noun.Tops", "noun.act", "noun.animal", "noun.artifact", "noun.attribute", "noun.body",
        "noun.cognition", "noun.communication", "noun.event", "noun.feeling", "noun.food", "noun.group", "noun.location",
        "noun.motive", "noun.object", "noun.person", "noun.phenomenon", "noun.plant", "noun.possession", "noun.process",
        "noun.quantity", "noun.relation", "noun.shape", "noun.state", "noun.substance", "noun.time", "verb.body", "verb.change",
        "verb.cognition", "verb.communication", "verb.competition", "verb.consumption", "verb.contact", "verb.creation",
        "verb.emotion", "verb.motion", "verb.perception", "verb.possession", "verb.social", "verb.stative", "verb.weather",
        "adj.ppl",
    ];

    /// <summary>Reads all synsets: nouns, verbs, adjectives, adverbs.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The same <see cref="WordNetSynset"/> every time, filled anew.</returns>
    /// <exception cref="InvalidDataException">A line is broken; the message starts with <c>path:line</c>.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<WordNetSynset> Read(CancellationToken cancellationToken = default)
    {
        WordNetSynset synset = new();
        foreach (DataFile file in Files)
        {
            using Utf8LineReader lines = Utf8LineReader.Open(Path.Combine(Folder, file.Name), cancellationToken);
            while (lines.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (lines.Line.IsEmpty || lines.Line.Span[0] == ' ') // The licence at the top is indented.
                    continue;
                synset.Parse(lines, file.PartOfSpeech);
                yield return synset;
            }
        }
    }

    private sealed record DataFile(string Name, char PartOfSpeech);
}
