using MT2ST;

TrainedModel model = EmbeddingTrainer.Train(new RunOptions
{
    Epochs = 10,
    Primary = new ClassificationOptions { Train = "reviews.tsv", DevShare = 0.1 },
    Auxiliaries = [new LexiconOptions { Train = "opinion-words.tsv" }],
    Strategy = new SwitchOptions { At = 2 },
});
model.Save("model");

Console.WriteLine(model.Predict("a gorgeous, witty film"));
foreach (WordMatch match in TrainedModel.Load("model").Vectors.MostSimilar("excellent", count: 5))
    Console.WriteLine($"{match.Word} {match.Cosine:0.00}");
