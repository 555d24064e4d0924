namespace MT2ST.Corpora.WordNet;

/// <summary>Reads the relations of a WordNet dictionary that lead from one synset to another.</summary>
internal static class WordNetRelations
{
    /// <summary>The pairs of <see cref="WordNetReader.Antonyms"/> or <see cref="WordNetReader.Hypernyms"/>.</summary>
    public static IEnumerable<CorpusExample> Read(WordNetDatabase dictionary, string part, CancellationToken cancellationToken)
    {
        bool isAntonyms = part == WordNetReader.Antonyms;
        LemmaTable lemmas = new(dictionary, cancellationToken);
        CorpusExample example = new();
        foreach (WordNetSynset synset in dictionary.Read(cancellationToken))
        {
            foreach (WordNetPointer pointer in synset.Pointers)
            {
                if (pointer.Symbol is not ("!" or "@" or "@i") || (pointer.Symbol == "!") != isAntonyms)
                    continue;
                for (int word = 0; word < synset.Lemmas.Count; word++)
                {
                    if (pointer.SourceWord != 0 && pointer.SourceWord != word + 1)
                        continue;
                    example.Start(synset.Path, synset.LineNumber);
                    if (TryAddPair(synset.Lemmas[word], lemmas.Target(synset, pointer), isAntonyms ? "antonym" : "hypernym", example))
                        yield return example;
                }
            }
        }
    }

    /// <summary>Fills the example with two words and their relation; false if one is a multiword lemma.</summary>
    public static bool TryAddPair(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, string relation, CorpusExample example)
    {
        if (first.Contains((byte)'_') || second.Contains((byte)'_'))
            return false;
        example.Words.Add(first);
        example.Words.Add(second);
        example.Labels.Add(relation);
        return true;
    }

    /// <summary>The words of all synsets, found by part of speech and offset.</summary>
    private sealed class LemmaTable
    {
        private readonly Utf8List _words = new();
        private readonly Dictionary<long, int> _firstWord = [];

        public LemmaTable(WordNetDatabase dictionary, CancellationToken cancellationToken)
        {
            foreach (WordNetSynset synset in dictionary.Read(cancellationToken))
            {
                _firstWord[Key(synset.PartOfSpeech, synset.Offset)] = _words.Count;
                for (int i = 0; i < synset.Lemmas.Count; i++)
                    _words.Add(synset.Lemmas[i]);
            }
        }

        /// <summary>The word that a pointer leads to: the one it names, or the first of the synset.</summary>
        public ReadOnlySpan<byte> Target(WordNetSynset synset, WordNetPointer pointer)
        {
            int word = Math.Max(pointer.TargetWord - 1, 0);
            if (!_firstWord.TryGetValue(Key(pointer.TargetPartOfSpeech, pointer.TargetOffset), out int first) || first + word >= _words.Count)
                throw CorpusError.At(synset.Path, synset.LineNumber, $"found a pointer to the synset {pointer.TargetOffset} ({pointer.TargetPartOfSpeech}), expected one that exists. Are the files of one release?");
            return _words[first + word];
        }

        private static long Key(char partOfSpeech, int offset) => ((long)partOfSpeech << 32) | (uint)offset;
    }
}
