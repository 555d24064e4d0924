using MT2ST.Embeddings;
using MT2ST.Vocabularies;

namespace MT2ST.Tasks.Classification;

/// <summary>The character n-grams of each word of the vocabulary, of 2 to <c>longest</c> characters, the word's two ends counted as characters.</summary>
/// <remarks>Each n-gram that some word has is numbered; the unknown word has none. Any number of threads may read it.</remarks>
internal sealed class WordCharacters
{
    private readonly int[] _starts;
    private readonly int[] _ngrams;

    /// <param name="words">The vocabulary.</param>
    /// <param name="longest">The greatest length, at least 2.</param>
    public WordCharacters(Vocabulary words, int longest)
    {
        var ngrams = new CharacterNgrams { Minimum = 2, Maximum = longest };
        var numbers = new Dictionary<int, int>();
        List<int> all = [], ofWord = [];
        _starts = new int[words.Count + 2];
        for (int word = 0; word < words.Count; word++)
        {
            ofWord.Clear();
            ngrams.AddBuckets(words.Utf8(word), ofWord);
            foreach (int bucket in ofWord)
            {
                if (!numbers.TryGetValue(bucket, out int number))
                    numbers.Add(bucket, number = numbers.Count);
                all.Add(number);
            }
            _starts[word + 1] = all.Count;
        }
        _starts[^1] = all.Count;
        _ngrams = [.. all];
        Count = numbers.Count;
    }

    /// <summary>How many n-grams there are.</summary>
    public int Count { get; }

    /// <summary>How many n-grams the first words have.</summary>
    public int CountOfFirst(int words) => _starts[words] == 0 ? 0 : 1 + TensorPrimitives.Max<int>(_ngrams.AsSpan(0, _starts[words])); // Numbered as they first come.

    /// <summary>The n-grams of a word; one may come twice.</summary>
    /// <param name="word">The word's id, V for an unknown one.</param>
    public ReadOnlySpan<int> Of(int word) => _ngrams.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);
}
