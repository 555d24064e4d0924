using System.Globalization;
using System.Text;
using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Cli.Checks;

/// <summary>Finds labels that a classifier, trained on the other texts, is sure are wrong.</summary>
/// <remarks>
/// Cross-validation in five parts: a text is judged by a classifier that did not see it, nor any text of the same words. Labels are ranked
/// by log p(best other label) - log p(given label): the margin by which Northcutt, Jiang and Chuang 2021 rank them, of logarithms, since probabilities near 1 tie.
/// Of more texts than <see cref="MostExamples"/> as many are drawn, each with the same chance (Vitter 1985, algorithm R).
/// </remarks>
internal sealed class LabelSuspects
{
    /// <summary>The most texts, or words of tagged sentences, that are judged.</summary>
    public const int MostExamples = 20_000;

    /// <summary>Of a label with fewer examples the classifier knows nothing.</summary>
    public const int FewestOfLabel = 5;

    private const int FewestExamples = 40; // Of fewer, each part's classifier hardly knows more than chance.
    private const int Folds = 5;

    private readonly List<Example> _examples = [];
    private readonly SeededRandom _random = new(seed: 1);
    private long _seen;

    /// <summary>Adds a text, or the words of a tagged sentence.</summary>
    public void Add(CheckedText text)
    {
        if (text.Tags.Count == 0)
        {
            if (text.Labels.Count > 0 && Draw() is >= 0 and int place)
                Put(place, new Example(new CheckPlace(text.Path, text.Line, "", Excerpt.Of(text.Bytes.Span)), text.Hash, Encoding.UTF8.GetString(text.Bytes.Span), [.. text.Labels]));
            return;
        }
        string[]? words = null;
        for (int i = 0; i < text.Tags.Count; i++)
        {
            if (Draw() is not (>= 0 and int place))
                continue;
            words ??= Encoding.UTF8.GetString(text.Bytes.Span).Split(' ');
            if (words.Length == text.Tags.Count) // Not so if a word has a blank in it.
                Put(place, new Example(new CheckPlace(text.Path, text.Line, string.Create(CultureInfo.InvariantCulture, $"word {i + 1}"), string.Join(' ', words[Math.Max(0, i - 4)..])), text.Hash, Features(words, i), [text.Tags[i]]));
        }
    }

    /// <summary>Trains and judges; null with too few examples, or fewer than two labels that have enough.</summary>
    /// <param name="count">How many labels are listed.</param>
    /// <param name="areTags">Whether examples are words.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public CrossValidation? Find(int count, bool areTags, CancellationToken cancellationToken)
    {
        HashSet<string> known = [.. _examples.SelectMany(example => example.Labels).CountBy(label => label).Where(label => label.Value >= FewestOfLabel).Select(label => label.Key)];
        Example[] judged = [.. _examples.Where(example => example.Labels.All(known.Contains))];
        if (known.Count < 2 || judged.Length < FewestExamples)
            return null;
        bool hasSeveral = judged.Any(example => example.Labels.Length > 1);
        var judgements = new Judgement[judged.Length];
        Parallel.For(0, Folds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, fold =>
        {
            TextExample[] train = [.. judged.Where(example => FoldOf(example) != fold).Select(example => new TextExample(example.Text) { Labels = example.Labels })];
            if (train.Length == 0 || train.Length == judged.Length)
                return;
            TrainedModel model = EmbeddingTrainer.Train(Quick(train, hasSeveral, areTags), cancellationToken: cancellationToken);
            cancellationToken.ThrowIfCancellationRequested(); // A cancelled run gives what it has learnt.
            for (int i = 0; i < judged.Length; i++)
                if (FoldOf(judged[i]) == fold)
                    judgements[i] = Judge(judged[i], model.PredictAll(judged[i].Text), hasSeveral);
        });
        IEnumerable<LabelSuspect> suspects = judgements.Select((judgement, i) => (Judgement: judgement, Example: judged[i]))
            .Where(pair => pair.Judgement.Margin > 0).OrderByDescending(pair => pair.Judgement.Margin).Take(count)
            .Select(pair => new LabelSuspect(pair.Example.Place, pair.Judgement.Label!, pair.Judgement.Suggested!, pair.Judgement.Probability));
        return new CrossValidation
        {
            Examples = judged.Length,
            OfExamples = _seen,
            Agreement = (double)judgements.Count(judgement => judgement.Margin <= 0) / judged.Length,
            Suspects = [.. suspects],
        };
    }

    // A bag of words, which learns thousands of texts in less than a second. It need not be the best, only independent of the one label that it judges.
    private static RunOptions Quick(TextExample[] train, bool hasSeveral, bool areTags) => new()
    {
        Dimensions = 50,
        Epochs = 3,
        Lowercase = !areTags,
        Tokenizer = areTags ? "whitespace" : "words",
        Primary = new ClassificationOptions { Train = train, MultiLabel = hasSeveral, Rate = 0.1, HeadRate = 0.02, Batch = 32, Optimizer = "adagrad", HeadOptimizer = "adam", Decay = RateDecay.None, Dropout = 0.3, MinCount = 1 },
    };

    // What surrounds a word and how it is written, each as a token of its own.
    private static string Features(string[] words, int i)
    {
        string word = words[i];
        string shape = word.Any(char.IsDigit) ? "digit" : !char.IsLetter(word[0]) ? "other" : char.IsUpper(word[0]) ? i == 0 ? "First" : "Upper" : "lower";
        return $"w={word} w={word} l={word.ToLowerInvariant()} p={(i > 0 ? words[i - 1] : "")} n={(i + 1 < words.Length ? words[i + 1] : "")} s2={word[^Math.Min(2, word.Length)..]} s3={word[^Math.Min(3, word.Length)..]} c={shape}";
    }

    private static Judgement Judge(Example example, IReadOnlyList<LabelProbability> labels, bool hasSeveral)
    {
        if (!hasSeveral)
        {
            LabelProbability other = labels.FirstOrDefault(label => label.Label != example.Labels[0]);
            return new Judgement(example.Labels[0], other.Label, other.Probability, Log(other.Probability) - Log(labels.FirstOrDefault(label => label.Label == example.Labels[0]).Probability));
        }
        // Each label for itself: one given that is unlikely, or one not given that is likely.
        LabelProbability worst = labels.MaxBy(label => example.Labels.Contains(label.Label) ? 1 - label.Probability : label.Probability);
        bool isGiven = example.Labels.Contains(worst.Label);
        double wrong = isGiven ? 1 - worst.Probability : worst.Probability;
        return new Judgement(string.Join(", ", example.Labels), isGiven ? $"not {worst.Label}" : worst.Label, wrong, Log(wrong) - Log(1 - wrong));
    }

    private static double Log(double probability) => Math.Log(Math.Max(probability, 1e-12));

    private static int FoldOf(Example example) => (int)(uint)(example.Hash % Folds);

    private int Draw()
    {
        _seen++;
        if (_examples.Count < MostExamples)
            return _examples.Count;
        double place = _random.NextDouble() * _seen;
        return place < MostExamples ? (int)place : -1;
    }

    private void Put(int place, Example example)
    {
        if (place == _examples.Count)
            _examples.Add(example);
        else
            _examples[place] = example;
    }

    private sealed record Example(CheckPlace Place, UInt128 Hash, string Text, string[] Labels);

    /// <summary>A label, what the classifier would rather have, and by how much (above 0 if it would).</summary>
    private readonly record struct Judgement(string? Label, string? Suggested, double Probability, double Margin);
}
