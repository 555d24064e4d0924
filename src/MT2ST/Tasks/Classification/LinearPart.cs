using MT2ST.Embeddings;
using MT2ST.Indexing;
using MT2ST.Layers;
using MT2ST.Numerics;

namespace MT2ST.Tasks.Classification;

/// <summary>A linear classifier of a text's words and pairs themselves, whose scores are added to those of the text's vector.</summary>
/// <remarks>
/// The expected squared hinge loss is least where a score f is 2 p - 1 (Zhang 2004, section 3), so log(p / (1 - p)) is about 2 f: each label's logit gets 2 f of a
/// <see cref="LinearSvm"/> on TF-IDF. Vectors say what words mean, also words of no labelled text; these scores say what the labelled texts themselves say.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class LinearPart<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double LogOdds = 2;

    private readonly TfIdfFeatures<T> _features;

    /// <param name="name">The owning task's name.</param>
    /// <param name="train">The labelled texts.</param>
    /// <param name="wordCount">V.</param>
    /// <param name="options">How texts are read; all is decided.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public LinearPart(string name, IndexedCorpus train, int wordCount, ClassificationOptions options, CancellationToken cancellationToken)
    {
        _features = new TfIdfFeatures<T>($"{name}/linear", train, wordCount, options.WordNgramBuckets!.Value, options.MaximumTokens, cancellationToken);
        Rows = new RowParameter<T>($"{name}/linear", new RowMatrix<T>(train.Labels!.Count, _features.Count), isShared: false);
    }

    /// <summary>What a word or a pair adds to each label's logit, <c>[C, features]</c>; zeros before the fit.</summary>
    public RowParameter<T> Rows { get; }

    /// <summary>What words and pairs weigh.</summary>
    public DenseParameter<T> Weights => _features.Weights;

    /// <summary>Fits a classifier to the labelled texts; nothing is changed yet.</summary>
    /// <param name="train">The texts.</param>
    /// <param name="factors">The factor of each text's loss.</param>
    /// <param name="cost">C.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The classifier and the multiply-adds.</returns>
    public (LinearSvm Svm, long MultiplyAdds) Fit(IndexedCorpus train, LossWeights factors, double cost, CancellationToken cancellationToken)
    {
        int[] documents = [.. Enumerable.Range(0, train.DocumentCount)];
        var svm = new LinearSvm(train.Labels!.Count, _features.Count);
        long multiplyAdds = svm.Fit(_features.Of(train, cancellationToken), [.. documents.Where(document => train.Label(document) >= 0)], [.. documents.Select(train.Label)], [.. documents.Select(document => factors[document])], cost, cancellationToken);
        return (svm, multiplyAdds);
    }

    /// <summary>Takes the weights of a fit.</summary>
    /// <param name="svm">What <see cref="Fit"/> made.</param>
    /// <param name="bias">What is added to each label's logit in any text, <c>[C]</c>; the fit's own is added to it.</param>
    public void Take(LinearSvm svm, Span<T> bias)
    {
        for (int label = 0; label < bias.Length; label++)
        {
            Span<T> row = Rows.Rows.Row(label);
            for (int feature = 0; feature < _features.Count; feature++)
                row[feature] = T.CreateTruncating(LogOdds * svm.Weight(label, feature));
            bias[label] += T.CreateTruncating(LogOdds * svm.Weight(label, _features.Count));
        }
    }

    /// <summary>Makes one thread's scratch.</summary>
    public Pass CreatePass() => new(this);

    /// <summary>One thread's scores.</summary>
    public sealed class Pass(LinearPart<T> part)
    {
        private readonly TfIdfFeatures<T>.Text _text = new(part._features);

        /// <summary>Adds to the logits of a text.</summary>
        /// <param name="words">The text's words.</param>
        /// <param name="logits"><c>[C]</c>.</param>
        public void AddTo(ReadOnlySpan<int> words, Span<T> logits)
        {
            _text.Take(words);
            for (int label = 0; label < logits.Length; label++)
            {
                ReadOnlySpan<T> row = part.Rows.Rows.Row(label);
                for (int i = 0; i < _text.Tokens.Count; i++)
                    logits[label] += _text.Values[i] * row[_text.Tokens[i]];
            }
        }

        /// <summary>What each word and pair of a text adds to the difference of two labels' logits.</summary>
        /// <param name="words">The text's words.</param>
        /// <param name="label">The first.</param>
        /// <param name="other">The second; below 0 for the first logit alone.</param>
        public List<TokenShare> Shares(ReadOnlySpan<int> words, int label, int other)
        {
            _text.Take(words);
            List<(int First, int Last)> places = TextTokens.Places(words, part._features.Pairs, areDistinct: true);
            T[] direction = part.Rows.Rows.Row(label).ToArray();
            if (other >= 0)
                TensorPrimitives.Subtract(direction, part.Rows.Rows.Row(other), direction);
            List<TokenShare> shares = [];
            for (int i = 0; i < places.Count; i++)
                shares.Add(new TokenShare(places[i].First, places[i].Last, double.CreateTruncating(_text.Values[i] * direction[_text.Tokens[i]])));
            return shares;
        }
    }
}
