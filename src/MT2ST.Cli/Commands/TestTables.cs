using System.Globalization;
using System.Text;
using MT2ST.Evaluation;

namespace MT2ST.Cli.Commands;

/// <summary>Writes the result of <c>mt2st test</c> as tables of at most 80 columns.</summary>
internal static class TestTables
{
    private const int Width = 80;
    private const int LongestLabel = 30;
    private const int LongestRowLabel = 16; // Of a confusion matrix.
    private const int LongestPlace = 40; // Of a mistake.
    private const int MostConfused = 20;
    private const int MostClasses = 100; // A table of more is for --json.

    /// <summary>Writes a report.</summary>
    public static void Write(TestReport report, Terminal terminal)
    {
        foreach (TestReport.Entry model in report.Models)
            Warn(model, terminal);
        if (report.Difference is not null)
            WriteComparison(report, terminal);
        else
            WriteModel(report.Models[0], report.Files, terminal);
    }

    /// <summary>A figure's name as a reader expects it.</summary>
    public static string NameOf(string figure) => figure switch
    {
        "auc" => "ROC AUC",
        "ece" => "calibration error (ECE)",
        "brier" => "Brier score",
        "exactMatch" => "exact match",
        _ => string.Concat(figure.Select((character, i) => char.IsAsciiLetterUpper(character) && i > 0
            ? figure[i..].StartsWith("F1", StringComparison.Ordinal) ? " F" : $" {char.ToLowerInvariant(character)}"
            : character.ToString())),
    };

    private static void Warn(TestReport.Entry model, Terminal terminal)
    {
        if (model.UnknownLabels.Count == 0)
            return;
        string[] listed = [.. model.UnknownLabels.OrderByDescending(label => label.Value).Take(5).Select(label => FormattableString.Invariant($"'{Shortened(label.Key, LongestLabel)}' ({label.Value:#,0})"))];
        long count = model.UnknownLabels.Values.Sum();
        terminal.Error.WriteLine(FormattableString.Invariant($"{model.Model}: {count:#,0} {(model.Words is null ? "texts have a label" : "words have a tag")} that the model does not know, which counts as wrong: {string.Join(", ", listed)}{(model.UnknownLabels.Count > listed.Length ? " ..." : "")}"));
    }

    private static void WriteModel(TestReport.Entry model, IReadOnlyList<string> files, Terminal terminal)
    {
        terminal.Output.WriteLine(Shortened(FormattableString.Invariant($"{model.Model} on {string.Join(", ", files)}: {Size(model)}"), Width));
        terminal.WriteTable(
            ["figure", "value", "95 % interval"],
            Shown(model.Figures.Keys, model).Select(name => (string[])[Titled(name, model), Number(model.Figures[name].Value), Interval(model.Figures[name])]));
        WriteClasses(model, terminal);
        if (model.Confusion is { Count: <= MostConfused } confusion)
            WriteConfusion(model, confusion, terminal);
        foreach (TestReport.Mistake mistake in model.Mistakes)
            WriteMistake(mistake, model, terminal);
    }

    private static void WriteComparison(TestReport report, Terminal terminal)
    {
        (TestReport.Entry a, TestReport.Entry b) = (report.Models[0], report.Models[1]);
        terminal.Output.WriteLine(Shortened($"A = {a.Model}", Width));
        terminal.Output.WriteLine(Shortened($"B = {b.Model}", Width));
        terminal.Output.WriteLine(Shortened($"on {string.Join(", ", report.Files)}: {Size(a)}", Width));
        terminal.WriteTable(
            ["figure", "A", "B", "A - B", "95 % interval"],
            Shown(report.Difference!.Keys, a).Select(name => (string[])[Titled(name, a), Number(a.Figures[name].Value), Number(b.Figures[name].Value), Signed(report.Difference![name].Value), SignedInterval(report.Difference[name])]));
    }

    private static string Size(TestReport.Entry model) => model.Words is { } words
        ? FormattableString.Invariant($"{model.Examples:#,0} sentences, {words:#,0} words")
        : FormattableString.Invariant($"{model.Examples:#,0} texts");

    // With one label for each text, micro precision, recall and F1 are the accuracy.
    private static IEnumerable<string> Shown(IEnumerable<string> figures, TestReport.Entry model) =>
        figures.Where(name => model.Confusion is null || !name.StartsWith("micro", StringComparison.Ordinal));

    private static string Titled(string figure, TestReport.Entry model) => figure switch
    {
        "accuracy" when model.Confusion is not null => "accuracy (micro P, R, F1)",
        "averagePrecision" => $"average precision of '{Shortened(model.PositiveLabel!, 12)}'",
        _ => NameOf(figure),
    };

