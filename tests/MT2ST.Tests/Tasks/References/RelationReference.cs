using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>The contrastive margin on cosines, line by line; the pairs of a line share their random words.</summary>
internal sealed class RelationReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    private const int MostPairs = 16; // Of a line against the same random words.
    private const int RecentWords = 256; // Of the lines before: what random words are drawn from.

    private RelationOptions Options => (RelationOptions)Fixture.Options;

    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        int[] words = [.. Enumerable.Range(0, Train.DocumentCount).SelectMany(document => Train.Tokens(document).ToArray()).Distinct().Order()];
        List<int> recent = [.. Enumerable.Range(0, RecentWords).Select(_ => words[random.NextInt32(words.Length)])];
        int oldest = 0;
        while (Tally.ExampleCount < exampleCount)
        {
            int document = order.Next();
            int[] line = Train.Tokens(document).ToArray();
            bool isAntonym = Train.Label(document) >= 0 && Train.Labels![Train.Label(document)] == "antonym";
            foreach (int[] related in line.Skip(1).Chunk(MostPairs))
            {
                int[] negatives = [.. Enumerable.Range(0, Options.Negatives).Select(_ => recent[random.NextInt32(RecentWords)])];
                int[] taken = [.. related.Take((int)(exampleCount - Tally.ExampleCount))];
                Pairs([line[0], .. taken, .. isAntonym ? [] : negatives], taken.Length);
                Tally.ExampleCount += taken.Length;
                Tally.TermCount += taken.Length;
            }
            foreach (int word in line)
            {
                recent[oldest] = word;
                oldest = (oldest + 1) % RecentWords;
            }
        }
    }

    // Row 0 is a, then come the related words, then the random ones; antonyms have none.
    private void Pairs(int[] words, int pairCount)
    {
        if (pairCount == 0)
            return;
        var star = new CenterCosinesReference(Tally, [.. words.Select(Word)]);
        var weights = new double[words.Length]; // d loss / d cosine
        double loss = 0;
        for (int i = 1; i <= pairCount; i++)
        {
            if (words.Length == 1 + pairCount)
            {
                loss += Math.Max(0, star.Cosines[i]);
                weights[i] = star.Cosines[i] > 0 ? 1 : 0;
            }
            for (int k = 1 + pairCount; k < words.Length; k++)
            {
                double violation = Options.Margin - star.Cosines[i] + star.Cosines[k];
                if (violation <= 0)
                    continue;
                loss += violation;
                weights[k]++;
                weights[i]--;
            }
        }
        Tally.Loss += loss;
        foreach ((int i, double[] gradient) in star.Gradients(weights))
            UpdateWord(words[i], gradient);
    }
}
