namespace MT2ST.Cli.Prediction;

/// <summary>What <c>mt2st predict</c> was asked for.</summary>
internal sealed record PredictOptions
{
    /// <summary>The output layout for tables.</summary>
    public const string Tsv = "tsv";

    /// <summary>The output layout of an object for each text, with the text.</summary>
    public const string JsonLines = "jsonl";

    /// <summary>The output layout of <c>--json</c>: an object for each text, without the text.</summary>
    public const string Json = "json";

    /// <summary>The layout of CoNLL columns.</summary>
    public const string Conll = "conll";

    /// <summary>The layout of CoNLL-U.</summary>
    public const string Conllu = "conllu";

    /// <summary>The input layout of a text on each line.</summary>
    public const string Text = "text";

    /// <summary>The input layout of a table with commas.</summary>
    public const string Csv = "csv";

    /// <summary>The input layout of fastText's labelled lines, whose labels are passed over.</summary>
    public const string FastText = "fasttext";

    /// <summary>The layouts of the output.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [Tsv, JsonLines, Conll, Conllu];

    /// <summary>The layouts of the input.</summary>
    public static IReadOnlyList<string> Inputs { get; } = [Text, Tsv, Csv, JsonLines, FastText, Conllu, Conll];

    /// <summary>The layout of the output; null for that of the input.</summary>
    public string? Output { get; init; }

    /// <summary>The layout of the input; null for what names and contents say.</summary>
    public string? Input { get; init; }

    /// <summary>The column of a table's text; null for that of the training.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The field of the text in JSON lines; null for <c>text</c>.</summary>
    public string? Field { get; init; }

    /// <summary>How many labels a text gets; null for one, or for all above the threshold where it may have several.</summary>
    public int? Top { get; init; }

    /// <summary>The probability above which a text gets a label, where it may have several; null for the usual one.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether to name the words that spoke for and against the label.</summary>
    public bool Explain { get; init; }

    /// <summary>How many threads predict.</summary>
    public required int Threads { get; init; }
}
