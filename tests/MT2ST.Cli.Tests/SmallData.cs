using MT2ST.Numerics;

namespace MT2ST.Cli.Tests;

/// <summary>Generated data that is learnt in milliseconds: reviews with two kinds of words, a list of these words, and raw text.</summary>
internal static class SmallData
{
    private static readonly string[] Praise = ["good", "great", "fine", "lovely"];
    private static readonly string[] Blame = ["bad", "poor", "awful", "dull"];
    private static readonly string[] Other = ["the", "film", "was", "a", "story", "and", "it"];

    /// <summary>Writes all files and a run file over them; gives the run file's path.</summary>
    public static string Write(TemporaryFolder folder)
    {
        folder.Write("train.tsv", Reviews(120, seed: 1));
        folder.Write("dev.tsv", Reviews(60, seed: 2));
        folder.Write("test.tsv", Reviews(60, seed: 3));
        folder.Write("words.tsv", string.Concat(Praise.Select(word => $"{word}\tpos\n").Concat(Blame.Select(word => $"{word}\tneg\n"))));
        folder.Write("text.txt", string.Concat(Enumerable.Range(0, 200).Select(line => Review(new SeededRandom((ulong)line, stream: 1), Praise) + "\n")));
        folder.Write("pairs.txt", "good great\nbad awful\n");
        return folder.Write("run.json", """
            {
              "dimensions": 8, "epochs": 3, "evaluationsPerEpoch": 4,
              "primary": { "task": "classification", "train": "train.tsv", "dev": "dev.tsv", "test": "test.tsv" },
              "auxiliaries": [ { "name": "words", "task": "lexicon", "train": "words.tsv", "units": 2 } ],
              "strategy": { "name": "diminish" },
              "seeds": 2,
              "tuning": { "space": { "primary.rate": [0.05, 0.2], "auxiliaries.words.units": [1, 3] }, "seeds": 1 },
              "strategies": { "early": { "strategy.name": "switch", "strategy.at": 0.5 } }
            }
            """);
    }

    /// <summary>Writes a similarity set over all pairs of the raw text's words and gives its path.</summary>
    public static string WriteSimilarity(TemporaryFolder folder)
    {
        string[] words = [.. Praise, .. Other];
        IEnumerable<string> lines =
            from first in Enumerable.Range(0, words.Length)
            from second in Enumerable.Range(first + 1, words.Length - first - 1)
            select $"{words[first]} {words[second]} {(second < Praise.Length ? 9 : first >= Praise.Length ? 5 : 1)}\n";
        return folder.Write("similar.txt", string.Concat(lines));
    }

    private static string Reviews(int count, ulong seed)
    {
        var random = new SeededRandom(seed, stream: 0);
        return string.Concat(Enumerable.Range(0, count).Select(i => i % 2 == 0 ? Review(random, Praise) + "\tpos\n" : Review(random, Blame) + "\tneg\n"));
    }

    private static string Review(SeededRandom random, string[] telling) => string.Join(
        ' ',
        Enumerable.Range(0, 10).Select(place => place % 5 == 4 ? telling[random.NextInt32(telling.Length)] : Other[random.NextInt32(Other.Length)]));
}
