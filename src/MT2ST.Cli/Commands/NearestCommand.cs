using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using MT2ST.Formats;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st nearest</c>: the words nearest to each word given.</summary>
internal static class NearestCommand
{
    public const string Name = "nearest";

    private const int DefaultTop = 10;

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> vectors = CommonArguments.Vectors();
        Argument<string[]> words = new("WORD") { Description = "Words; each is looked up as written and, failing that, in lower case", Arity = ArgumentArity.OneOrMore };
        Option<int> top = CommonArguments.Count("--top", "How many words to list", DefaultTop);
        Option<bool> json = CommonArguments.Json();
        var command = new ExampledCommand(
            Name,
            "mt2st nearest model/ london",
            "mt2st nearest vectors.vec king queen --top 5 --json") { vectors, words, top, json };
        words.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        command.SetAction(parsed =>
        {
            WordVectors nearest = VectorFile.Load(parsed.GetRequiredValue(vectors), cancellationToken);
            foreach (string note in nearest.Notes)
                terminal.Error.WriteLine(note);
            IReadOnlyList<NearestReport> reports = [.. parsed.GetRequiredValue(words).Select(word => Find(nearest, word, parsed.GetValue(top), cancellationToken))];
            if (parsed.GetValue(json))
                terminal.WriteJson(reports, CommandJson.Readable.IReadOnlyListNearestReport);
            else
                WriteTables(reports, terminal);
            return ExitCode.Success;
        });
        return command;
    }

    private static NearestReport Find(WordVectors vectors, string word, int top, CancellationToken cancellationToken) =>
        new(word, [.. vectors.MostSimilar(word, top, cancellationToken).Select(match => new NearestReport.Neighbor(match.Word, match.Cosine))]) { FromNgrams = !vectors.Contains(word) };

    private static void WriteTables(IReadOnlyList<NearestReport> reports, Terminal terminal)
    {
        foreach (NearestReport report in reports)
        {
            terminal.WriteTable(
                [$"nearest to '{LongText.ShortenWord(report.Word)}'{(report.FromNgrams ? " (by its n-grams)" : "")}", "cosine"],
                report.Nearest.Select(match => new[] { LongText.ShortenWord(match.Word), match.Cosine.ToString("0.000", CultureInfo.InvariantCulture) }));
        }
    }
}

/// <summary>What <c>nearest --json</c> writes for one word.</summary>
internal sealed record NearestReport(string Word, IReadOnlyList<NearestReport.Neighbor> Nearest)
{
    /// <summary>Whether the word is not in the vocabulary, so that its vector was made of its character n-grams; written only then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FromNgrams { get; init; }

    /// <summary>One near word.</summary>
    public sealed record Neighbor(string Word, double Cosine);
}
