namespace MT2ST.Corpora.WordNet;

/// <summary>Reads a WordNet dictionary folder as texts, as labelled words or as related words.</summary>
/// <remarks>
/// Relations hold single words only, since a multiword lemma has no row of its own. A hypernym pair joins every word of a
/// synset with the first word of the synset above it.
/// </remarks>
internal sealed class WordNetReader : ICorpusReader
{
    /// <summary>Glosses with their examples, labelled with the lexicographer file.</summary>
    public const string Glosses = "glosses";

    /// <summary>Glosses without their quoted examples, labelled with the lexicographer file.</summary>
    public const string Definitions = "definitions";

    /// <summary>Words (of multiword lemmas the parts), labelled with the lexicographer file.</summary>
    public const string Lexicon = "lexicon";

    /// <summary>The lemmas of a synset as words (multiword ones with underscores) and its definition as text, labelled with the lexicographer file.</summary>
    public const string Synsets = "synsets";

    /// <summary>Pairs of words of one synset.</summary>
    public const string Synonyms = "synonyms";

    /// <summary>Pairs of words of opposite meaning.</summary>
    public const string Antonyms = "antonyms";

    /// <summary>Pairs of a word and a more general one.</summary>
    public const string Hypernyms = "hypernyms";

    /// <summary>The values of <see cref="CorpusOptions.WordNetPart"/>.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Glosses, Definitions, Lexicon, Synsets, Synonyms, Antonyms, Hypernyms];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Settings => ["part"];

    /// <inheritdoc/>
    public IEnumerable<CorpusExample> Read(CorpusSource source, CancellationToken cancellationToken = default)
    {
        foreach (string folder in source.Paths)
        {
            WordNetDatabase dictionary = new(folder);
            IEnumerable<CorpusExample> examples = source.Options.WordNetPart switch
            {
                Glosses => ReadTexts(dictionary, synset => synset.Gloss, cancellationToken),
                Definitions => ReadTexts(dictionary, synset => synset.Definition, cancellationToken),
                Lexicon => ReadLexicon(dictionary, cancellationToken),
                Synsets => ReadSynsets(dictionary, cancellationToken),
                Synonyms => ReadSynonyms(dictionary, cancellationToken),
                _ => WordNetRelations.Read(dictionary, source.Options.WordNetPart, cancellationToken),
            };
            foreach (CorpusExample example in examples)
                yield return example;
        }
    }

    /// <summary>Adds the words of a lemma: itself, or the parts of a multiword one.</summary>
    internal static void AddParts(ReadOnlySpan<byte> lemma, Utf8List words)
    {
        foreach (Range part in lemma.Split((byte)'_'))
            if (!lemma[part].IsEmpty)
                words.Add(lemma[part]);
    }

    private static IEnumerable<CorpusExample> ReadTexts(
        WordNetDatabase dictionary, Func<WordNetSynset, ReadOnlyMemory<byte>> textOf, CancellationToken cancellationToken)
    {
        CorpusExample example = new();
        foreach (WordNetSynset synset in dictionary.Read(cancellationToken))
        {
            example.Start(synset.Path, synset.LineNumber);
            example.Text = textOf(synset);
            if (example.Text.IsEmpty)
                continue;
            example.Labels.Add(WordNetDatabase.LexicographerFiles[synset.LexicographerFile]);
            yield return example;
        }
    }

    private static IEnumerable<CorpusExample> ReadSynsets(WordNetDatabase dictionary, CancellationToken cancellationToken)
    {
        CorpusExample example = new();
        foreach (WordNetSynset synset in dictionary.Read(cancellationToken))
        {
            example.Start(synset.Path, synset.LineNumber);
            example.Text = synset.Definition;
            for (int i = 0; i < synset.Lemmas.Count; i++)
                example.Words.Add(synset.Lemmas[i]);
            example.Labels.Add(WordNetDatabase.LexicographerFiles[synset.LexicographerFile]);
            yield return example;
        }
    }

    private static IEnumerable<CorpusExample> ReadLexicon(WordNetDatabase dictionary, CancellationToken cancellationToken)
    {
        CorpusExample example = new();
        Utf8List words = new();
        foreach (WordNetSynset synset in dictionary.Read(cancellationToken))
        {
            words.Clear();
            for (int i = 0; i < synset.Lemmas.Count; i++)
                AddParts(synset.Lemmas[i], words);
            for (int i = 0; i < words.Count; i++)
            {
                example.Start(synset.Path, synset.LineNumber);
                example.Words.Add(words[i]);
                example.Labels.Add(WordNetDatabase.LexicographerFiles[synset.LexicographerFile]);
                yield return example;
            }
        }
    }

    private static IEnumerable<CorpusExample> ReadSynonyms(WordNetDatabase dictionary, CancellationToken cancellationToken)
    {
        CorpusExample example = new();
        foreach (WordNetSynset synset in dictionary.Read(cancellationToken))
        {
            for (int first = 0; first < synset.Lemmas.Count; first++)
            {
                for (int second = first + 1; second < synset.Lemmas.Count; second++)
                {
                    example.Start(synset.Path, synset.LineNumber);
                    if (WordNetRelations.TryAddPair(synset.Lemmas[first], synset.Lemmas[second], "synonym", example))
                        yield return example;
                }
            }
        }
    }
}
