using MT2ST.Embeddings;
using MT2ST.Indexing;

namespace MT2ST.Tasks.Classification;

/// <summary>What each token weighs, and texts as sums of token vectors with these weights.</summary>
/// <remarks>
/// <para><c>idf</c>: w(t) = log((1 + N) / (1 + n(t))) + 1, with n(t) the texts that have token t, N all texts, and a token that occurs k
/// times in a text counts 1 + log k times (TF-IDF; Salton and Buckley 1988). A token of no text weighs nothing, but a word that only an
/// auxiliary knows weighs log(1 + N) + 1.</para>
/// <para><c>bayes</c>: of the log-count ratios of Wang and Manning 2012 (section 2, alpha 1), r_c(t) = log(((n_c(t) + 1) / (N_c + V)) / ((n(t) - n_c(t) + 1) / (N - N_c + V))),
/// with n_c(t) the texts of label c that have token t, N_c all their tokens, V the different tokens: w(t) = max over the labels with
/// which it occurs of |r_c(t)|, 0 if it occurs with none. For two labels this is their |r|. It counts once in a text.</para>
/// <para>A text is x = sum of w_i x_i / sqrt(sum of w_i²) over its words and their n-grams, and the same over its character n-grams is
/// added: each group has length 1, as TF-IDF vectors do. Weights are counted once and then stay.</para>
/// </remarks>
internal sealed class TokenWeights<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Counts the training data.</summary>
    /// <param name="name">The owning task's name.</param>
    /// <param name="weighting">Idf or Bayes.</param>
    /// <param name="train">Labelled texts.</param>
    /// <param name="more">Texts without labels, which <c>idf</c> counts too.</param>
    /// <param name="tokens">Gives the different tokens of a text.</param>
    /// <param name="tokenCount">How many tokens there are.</param>
    /// <param name="knownWords">How many words weigh as if one text fewer than one had them, though none has; 0 for none.</param>
    /// <param name="maximumTokens">How many words of a text are read.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public TokenWeights(string name, TokenWeighting weighting, IndexedCorpus train, IReadOnlyList<IndexedCorpus> more, TextTokens tokens, int tokenCount, int knownWords, int maximumTokens, CancellationToken cancellationToken)
    {
        Weighting = weighting;
        Values = new DenseParameter<T>($"{name}/token-weights", 1, tokenCount);
        var counting = new Counting(train, more, tokens, tokenCount, maximumTokens, cancellationToken);
        if (weighting == TokenWeighting.Bayes)
            counting.Bayes(Values.Values.Row(0));
        else
            counting.Idf(Values.Values.Row(0), knownWords);
    }

    /// <summary>Idf or Bayes.</summary>
    public TokenWeighting Weighting { get; }

    /// <summary>w of each word, of the unknown word, of each bucket of n-grams and of each character n-gram, <c>[1, tokens]</c>.</summary>
    public DenseParameter<T> Values { get; }

    /// <summary>Writes the weights of a text, the sum of the squares of each group 1.</summary>
    /// <param name="tokens">The text's tokens.</param>
    /// <param name="weights"><c>[tokens]</c>; zeros for a group in which every token weighs nothing.</param>
    /// <returns>The multiply-adds.</returns>
    public long Write(TextTokens tokens, Span<T> weights)
    {
        int groupEnd = tokens.Words.Length + tokens.Ngrams.Length;
        ReadOnlySpan<T> values = Values.Values.Row(0);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = values[tokens[i]];
            if (Weighting == TokenWeighting.Idf && tokens.Occurrences(i) is > 1 and int count)
                weights[i] *= T.One + T.Log(T.CreateTruncating(count));
        }
        Normalize(weights[..groupEnd]);
        Normalize(weights[groupEnd..]);
        return 2L * weights.Length;
    }

    private static void Normalize(Span<T> weights)
    {
        T squares = TensorPrimitives.SumOfSquares<T>(weights);
        if (squares > T.Zero)
            TensorPrimitives.Multiply(weights, T.One / T.Sqrt(squares), weights);
    }

    private sealed class Counting(IndexedCorpus train, IReadOnlyList<IndexedCorpus> more, TextTokens tokens, int tokenCount, int maximumTokens, CancellationToken cancellationToken)
    {
        private readonly int[] _count = new int[tokenCount];
        private readonly int[] _ofLabel = new int[tokenCount];
        private readonly List<int> _touched = [];

        public void Idf(Span<T> weights, int knownWords)
        {
            double texts = 0;
            foreach (IndexedCorpus corpus in more.Prepend(train))
            {
                for (int document = 0; document < corpus.DocumentCount; document++)
                    Count(corpus.Tokens(document), _count);
                texts += corpus.DocumentCount;
            }
            for (int token = 0; token < weights.Length; token++)
                if (_count[token] > 0 || token < knownWords)
                    weights[token] = T.CreateTruncating(Math.Log((1 + texts) / (1 + _count[token])) + 1);
        }

        /// <summary>Goes through the texts label by label, so that the counts of only one label are held at a time.</summary>
        public void Bayes(Span<T> weights)
        {
            List<int>[] documents = DocumentsByLabel();
            long total = 0;
            foreach (int document in documents.SelectMany(ofLabel => ofLabel).Distinct())
                total += Count(train.Tokens(document), _count);
            int different = _count.Count(count => count > 0);
            foreach (List<int> ofLabel in documents)
                Weigh(ofLabel, total, different, weights);
        }

        private List<int>[] DocumentsByLabel()
        {
            List<int>[] documents = [.. Enumerable.Range(0, train.Labels!.Count).Select(_ => new List<int>())];
            for (int document = 0; document < train.DocumentCount; document++)
            {
                if (train.HasLabelSets)
                    foreach (int label in train.LabelSet(document))
                        documents[label].Add(document);
                else if (train.Label(document) >= 0)
                    documents[train.Label(document)].Add(document);
            }
            return documents;
        }

        private void Weigh(List<int> documents, long total, int different, Span<T> weights)
        {
            _touched.Clear();
            long under = 0;
            foreach (int document in documents)
                under += Count(train.Tokens(document), _ofLabel, _touched);
            double all = Math.Log((double)(under + different) / (total - under + different));
            foreach (int token in _touched)
            {
                int here = _ofLabel[token], elsewhere = _count[token] - here;
                T weight = T.CreateTruncating(Math.Abs(Math.Log((here + 1.0) / (elsewhere + 1.0)) - all));
                weights[token] = T.Max(weights[token], weight);
                _ofLabel[token] = 0;
            }
        }

        private long Count(ReadOnlySpan<int> words, int[] counts, List<int>? touched = null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tokens.Take(words[..Math.Min(words.Length, maximumTokens)]);
            for (int i = 0; i < tokens.Count; i++)
                if (counts[tokens[i]]++ == 0)
                    touched?.Add(tokens[i]);
            return tokens.Count;
        }
    }
}
