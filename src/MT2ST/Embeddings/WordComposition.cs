using MT2ST.Vocabularies;

namespace MT2ST.Embeddings;

/// <summary>The rows of the table that make up each word's vector: the word's own and those of its character n-grams.</summary>
/// <remarks>
/// Only buckets that some word of the vocabulary uses have a row: a few hundred thousand instead of two million, which
/// saves memory and time and leaves no row untrained. The rows follow those of the words and of the unknown word, in
/// the order of their first use: frequent words come first, so the rows that are read most are close together. It never changes,
/// so that any number of threads may read it.
/// </remarks>
internal sealed class WordComposition
{
    private readonly int[] _starts; // The rows of word i are _rows[_starts[i] .. _starts[i + 1]].
    private readonly int[] _rows;
    private readonly int[] _buckets;

    /// <summary>Finds the n-grams of every word.</summary>
    /// <param name="ngrams">Which n-grams count.</param>
    /// <param name="words">The vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="ngrams"/> is out of its range.</exception>
    public WordComposition(CharacterNgrams ngrams, Vocabulary words)
    {
        ArgumentNullException.ThrowIfNull(ngrams);
        ArgumentNullException.ThrowIfNull(words);
        ngrams.Validate();
        Ngrams = ngrams;
        WordCount = words.Count;
        var rowOf = new int[ngrams.BucketCount]; // 0 for none: row 0 is a word's.
        List<int> rows = [], buckets = [], ofWord = [];
        _starts = new int[WordCount + 2];
        for (int word = 0; word < WordCount; word++)
        {
            rows.Add(word);
            ofWord.Clear();
            ngrams.AddBuckets(words.Utf8(word), ofWord);
            foreach (int bucket in ofWord)
                rows.Add(RowOf(bucket, rowOf, buckets));
            _starts[word + 1] = rows.Count;
        }
        rows.Add(WordCount);
        _starts[^1] = rows.Count;
        _rows = [.. rows];
        _buckets = [.. buckets];
    }

    /// <summary>Which n-grams count.</summary>
    public CharacterNgrams Ngrams { get; }

    /// <summary>V, the number of words.</summary>
    public int WordCount { get; }

    /// <summary>The buckets that have a row: row <see cref="FirstNgramRow"/> + i is that of bucket <c>Buckets[i]</c>.</summary>
    public ReadOnlySpan<int> Buckets => _buckets;

    /// <summary>How often the words of the vocabulary have each n-gram: value i is that of bucket <c>Buckets[i]</c>, at least 1.</summary>
    public int[] CountUses()
    {
        var counts = new int[_buckets.Length];
        foreach (int row in _rows)
            if (row >= FirstNgramRow)
                counts[row - FirstNgramRow]++;
        return counts;
    }

    /// <summary>The first n-gram's row: V + 1.</summary>
    public int FirstNgramRow => WordCount + 1;

    /// <summary>All rows of the table: the words', the unknown word's and the n-grams'.</summary>
    public int RowCount => FirstNgramRow + _buckets.Length;

    /// <summary>The rows whose sum makes up a word's vector, its own first; a row may come twice.</summary>
    /// <param name="word">The word's id, in [0, V]; the unknown word, V, has its own row alone.</param>
    public ReadOnlySpan<int> Rows(int word) => _rows.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    /// <summary>The factor that turns the sum of n rows into a vector: 1 / sqrt(n).</summary>
    /// <param name="rowCount">n, at least 1.</param>
    /// <remarks>
    /// <para>With x = c sum of r_i, the gradient of each row is c dx, and a step s moves x by n c² s dx: as far as a word of one
    /// row for c = 1 / sqrt(n), but n times less for the mean of Bojanowski et al. 2017, c = 1 / n. Their program takes the
    /// mean and gives each row all of dx, which is no gradient but moves x as far as ours does. (Under AdaGrad, which takes
    /// the size out of a gradient, x moves sqrt(n) times as far as a word of one row.)</para>
    /// <para>Rows that start at random give a vector of the same length for every n.</para>
    /// </remarks>
    public static T Scale<T>(int rowCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / T.Sqrt(T.CreateTruncating(rowCount));

    private int RowOf(int bucket, int[] rowOf, List<int> buckets)
    {
        if (rowOf[bucket] == 0)
        {
            rowOf[bucket] = FirstNgramRow + buckets.Count;
            buckets.Add(bucket);
        }
        return rowOf[bucket];
    }
}
