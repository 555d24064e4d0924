namespace MT2ST.Cli.Checks;

/// <summary>Writes a <see cref="CheckReport"/> for people, in lines of at most 80 columns (a path is never cut).</summary>
internal sealed class CheckDisplay(TextWriter output)
{
    private const int Columns = 80;
    private const int NameColumns = 44;
    private const int ShownLabels = 10;

    /// <summary>Writes the report.</summary>
    public void Write(CheckReport report)
    {
        Wrap($"{string.Join(", ", report.Files)}: {Number(report.Texts)} texts, {Number(report.Words)} words (read as {report.ReadAs}).", "");
        if (report.TestTexts > 0)
            Wrap($"{string.Join(", ", report.TestFiles)}: {Number(report.TestTexts)} texts to test on.", "");
        WriteShares("label", report.Labels);
        if (report.Scripts.Count > 1)
            WriteShares("script", report.Scripts);
        CheckFinding[] found = [.. report.Findings.Where(finding => finding.IsFound).OrderByDescending(finding => finding.IsSerious)];
        foreach (CheckFinding finding in found)
        {
            output.WriteLine();
            Wrap(finding.Message, finding.IsSerious ? "! " : "- ");
            foreach (CheckPlace place in finding.Places)
                WritePlace(place, place.Note);
        }
        output.WriteLine();
        if (report.Findings.Any(finding => !finding.IsFound))
            Wrap($"Not found: {string.Join(", ", report.Findings.Where(finding => !finding.IsFound).Select(finding => finding.Name.Replace('-', ' ')))}.", "");
        if (report.CrossValidation is { } validation)
            Write(validation);
        output.WriteLine();
        int serious = found.Count(finding => finding.IsSerious);
        Wrap(serious == 0 ? "Nothing serious was found." : $"Marked ! and to be mended before training: {serious} of {found.Length} findings.", "");
    }

    private void Write(CrossValidation validation)
    {
        output.WriteLine();
        string drawn = validation.Examples < validation.OfExamples ? $" of {Number(validation.OfExamples)}" : "";
        string head = FormattableString.Invariant($"5-fold cross-validation with a quick classifier on {Number(validation.Examples)}{drawn} examples: its labels are those of the file for {validation.Agreement:0.0%}.");
        Wrap(validation.Suspects.Count == 0 ? head : $"{head} These are most worth a second look:", "");
        foreach (LabelSuspect suspect in validation.Suspects)
            WritePlace(suspect.Place, FormattableString.Invariant($"{(suspect.Place.Note.Length > 0 ? suspect.Place.Note + ", " : "")}'{suspect.Label}', rather '{suspect.Suggested}' ({suspect.Probability:0.000})"));
    }

    private void WriteShares(string title, IReadOnlyList<CheckedLabel> labels)
    {
        if (labels.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"  {title,-NameColumns}{"count",12}{"share",10}");
        // The rarest is the one to know of.
        IEnumerable<CheckedLabel> shown = labels.Count <= ShownLabels ? labels : [.. labels.Take(ShownLabels - 2), labels[^1]];
        foreach (CheckedLabel label in shown)
        {
            if (labels.Count > ShownLabels && label == labels[^1])
                output.WriteLine(FormattableString.Invariant($"  ... {labels.Count - ShownLabels + 1:#,0} more"));
            string name = Excerpt.Cut(label.Name, NameColumns - 1);
            output.WriteLine(FormattableString.Invariant($"  {name}{new string(' ', NameColumns - Excerpt.Width(name))}{label.Count,12:#,0}{label.Share,10:0.0%}"));
        }
    }

    private void WritePlace(CheckPlace place, string note)
    {
        string line = $"    {place}";
        if (note.Length > 0 && Excerpt.Width(line) + 2 + Excerpt.Width(note) <= Columns)
            output.WriteLine($"{line}  {note}");
        else
        {
            output.WriteLine(line);
            if (note.Length > 0)
                output.WriteLine(Excerpt.Cut($"      {note}", Columns));
        }
        if (place.Text.Length > 0)
            output.WriteLine(Excerpt.Cut($"      | {place.Text}", Columns));
    }

    private void Wrap(string text, string start)
    {
        string line = start;
        int width = Excerpt.Width(start);
        bool isEmpty = true;
        foreach (string word in text.Split(' '))
        {
            if (!isEmpty && width + 1 + Excerpt.Width(word) > Columns)
            {
                output.WriteLine(line);
                (line, width, isEmpty) = (new string(' ', start.Length), start.Length, true);
            }
            line += isEmpty ? word : " " + word;
            width += Excerpt.Width(word) + (isEmpty ? 0 : 1);
            isEmpty = false;
        }
        output.WriteLine(line);
    }

    private static string Number(long value) => DataCheck.Number(value);
}
