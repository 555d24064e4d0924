using System.CommandLine;
using System.Text.Json;
using MT2ST.Embeddings;
using MT2ST.Encoding;
using MT2ST.Runs;
using MT2ST.Schedules;
using MT2ST.Tasks;
using static MT2ST.Cli.Runs.SettingFlag;

namespace MT2ST.Cli.Runs;

/// <summary>The options for a run's settings, each typed once: all of the run's and the strategy's own, and the usual ones of its primary task.</summary>
internal sealed class SettingFlags
{
    private readonly SettingFlag[] _flags =
    [
        ForValue("strategy.name", "NAME", $"How task weights go over time: {string.Join(", ", BuiltInSchedules.All.Names)} (default stl)", "--strategy"),
        ForValue("strategy.at", "EPOCHS|auto", "The switch point in primary epochs, or auto to find it by probes (default half of the planned epochs)"),
        ForSwitch("strategy.harmCheck", "Find auxiliaries that harm the primary by probes, and switch them off"),
        ForValue("strategy.harmMargin", "QUALITY", "How much dev quality an auxiliary must cost to count as harmful (default 0.01)"),
        ForValue("strategy.probeShare", "SHARE", "The greatest share of the work that probes take (default 0.1)"),
        ForSwitch("strategy.measureCosts", "Where probes weigh gain against cost, count multiply-adds by the CPU time that they take, measured at the start"),
        ForValue("strategy.pretrainEpochs", "EPOCHS", "How long pretrain runs the auxiliaries alone, in primary epochs (default 1)"),
        ForValue("strategy.execution", "sample|scale", "What a weight acts on: how many examples run, or the size of their updates (default sample)"),
        ForSwitch("strategy.joint", "Take the gradients of all tasks at one point in every step"),
        ForSwitch("strategy.restartRate", "At the switch, start the primary's linear decay anew over what is left"),
        ForValue("strategy.optimizerState", "keep|reset", "At the switch, what becomes of the primary's accumulators and moments (default keep)"),
        ForSwitch("strategy.freezeAfterSwitch", "From the switch on, leave the table as it is"),
        ForValue("dimensions", "COUNT", "The length of an embedding (default 100)"),
        ForValue("epochs", "COUNT", "Planned passes over the primary's training data (default 1)"),
        ForValue("seed", "NUMBER", "The seed of initialisation, order and sampling (default 1)"),
        ForValue("threads", "COUNT", "Threads of reading, training and writing; results repeat bit by bit on one (default 1)"),
        ForValue("evaluationsPerEpoch", "COUNT", "Evaluations on dev in each primary epoch (default 2)"),
        ForValue("patience", "COUNT", "Evaluations without improvement after which the run stops (default 0: never)"),
        ForValue("keep", "best|last", "Which parameters to keep (default best where there is a dev file, else last)"),
        ForSwitch("lowercase", "Put words into lower case (default true)"),
        ForSwitch("foldDigits", "Make every digit 0"),
        ForValue("tokenizer", "NAME", $"How text is split into words: {string.Join(", ", TextOptions.Tokenizers)} (default {TextOptions.Words})"),
        ForValue("maximumVocabulary", "COUNT", "The most words to keep"),
        ForValue("memoryLimit", "SIZE", "The most memory for the ids of a text, such as 500M or 2G; a longer one is streamed from a temporary file in the system's temporary folder (TMPDIR)"),
        ForValue("initialScale", "NUMBER", "Rows start uniform in +- this (default 0.5 / sqrt(dimensions))"),
        ForValue("initialVectors", "FILE|FOLDER", "Vectors that words start from: word2vec (text, binary), GloVe or fastText's .vec, .gz too, or a model folder"),
        ForSwitch("freeze", "Leave the table as it starts, so that heads alone learn"),
        ForValue("ngrams", "MIN-MAX", "Add to each word the vectors of its character n-grams of these lengths, such as 3-6 (default none)"),
        ForValue("ngramBuckets", "COUNT", $"The buckets that n-grams are hashed into (default {CharacterNgrams.DefaultBucketCount})"),
        ForValue("output", "FOLDER", "The folder to write the model to"),
        ForValue("primary.dev", "FILE", "The primary's dev file"),
        ForValue("primary.test", "FILE", "The primary's test file"),
        ForValue("primary.devSimilarity", "FILE|FOLDER", "Similarity sets whose dev half is the quality on dev of raw text; their test half is reported at the end"),
        ForValue("primary.format", "NAME", "The format of the primary's files (default found from name and content)"),
        ForValue("primary.textColumn", "COLUMN", "The primary's text column, by name or number from 1"),
        ForValue("primary.labelColumn", "COLUMN", "The primary's label column, by name or number from 1"),
        ForValue("primary.limit", "COUNT", "How many of the primary's training examples to use (default all)"),
        ForValue("primary.minCount", "COUNT", "How often a word must occur to enter the vocabulary"),
        ForValue("primary.rate", "RATE", "The primary's learning rate of rows"),
        ForValue("primary.headRate", "RATE", "The primary's learning rate of its head"),
        ForValue("primary.batch", "COUNT", "The primary's examples in a batch"),
        ForValue("primary.window", "COUNT", "The primary's window (raw text, tagging)"),
        ForValue("primary.negatives", "COUNT", "The primary's negative samples (raw text, relation, analogy)"),
        ForValue("primary.subsample", "THRESHOLD", "The primary's subsampling threshold (raw text)"),
        ForValue("primary.encoder", "NAME", $"The primary's encoder of texts (classification: {string.Join(", ", ClassificationOptions.OwnEncoders)}) or of tokens (tagging: {string.Join(", ", BuiltInTokenEncoders.Names)})"),
        ForValue("primary.pooling", "NAME", $"How the primary's encoder rows makes one vector of a text's words: {string.Join(", ", BuiltInPoolings.Names)} (classification)"),
        ForValue("primary.wordNgrams", "COUNT", "The longest n-grams of words that the primary gives rows of their own (classification; default 1: none)"),
        ForSwitch("primary.bayesWeights", "Let the primary's words and n-grams count by what the training labels say of them (classification)"),
        ForSwitch("primary.distinct", "Let each word and n-gram of the primary's texts count once in a text (classification)"),
        ForSwitch("primary.multiLabel", "Let the primary's texts have several labels (classification)"),
        ForValue("primary.labelSeparator", "TEXT", "What stands between the labels of one text in the primary's label column"),
        ForValue("primary.devShare", "SHARE", "The share of the primary's training data to hold out for dev, where there is no dev file"),
        ForValue("primary.output", "NAME", $"What makes tags of scores (tagging): {string.Join(", ", BuiltInTagOutputs.Names)} (default softmax)", "--tag-output"),
        ForValue("primary.hidden", "COUNT", "The primary's features of a token (tagging)"),
        ForValue("primary.dropout", "SHARE", "The primary's dropout (classification, tagging)"),
    ];