    private static void WriteClasses(TestReport.Entry model, Terminal terminal)
    {
        terminal.WriteTable(
            [model.Words is null ? "label" : model.Figures.ContainsKey("spanF1") ? "span" : "tag", "precision", "recall", "F1", "support", "predicted"],
            model.Classes.Where(row => row.Support + row.Predicted > 0).OrderByDescending(row => row.Support).Take(MostClasses).Select(row => (string[])
                [Shortened(row.Label, LongestLabel), Number(row.Precision), Number(row.Recall), Number(row.F1), Count(row.Support), Count(row.Predicted)]));
        if (model.Classes.Count > MostClasses)
            terminal.Output.WriteLine(FormattableString.Invariant($"  The {MostClasses} most frequent of {model.Classes.Count:#,0}; --json has all.\n"));
    }

    /// <summary>Rows are the data's labels, columns the predicted ones by their numbers; columns that do not fit stand in a further block.</summary>
    private static void WriteConfusion(TestReport.Entry model, IReadOnlyList<IReadOnlyList<long>> confusion, Terminal terminal)
    {
        int labelWidth = model.Classes.Max(row => Shortened(row.Label, LongestRowLabel).Length);
        int numberWidth = confusion.Count.ToString(CultureInfo.InvariantCulture).Length;
        int cell = 1 + Math.Max(numberWidth, confusion.Max(row => row.Max(count => Count(count).Length)));
        int fitting = Math.Max(1, (Width - 2 - numberWidth - 1 - labelWidth - 1) / cell);
        terminal.Output.WriteLine("  Confusion: rows are the labels of the data, columns the predicted ones.\n");
        for (int first = 0; first < confusion.Count; first += fitting)
        {
            int[] columns = [.. Enumerable.Range(first, Math.Min(fitting, confusion.Count - first))];
            terminal.Output.WriteLine(Row("", "", columns.Select(column => (column + 1).ToString(CultureInfo.InvariantCulture))));
            for (int row = 0; row < confusion.Count; row++)
                terminal.Output.WriteLine(Row((row + 1).ToString(CultureInfo.InvariantCulture), Shortened(model.Classes[row].Label, LongestRowLabel), columns.Select(column => Count(confusion[row][column]))));
            terminal.Output.WriteLine();
        }

        string Row(string number, string label, IEnumerable<string> cells) => $"  {number.PadLeft(numberWidth)} {label.PadRight(labelWidth)} {string.Concat(cells.Select(text => text.PadLeft(cell)))}".TrimEnd();
    }

    private static void WriteMistake(TestReport.Mistake mistake, TestReport.Entry model, Terminal terminal)
    {
        string probability = mistake.Probability is { } value ? $"{Number(value)}  " : "";
        string place = $"  ({End(mistake.Source, LongestPlace)})";
        if (model.Words is null)
        {
            string labels = $"{probability}{string.Join(", ", mistake.Labels)} -> {(mistake.Predicted.Count == 0 ? "nothing" : string.Join(", ", mistake.Predicted))}";
            terminal.Output.WriteLine(Shortened(labels, Width - place.Length) + place);
            terminal.Output.WriteLine($"    {Shortened(mistake.Text.ReplaceLineEndings(" "), Width - 4)}");
            return;
        }
        string[] words = mistake.Text.Split(' ');
        int[] wrong = [.. Enumerable.Range(0, mistake.Labels.Count).Where(i => mistake.Labels[i] != mistake.Predicted[i])];
        terminal.Output.WriteLine(FormattableString.Invariant($"{wrong.Length} of {mistake.Labels.Count} tags wrong{place}"));
        terminal.Output.WriteLine($"    {Shortened(mistake.Text, Width - 4)}");
        terminal.Output.WriteLine($"    {Shortened(string.Join(", ", wrong.Select(i => $"{(words.Length == mistake.Labels.Count ? words[i] : (i + 1).ToString(CultureInfo.InvariantCulture))} {mistake.Labels[i]} -> {mistake.Predicted[i]}")), Width - 4)}");
    }

    private static string Shortened(string text, int length)
    {
        string visible = VisibleWriter.Escape(text);
        if (visible.Length <= length)
            return visible;
        int end = length - 3;
        return new StringBuilder(visible, 0, char.IsHighSurrogate(visible[end - 1]) ? end - 1 : end, length).Append("...").ToString();
    }

    // Of a path the end says most: the file and the line.
    private static string End(string text, int length)
    {
        string visible = VisibleWriter.Escape(text);
        return visible.Length <= length ? visible : $"...{visible[^(length - 3)..]}";
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Interval(TestReport.Figure figure) => figure.Low is { } low && figure.High is { } high ? $"[{Number(low)}, {Number(high)}]" : "";

    private static string SignedInterval(TestReport.Figure figure) => figure.Low is { } low && figure.High is { } high ? $"[{Signed(low)}, {Signed(high)}]" : "";
}
