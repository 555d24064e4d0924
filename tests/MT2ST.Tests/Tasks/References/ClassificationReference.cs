using MT2ST.Layers;
using MT2ST.Numerics;
using MT2ST.Tasks;
using MT2ST.Tasks.Classification;

namespace MT2ST.Tests.Tasks.References;

/// <summary>A softmax, or a sigmoid for each label, on pooled rows of words and n-grams, or on convolutions with the maximum over time.</summary>
internal sealed class ClassificationReference(TaskFixture fixture, ITask<double> task, Tally tally) : TokenEncoderReference(fixture, task, tally)
{
    private ClassificationOptions Options => (ClassificationOptions)Fixture.Options.DecideBy(Train, sharesTable: false);

    protected override TokenEncoderOptions OwnEncoder => throw new NotSupportedException("A classifier has no token encoder of its own.");

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        for (; Tally.ExampleCount < exampleCount; Tally.ExampleCount++)
        {
            int document = order.Next();
            int[] words = Train.Tokens(document).ToArray();
            if (Fixture.SharedEncoder is not null)
                Tokens(words, document);
            else if (Options.Encoder == "cnn")
                Convolutions(words, document);
            else
                Rows(words, document);
        }
    }

    private void Tokens(int[] words, int document)
    {
        if (words.Length == 0)
            Head(new double[Encoder.Size], document);
        else
        {
            double[][] h = Encode(document, out Action<double[][]> backward);
            backward(Options.Pooling == "attention" ? Attention(h, document) : Mean(h, document));
        }
    }

    private void Rows(int[] words, int document)
    {
        bool isWeighted = Options.TokenWeights != TokenWeighting.None;
        int[] ngrams = Ngrams(words), characters = Characters(words);
        (string? Part, int Row)[] tokens = [.. words.Select(word => ((string?)null, word)), .. ngrams.Select(bucket => ("word-ngrams", bucket)), .. characters.Select(ngram => ("character-ngrams", ngram))];
        (string? Part, int Row)[] kept = isWeighted ? [.. tokens.Distinct()] : tokens;
        double[][] x = [.. kept.Select(token => token.Part is null ? Word(token.Row) : OwnRow(token.Part, token.Row))];
        double[][] dX = [];
        if (words.Length == 0)
            Head(new double[Dimensions], document);
        else if (isWeighted)
        {
            double[] shares = Shares(kept, token => tokens.Count(other => other == token));
            dX = Outer(shares, Head(Sum(shares, x), document));
        }
        else if (Options.Pooling == "attention")
            dX = Attention(x, document);
        else
            dX = Options.Pooling == "max" ? Maximum(x, document) : Mean(x, document);
        for (int i = 0; i < dX.Length; i++)
        {
            if (kept[i].Part is { } part)
                Tally.Update(Named(part), kept[i].Row, dX[i]);
            else
                UpdateWord(kept[i].Row, dX[i]);
        }
    }

    private int[] Ngrams(int[] words)
    {
        var ngrams = new WordNgrams(Options.WordNgrams!.Value, Options.WordNgramBuckets ?? 1, FixtureCorpora.Unknown);
        var buckets = new int[ngrams.MaximumCount(words.Length)];
        return buckets[..ngrams.Write(words, buckets)];
    }

    private int[] Characters(int[] words)
    {
        if (Options.CharacterNgrams == 1)
            return [];
        var characters = new WordCharacters(Train.Words, Options.CharacterNgrams!.Value);
        return [.. words.SelectMany(word => characters.Of(word).ToArray())];
    }

    /// <summary>The weights of a text's tokens, of length 1 over words and their n-grams and over character n-grams.</summary>
    private double[] Shares((string? Part, int Row)[] tokens, Func<(string? Part, int Row), int> occurrences)
    {
        double[] weights = [.. tokens.Select(token => Options.TokenWeights == TokenWeighting.Bayes ? BayesWeight(token) : IdfWeight(token) * (1 + Math.Log(occurrences(token))))];
        double Length(bool ofCharacters) => Math.Sqrt(tokens.Zip(weights).Where(token => token.First.Part == "character-ngrams" == ofCharacters).Sum(token => Tally.Product(token.Second, token.Second)));
        double words = Length(ofCharacters: false), characters = Length(ofCharacters: true);
        return [.. tokens.Zip(weights, (token, weight) => (Length: token.Part == "character-ngrams" ? characters : words, Weight: weight)).Select(token => Tally.Product(token.Weight, token.Length > 0 ? 1 / token.Length : 0))];
    }

    private (string? Part, int Row)[] Different(int document)
    {
        int[] words = Train.Tokens(document).ToArray();
        return [.. words.Select(word => ((string?)null, word)).Concat(Ngrams(words).Select(bucket => ((string?)"word-ngrams", bucket))).Concat(Characters(words).Select(ngram => ((string?)"character-ngrams", ngram))).Distinct()];
    }

    private double IdfWeight((string? Part, int Row) token)
    {
        int having = Enumerable.Range(0, Train.DocumentCount).Count(document => Different(document).Contains(token));
        return having == 0 ? 0 : Math.Log((1.0 + Train.DocumentCount) / (1 + having)) + 1;
    }

    private double[][] Mean(double[][] x, int document)
    {
        double share = 1.0 / x.Length;
        double[] mean = [.. Enumerable.Range(0, x[0].Length).Select(d => Tally.Product(share, x.Sum(row => row[d])))];
        double[] dRow = [.. Head(mean, document).Select(value => Tally.Product(share, value))];
        return [.. x.Select(_ => (double[])[.. dRow])];
    }

    private double[][] Maximum(double[][] x, int document)
    {
        int[] best = [.. Enumerable.Range(0, Dimensions).Select(d => Array.FindIndex(x, row => row[d] == x.Max(other => other[d])))];
        double[] gradient = Head([.. best.Select((row, d) => x[row][d])], document);
        return [.. x.Select((_, row) => gradient.Select((value, d) => best[d] == row ? value : 0).ToArray())];
    }

    private double[][] Attention(double[][] x, int document)
    {
        double[] query = Dense("query")[0];
        double[] exponentials = [.. x.Select(row => Math.Exp(Tally.Dot(query, row)))];
        double[] p = [.. exponentials.Select(value => value / exponentials.Sum())];
        double[] gradient = Head(Sum(p, x), document);
        double[] dP = [.. x.Select(row => Tally.Dot(gradient, row))];
        double mean = Tally.Dot(p, dP);
        double[] dScores = [.. p.Zip(dP, (weight, value) => Tally.Product(weight, value - mean))];
        double[][] dX = Outer(p, gradient);
        for (int i = 0; i < x.Length; i++)
        {
            Tally.AddScaled(dScores[i], query, dX[i]);
            Tally.AddScaled(dScores[i], x[i], DenseGradient("query")[0]);
        }
        return dX;
    }

    /// <summary>The greatest log-count ratio of a token over the labels with which it occurs, from the definition.</summary>
    private double BayesWeight((string? Part, int Row) token)
    {
        int[] Labels(int document) => Train.HasLabelSets ? Train.LabelSet(document).ToArray() : [Train.Label(document)];
        int[] labelled = [.. Enumerable.Range(0, Train.DocumentCount).Where(document => Labels(document).Any(label => label >= 0))];
        int different = labelled.SelectMany(Different).Distinct().Count();
        double greatest = 0;
        for (int label = 0; label < Train.Labels!.Count; label++)
        {
            (string?, int)[] under = [.. labelled.Where(document => Labels(document).Contains(label)).SelectMany(Different)];
            (string?, int)[] elsewhere = [.. labelled.Where(document => !Labels(document).Contains(label)).SelectMany(Different)];
            double Share((string?, int)[] all) => (all.Count(other => other == token) + 1.0) / (all.Length + different);
            if (under.Contains(token))
                greatest = Math.Max(greatest, Math.Abs(Math.Log(Share(under) / Share(elsewhere))));
        }
        return greatest;
    }

    private double[] Sum(double[] weights, double[][] x)
    {
        var sum = new double[x[0].Length];
        for (int i = 0; i < x.Length; i++)
            Tally.AddScaled(weights[i], x[i], sum);
        return sum;
    }

    private double[][] Outer(double[] weights, double[] gradient) =>
        [.. weights.Select(weight => gradient.Select(value => Tally.Product(weight, value)).ToArray())];

    /// <summary>The gradient of the features, by one label or by each label for itself.</summary>
    private double[] Head(double[] features, int document) =>
        Options.MultiLabel ? SigmoidHead(features, Train.LabelSet(document).ToArray()) : SoftmaxHead(features, Train.Label(document), Train.Probability(document), Weight(document));

    /// <summary>The text's weight, and n / (C n_c) if labels are balanced.</summary>
    private double Weight(int document)
    {
        if (Options.ClassWeights == ClassWeighting.None || Train.Label(document) < 0)
            return Train.Weight(document);
        var ofLabels = Enumerable.Range(0, Train.DocumentCount).Where(text => Train.Label(text) >= 0).GroupBy(Train.Label).ToDictionary(texts => texts.Key, texts => texts.Sum(Train.Weight));
        return Train.Weight(document) * ofLabels.Values.Sum() / (ofLabels.Count * ofLabels[Train.Label(document)]);
    }

    private void Convolutions(int[] words, int document)
    {
        int count = Math.Max(words.Length, Options.Widths.Max());
        double[][] rows = [.. Enumerable.Range(0, count).Select(i => i < words.Length ? Word(words[i]) : new double[Dimensions])];
        var features = new double[Options.Widths.Count * Options.Filters];
        var best = new int[features.Length];
        for (int k = 0; words.Length > 0 && k < features.Length; k++)
        {
            double[][] windows = Windows(rows, Width(k));
            double[] scores = [.. windows.Select(window => Tally.Dot(window, Filter(k)))];
            best[k] = Array.IndexOf(scores, scores.Max());
            features[k] = Math.Max(0, scores[best[k]] + Dense("filter-bias")[0][k]);
        }
        double[] dFeatures = Head(features, document);
        if (words.Length == 0)
            return;

        double[][] dRows = [.. rows.Select(_ => new double[Dimensions])];
        for (int k = 0; k < features.Length; k++)
        {
            if (features[k] == 0 || dFeatures[k] == 0)
                continue;
            DenseGradient("filter-bias")[0][k] += dFeatures[k];
            Tally.AddScaled(dFeatures[k], Windows(rows, Width(k))[best[k]], DenseGradient($"filters-{Width(k)}")[k % Options.Filters]);
            for (int i = 0; i < Width(k); i++)
                Tally.AddScaled(dFeatures[k], Filter(k).AsSpan(i * Dimensions, Dimensions), dRows[best[k] + i]);
        }
        for (int i = 0; i < words.Length; i++)
            UpdateWord(words[i], dRows[i]);
    }

    private int Width(int feature) => Options.Widths[feature / Options.Filters];

    private double[] Filter(int feature) => Dense($"filters-{Width(feature)}")[feature % Options.Filters];

    private static double[][] Windows(double[][] rows, int width) =>
        [.. Enumerable.Range(0, rows.Length - width + 1).Select(start => rows.Skip(start).Take(width).SelectMany(row => row).ToArray())];
}
