using System.CommandLine;
using MT2ST.Catalogs;

namespace MT2ST.Cli.Commands;

/// <summary>The commands of <c>mt2st</c>: one file and one entry each.</summary>
internal static class BuiltInCommands
{
    /// <summary>All commands, in the order of the help text.</summary>
    public static Catalog<CommandFactory> All { get; } = new(
        "command",
        new(DemoCommand.Name, "Show the main use on WordNet: train embeddings and a classifier with several strategies", DemoCommand.Create),
        new(CheckCommand.Name, "Look through data before training: duplicates, test texts in it, contradicting labels, broken characters, doubtful labels", CheckCommand.Create),
        new(TrainCommand.Name, "Train embeddings on a primary task with the help of auxiliary tasks", TrainCommand.Create),
        new(CompareCommand.Name, "Compare strategies over several seeds: their quality, and the time that each takes to reach the same quality", CompareCommand.Create),
        new(ReportCommand.Name, "Make a page, plots and tables from a saved comparison", ReportCommand.Create),
        new(EvaluateCommand.Name, "Measure the quality of vectors: word similarity, analogies, similarity of texts, search, labels", EvaluateCommand.Create),
        new(NearestCommand.Name, "List the words nearest to a word", NearestCommand.Create),
        new(PredictCommand.Name, "Label texts with a trained classifier, or tag words with a trained tagger", PredictCommand.Create),
        new(EmbedCommand.Name, "Write the vectors of texts", EmbedCommand.Create),
        new(SearchCommand.Name, "Find the texts that are nearest to a query", SearchCommand.Create),
        new(TestCommand.Name, "Measure a trained classifier or tagger on labelled files, or compare two on them", TestCommand.Create),
        new(TeachCommand.Name, "Make target vectors of texts by a sentence-transformers model, for a small model to learn", TeachCommand.Create),
        new(TokenizeCommand.Name, "Write the words of a corpus as training reads them, one document per line", TokenizeCommand.Create),
        new(InfoCommand.Name, "Show what a file holds: format, sizes, first words", InfoCommand.Create));
}

/// <summary>Makes a command that writes to a terminal and ends early when the token is cancelled.</summary>
internal delegate Command CommandFactory(Terminal terminal, CancellationToken cancellationToken);
