using MT2ST;
using MT2ST.Embeddings;
using MT2ST.Evaluation;
using MT2ST.Formats;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Runs;
using MT2ST.Texts;

namespace LibraryGuide;

/// <summary>The code of docs/library.md: a region for each block, in the order of the page.</summary>
internal static class Guide
{
    public static void Train()
    {
        #region train
        TextExample[] texts =
        [
            new("a great film", "good"), new("great actors and a fine story", "good"),
            new("a dull film", "bad"), new("dull actors and a poor story", "bad"),
        ];
        TrainedModel model = EmbeddingTrainer.Train(new RunOptions
        {
            Primary = new ClassificationOptions { Train = texts },
            Epochs = 50,
        });
        Console.WriteLine(model.Predict("a great story").Label); // good
        #endregion

        #region use
        model.Save("model");
        TrainedModel loaded = TrainedModel.Load("model");
        foreach (LabelProbability label in loaded.PredictAll("a fine film"))
            Console.WriteLine($"{label.Label} {label.Probability:0.00}");
        foreach (WordMatch match in loaded.Vectors.MostSimilar("great", count: 3))
            Console.WriteLine($"{match.Word} {match.Cosine:0.00}");
        double cosine = loaded.Vectors.Similarity("great", "fine");
        #endregion
        Console.WriteLine($"{cosine:0.00}");
    }

    public static RunOptions Describe()
    {
        #region data
        List<TextExample> lexicon = [new("great", "positive"), new("fine", "positive"), new("dull", "negative"), new("poor", "negative")];
        RunOptions run = new()
        {
            Primary = new ClassificationOptions { Train = "reviews.tsv", DevShare = 0.2, Test = "test.tsv" },
            Auxiliaries =
            [
                new LexiconOptions { Train = lexicon, Eta = 0.5 },
                new SkipGramOptions { Train = ["news.txt", "books.txt"], MinCount = 1 },
            ],
            Strategy = new SwitchOptions { At = 2 },
            Dimensions = 50,
            Epochs = 4,
        };
        #endregion
        return run;
    }

    public static void Watch(RunOptions run)
    {
        #region progress
        using CancellationTokenSource stop = new(TimeSpan.FromMinutes(10));
        Progress<RunProgress> progress = new(now => Console.WriteLine($"{now.Share:P0} {now.Evaluation?.Dev}"));
        TrainedModel model = EmbeddingTrainer.Train(run, progress, stop.Token);
        Console.WriteLine($"{model.Report.Ended}, {model.Report.Test!.Metric} {model.Report.Test.Value:0.000} on test");
        #endregion

        #region test
        TestResult result = model.Test("test.tsv");
        foreach (TestFigure figure in result.Figures)
            Console.WriteLine($"{figure.Name} {figure.Value:0.000} [{figure.Low:0.000}, {figure.High:0.000}]");
        foreach (TestMistake mistake in result.Mistakes.Take(5)) // The worst first.
            Console.WriteLine($"{mistake.Source} {mistake.Text}: {mistake.Predicted[0]}, not {mistake.Labels[0]}");
        foreach (TokenContribution word in model.Explain("great actors in a dull story", model.Labels[0], against: model.Labels[1]))
            Console.WriteLine($"{word.Token} {word.Value:+0.00;-0.00}");
        #endregion
    }

    public static void ReadAndWrite(RunOptions run)
    {
        RunOptions fromFiles = run with { Auxiliaries = [], Strategy = new StlOptions() };
        #region runfile
        File.WriteAllText("run.json", fromFiles.ToJson());
        RunFile file = RunFile.Load("run.json");
        file.Set("primary.rate", "0.2"); // As --set primary.rate=0.2.
        TrainedModel model = EmbeddingTrainer.Train(file.Read());
        #endregion
        Console.WriteLine(model.Options.Primary.Rate);
    }

    public static void Compare(RunOptions run)
    {
        #region compare
        ComparisonResult result = StrategyComparison.Run(
            run with { Seeds = 5 },
            [new StlOptions(), new MtlOptions(), new DiminishOptions(), new SwitchOptions { At = 2 }],
            new ComparisonOptions { RunsFolder = "runs" });
        Console.WriteLine(result.Verdict);
        File.WriteAllText("result.json", result.ToJson());
        #endregion
    }

    public static void Fail(RunOptions run)
    {
        #region errors
        try
        {
            EmbeddingTrainer.Train(run with { Dimensions = 0 });
        }
        catch (SettingException error)
        {
            Console.WriteLine($"{error.Setting}: {error.Message}"); // dimensions: dimensions is 0; it must be in [1, 65536].
        }
        #endregion
    }

    public static void Evaluate()
    {
        #region vectors
        WordVectors vectors = VectorFile.Load("vectors.vec");
        VectorFile.Save("vectors.bin", vectors, "word2vec-binary");
        #endregion

        #region evaluate
        SimilarityResult similarity = SimilaritySet.Read("similarity.txt").Evaluate(vectors);
        Console.WriteLine($"{similarity.Spearman:0.00} over {similarity.FoundCount} of {similarity.PairCount} pairs");
        foreach (AnalogyResult section in AnalogySet.Read("questions.txt").Evaluate(vectors))
            Console.WriteLine($"{section.Section} {section.Accuracy:P0}");
        #endregion
    }

    public static void Search()
    {
        #region search
        TextExample[] pairs =
        [
            new() { Texts = ["can I return this", "send goods back within a month for a refund"] },
            new() { Texts = ["when will it arrive", "delivery takes two days"] },
            new() { Texts = ["do you ship abroad", "parcels go to all of Europe"] },
        ];
        TrainedModel model = EmbeddingTrainer.Train(new RunOptions { Primary = new MatchingOptions { Train = pairs }, Epochs = 20 });
        float[] vector = model.Embed("a refund for goods"); // [TextDimensions]

        string[] answers = [.. pairs.Select(pair => pair.Texts[1])];
        TextIndex index = TextIndex.Create(model.TextEmbedder, answers);
        foreach (TextMatch match in index.Search("return goods", count: 2, wordWeight: 0.5)) // Half cosine, half BM25.
            Console.WriteLine($"{match.Score:0.00} {answers[match.Index]}");
        #endregion
        Console.WriteLine(vector.Length);
    }

    public static void Extend(RunOptions run)
    {
        #region register
        BuiltInOptimizers<float>.Heads.Register(new("sign", "steps of one size", () => new SignDescent()));
        EmbeddingTrainer.Train(run with { Primary = run.Primary with { HeadOptimizer = "sign" } });
        #endregion
    }
}

#region optimizer
/// <summary>Moves each weight by the same amount, against the sign of its gradient.</summary>
public sealed class SignDescent : IDenseOptimizer<float>
{
    /// <inheritdoc/>
    public int MultiplyAddsPerValue => 1;

    /// <inheritdoc/>
    public void Apply(DenseParameter<float> parameter, RowMatrix<float> gradient, double stepSize)
    {
        Span<float> values = parameter.Values.Values, slopes = gradient.Values;
        for (int i = 0; i < values.Length; i++)
            values[i] -= (float)stepSize * MathF.Sign(slopes[i]);
    }
}
#endregion