    /// <summary>The dotted paths of the settings that have an option.</summary>
    public IEnumerable<string> Settings => _flags.Select(flag => flag.Setting);

    public void AddTo(Command command)
    {
        foreach (SettingFlag flag in _flags)
            command.Add(flag.Option);
    }

    /// <summary>Sets what was given, over what the run file says.</summary>
    public void Apply(ParseResult parsed, RunFile run)
    {
        foreach (SettingFlag flag in _flags)
        {
            if (flag.Text(parsed) is { } text)
                run.Set(flag.Setting, text);
        }
    }
}

/// <summary>An option that sets one setting of a run.</summary>
internal sealed class SettingFlag
{
    private readonly Func<ParseResult, string?> _text;

    private SettingFlag(string setting, Option option, Func<ParseResult, string?> text)
    {
        Setting = setting;
        Option = option;
        _text = text;
    }

    /// <summary>The setting's dotted path.</summary>
    public string Setting { get; }

    public Option Option { get; }

    /// <summary>A flag with a value, named for the last part of the setting unless another name is given.</summary>
    public static SettingFlag ForValue(string setting, string valueName, string description, string? name = null)
    {
        Option<string> option = new(name ?? NameOf(setting)) { HelpName = valueName, Description = description };
        return new SettingFlag(setting, option, parsed => parsed.GetValue(option));
    }

    /// <summary>A flag that stands for <c>true</c> where no value follows.</summary>
    public static SettingFlag ForSwitch(string setting, string description)
    {
        Option<bool?> option = new(NameOf(setting)) { HelpName = "true|false", Description = description };
        return new SettingFlag(setting, option, parsed => parsed.GetValue(option) switch { true => "true", false => "false", null => null });
    }

    /// <summary>The value as it was given; null where it was not.</summary>
    public string? Text(ParseResult parsed) => _text(parsed);

    // evaluationsPerEpoch is --evaluations-per-epoch, primary.rate is --rate.
    private static string NameOf(string setting) => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(setting.Split('.')[^1]);
}
