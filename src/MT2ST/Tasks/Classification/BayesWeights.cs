using MT2ST.Embeddings;
using MT2ST.Indexing;

namespace MT2ST.Tasks.Classification;

/// <summary>How much each token says about the labels by naive Bayes, and texts as sums of token vectors with these weights.</summary>
/// <remarks>
/// <para>Of the log-count ratios of Wang and Manning 2012 (section 2, alpha 1), r_c(t) = log(((n_c(t) + 1) / (N_c + V)) / ((n(t) - n_c(t) + 1) / (N - N_c + V))),
/// with n_c(t) how often token t occurs under label c, N_c all tokens under it, V the different tokens: a token weighs
/// w(t) = max over the labels with which it occurs of |r_c(t)|, 0 if it occurs with none. For two labels this is their |r|.</para>
/// <para>A text is x = sum of w_i x_i / sqrt(sum of w_i²): the paper multiplies each feature by r and learns on top of it; the
/// division by the length is that of TF-IDF vectors. Weights are counted once and then stay.</para>
/// </remarks>
internal sealed class BayesWeights<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Counts the training data.</summary>
    /// <param name="name">The owning task's name.</param>
    /// <param name="train">Labelled texts.</param>
    /// <param name="tokens">Gives the tokens of a text.</param>
    /// <param name="tokenCount">How many tokens there are: V + 1 + buckets.</param>
    /// <param name="maximumTokens">How many words of a text are read.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public BayesWeights(string name, IndexedCorpus train, TextTokens tokens, int tokenCount, int maximumTokens, CancellationToken cancellationToken)
    {
        Values = new DenseParameter<T>($"{name}/token-weights", 1, tokenCount);
        new Counting(train, tokens, tokenCount, maximumTokens, cancellationToken).Run(Values.Values.Row(0));
    }

    /// <summary>w of each word, of the unknown word and of each bucket of n-grams, <c>[1, V + 1 + buckets]</c>.</summary>
    public DenseParameter<T> Values { get; }

    /// <summary>Writes the weights of a text, the sum of their squares 1.</summary>
    /// <param name="tokens">The text's tokens.</param>
    /// <param name="weights"><c>[tokens]</c>; zeros if every token weighs nothing.</param>
    /// <returns>The multiply-adds.</returns>
    public long Write(TextTokens tokens, Span<T> weights)
    {
        ReadOnlySpan<T> values = Values.Values.Row(0);
        T squares = T.Zero;
        for (int i = 0; i < weights.Length; i++)
        {
            T weight = values[tokens[i]];
            weights[i] = weight;
            squares += weight * weight;
        }
        T scale = squares > T.Zero ? T.One / T.Sqrt(squares) : T.Zero;
        for (int i = 0; i < weights.Length; i++)
            weights[i] *= scale;
        return 2L * weights.Length;
    }

    /// <summary>Goes through the texts label by label, so that the counts of only one label are held at a time.</summary>
    private sealed class Counting(IndexedCorpus train, TextTokens tokens, int tokenCount, int maximumTokens, CancellationToken cancellationToken)
    {
        private readonly int[] _count = new int[tokenCount];
        private readonly int[] _ofLabel = new int[tokenCount];
        private readonly List<int> _touched = [];

        public void Run(Span<T> weights)
        {
            List<int>[] documents = DocumentsByLabel();
            long total = 0;
            foreach (int document in documents.SelectMany(ofLabel => ofLabel).Distinct())
                total += Count(document, _count);
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
                under += Count(document, _ofLabel, _touched);
            double all = Math.Log((double)(under + different) / (total - under + different));
            foreach (int token in _touched)
            {
                int here = _ofLabel[token], elsewhere = _count[token] - here;
                T weight = T.CreateTruncating(Math.Abs(Math.Log((here + 1.0) / (elsewhere + 1.0)) - all));
                weights[token] = T.Max(weights[token], weight);
                _ofLabel[token] = 0;
            }
        }

        private long Count(int document, int[] counts, List<int>? touched = null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> words = train.Tokens(document);
            tokens.Take(words[..Math.Min(words.Length, maximumTokens)]);
            for (int i = 0; i < tokens.Count; i++)
                if (counts[tokens[i]]++ == 0)
                    touched?.Add(tokens[i]);
            return tokens.Count;
        }
    }
}
