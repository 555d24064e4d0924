using System.Globalization;

namespace MT2ST.Cli.Checks;

/// <summary>What <c>mt2st check</c> found: the result with <c>--json</c>.</summary>
internal sealed record CheckReport
{
    /// <summary>The files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The dev and test files.</summary>
    public required IReadOnlyList<string> TestFiles { get; init; }

    /// <summary>How they were read: format and columns.</summary>
    public required string ReadAs { get; init; }

    /// <summary>Texts, sentences or rows.</summary>
    public required long Texts { get; init; }

    /// <summary>Texts of the test files.</summary>
    public required long TestTexts { get; init; }

    /// <summary>The words of the texts.</summary>
    public required long Words { get; init; }

    /// <summary>Labels, or tags, the most frequent first.</summary>
    public required IReadOnlyList<CheckedLabel> Labels { get; init; }

    /// <summary>The scripts of the texts' letters, the most frequent first; a text counts for the script of most of its letters.</summary>
    public required IReadOnlyList<CheckedLabel> Scripts { get; init; }

    /// <summary>What was looked for, each with the number found, which may be 0.</summary>
    public required IReadOnlyList<CheckFinding> Findings { get; init; }

    /// <summary>What was tried on the labels; null if there is nothing to try.</summary>
    public CrossValidation? CrossValidation { get; init; }
}

/// <summary>A label, or a script, and how many texts (of a tag: words) have it.</summary>
internal sealed record CheckedLabel(string Name, long Count, double Share);

/// <summary>One kind of fault.</summary>
/// <param name="Name">Its name, such as <c>duplicates</c>.</param>
/// <param name="Count">How often it was found.</param>
/// <param name="IsSerious">Whether it spoils training or its measurement.</param>
/// <param name="Message">What was found and what to do.</param>
/// <param name="Places">The first places.</param>
internal sealed record CheckFinding(string Name, long Count, bool IsSerious, string Message, IReadOnlyList<CheckPlace> Places)
{
    /// <summary>Whether it was found.</summary>
    public bool IsFound => Count > 0;
}

/// <summary>A place in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The 1-based line where the text starts.</param>
/// <param name="Note">What is there.</param>
/// <param name="Text">The start of the text; empty if the note says all.</param>
internal sealed record CheckPlace(string Path, long Line, string Note, string Text)
{
    /// <summary>Such as <c>train.tsv:12</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}");
}

/// <summary>How well a quick classifier predicts the labels of texts that it did not see, and where it disagrees most.</summary>
internal sealed record CrossValidation
{
    /// <summary>The texts (of a tagged corpus: words) that took part.</summary>
    public required int Examples { get; init; }

    /// <summary>All that could have.</summary>
    public required long OfExamples { get; init; }

    /// <summary>The share of them whose label it predicts; with several labels per text, of those all of whose labels it predicts.</summary>
    public required double Agreement { get; init; }

    /// <summary>The labels most worth a second look.</summary>
    public required IReadOnlyList<LabelSuspect> Suspects { get; init; }
}

/// <summary>A label that the classifier doubts.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Label">The label in the file.</param>
/// <param name="Suggested">The label that the classifier expects; <c>not LABEL</c> if the text has several labels and should lose this one.</param>
/// <param name="Probability">How likely that is by the classifier.</param>
internal sealed record LabelSuspect(CheckPlace Place, string Label, string Suggested, double Probability);
