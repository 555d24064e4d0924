using System.CommandLine;
using System.Text;
using MT2ST.Cli.Prediction;
using MT2ST.Cli.TextVectors;
using MT2ST.Corpora;
using MT2ST.Texts;

namespace MT2ST.Cli.Commands;

/// <summary><c>mt2st search</c>: finds the texts that are nearest to queries.</summary>
internal static class SearchCommand
{
    public const string Name = "search";

    private const int DefaultCount = 10;
    private const double DefaultWordWeight = 0.5; // benchmarks/experiments/text-vectors.md

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> vectors = CommonArguments.Vectors();
        Argument<string> searched = new("TEXTS") { Description = "A folder, each .txt and .md file in it a text, or a file of texts: one per line, a table (.csv, .tsv) with a text column, or JSON lines (.jsonl)" };
        Argument<string[]> queries = new("QUERY") { Description = "What to look for; each in quotes if it has blanks (default: a query on each line of standard input)", Arity = ArgumentArity.ZeroOrMore };
        Option<int> count = CommonArguments.Count("--count", "How many texts to list for a query", DefaultCount);
        Option<double> words = CommonArguments.Number("--bm25", "The weight of the words that query and text share (BM25) beside the vectors; at 0 vectors alone rank, and scores are cosines", "WEIGHT", DefaultWordWeight, "a number in [0, 1)", value => value is >= 0 and < 1);
        Option<string?> index = new("--index") { Description = "Keeps the texts' vectors in a file, so that the next search starts at once; made anew when the texts or the model have changed", HelpName = "FILE" };
        TextFileArguments texts = new();
        Option<bool> json = new("--json") { Description = "Write JSON, an object for each query" };
        var command = new ExampledCommand(
            Name,
            "mt2st search model notes/ refunds",
            "mt2st search model tickets.jsonl printer --field body --count 3 --index tickets.index",
            "mt2st search model reviews.tsv --json < queries.txt") { vectors, searched, queries, count, words, index, texts.InputFormat, texts.TextColumn, texts.Field, json };
        queries.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        queries.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                result.AddError("A query is empty. Name what to look for, or leave QUERY out to give a query on each line of standard input.");
        });
        command.SetAction(parsed =>
        {
            PredictOptions options = texts.Read(parsed, threads: 1);
            SearchedTexts read = SearchedTexts.Read(parsed.GetRequiredValue(searched), new TextInput(model: null, options, terminal.Error.WriteLine), TextInput.FieldOf(model: null, options), cancellationToken);
            string model = parsed.GetRequiredValue(vectors);
            TextIndex found = IndexFile.LoadOrCreate(parsed.GetValue(index), model, TextEmbedder.Load(model, cancellationToken), read, terminal, cancellationToken);
            var output = new SearchOutput(read, terminal);
            string[] given = parsed.GetValue(queries) ?? [];
            foreach (string query in given)
                Answer(query, isAlone: given.Length == 1);
            if (given.Length == 0)
                foreach (string query in ReadQueries(terminal, cancellationToken))
                    TryAnswer(query);
            return ExitCode.Success;

            void TryAnswer(string query)
            {
                try
                {
                    Answer(query, isAlone: false);
                }
                catch (KeyNotFoundException error) // The next query may be known.
                {
                    terminal.Error.WriteLine(error.Message);
                }
            }

            void Answer(string query, bool isAlone)
            {
                IReadOnlyList<TextMatch> matches = found.Search(query, parsed.GetValue(count), parsed.GetValue(words), cancellationToken);
                if (parsed.GetValue(json))
                {
                    output.WriteJson(query, matches);
                    return;
                }
                if (!isAlone)
                    terminal.Output.WriteLine($"{query}:");
                output.WriteLines(matches);
            }
        });
        return command;
    }

    private static IEnumerable<string> ReadQueries(Terminal terminal, CancellationToken cancellationToken)
    {
        Prompt();
        foreach (ReadOnlyMemory<byte> line in CorpusSource.ReadLines(CorpusSource.StandardInput, cancellationToken))
        {
            string query = Encoding.UTF8.GetString(line.Span).Trim();
            if (query.Length > 0)
                yield return query;
            Prompt();
        }

        void Prompt()
        {
            if (!Console.IsInputRedirected)
                terminal.Error.Write("query> ");
        }
    }
}
