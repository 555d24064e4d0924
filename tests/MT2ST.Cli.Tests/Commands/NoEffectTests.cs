using System.Text.Json;
using MT2ST.Schedules;

namespace MT2ST.Cli.Tests.Commands;

/// <summary>A setting given by hand that would do nothing in this run is refused, before any data is read, with why and what to do.</summary>
public sealed class NoEffectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public NoEffectTests() => _run = SmallData.Write(_folder);

    public static TheoryData<string> Strategies { get; } = [.. BuiltInSchedules.All.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("strategy: 'at' has no effect on strategy 'mtl'; it is a setting of switch. Leave it out.", "--strategy", "mtl", "--at", "1")]
    [InlineData("strategy: 'at' has no effect on strategy 'mtl'; it is a setting of switch. Leave it out.", "--at", "1", "--set", "strategy.name=mtl")]
    [InlineData("strategy: 'at' has no effect on strategy 'diminish'; it is a setting of switch. Leave it out.", "--strategy", "diminish", "--at", "1")]
    [InlineData("strategy: 'at' has no effect on strategy 'diminish'; it is a setting of switch. Leave it out.", "--at", "auto")]
    [InlineData("strategy: 'at' has no effect on strategy 'stl'; it is a setting of switch. Leave it out.", "--strategy", "stl", "--set", "strategy.at=1")]
    [InlineData("strategy: 'pretrainEpochs' has no effect on strategy 'switch'; it is a setting of pretrain. Leave it out.", "--strategy", "switch", "--at", "1", "--pretrain-epochs", "3")]
    [InlineData("Unknown option '--restart-rate'. See 'mt2st train --help'.", "--strategy", "mtl", "--restart-rate", "true")]
    [InlineData("strategy.joint is set, but strategy 'stl' trains the primary alone, so it has no effect. Leave it out or name another strategy.", "--strategy", "stl", "--joint")]
    [InlineData("strategy.harmCheck is set, but strategy 'stl' trains the primary alone, so it has no effect. Leave it out or name another strategy.", "--strategy", "stl", "--harm-check", "alone")]
    [InlineData("strategy.harmCheck is set, but strategy 'gain' makes probes of its own, so it has no effect. Leave it out or set it to alone.", "--strategy", "gain", "--harm-check", "probes")]
    [InlineData("strategy.freezeAfterSwitch is set, but 'mtl' has no switch, so it has no effect. Leave it out or name another strategy, such as switch.", "--strategy", "mtl", "--freeze-after-switch")]
    [InlineData("strategy.harmMargin is set, but strategy 'mtl' makes no probes here, so it has no effect. Set strategy.harmCheck to probes (--harm-check probes) or leave it out.", "--strategy", "mtl", "--harm-margin", "0.2")]
    [InlineData("strategy.probeShare is set, but strategy 'switch' makes no probes here, so it has no effect. Set strategy.harmCheck to probes (--harm-check probes) or leave it out.", "--strategy", "switch", "--at", "1", "--probe-share", "0.2")]
    [InlineData("strategy.margin is set, but the switch point is a fixed one, so it has no effect; it is for strategy.at auto (--at auto). Leave it out.", "--strategy", "switch", "--at", "1", "--set", "strategy.margin=0.1")]
    [InlineData("auxiliaries.words.eta is set, but the strategy of this auxiliary is 'mtl', where it has no effect; it is for 'diminish'. Leave it out, or set auxiliaries.words.schedule to diminish.", "--strategy", "mtl", "--set", "auxiliaries.words.eta=.5")]
    [InlineData("auxiliaries.words.at is set, but the strategy of this auxiliary is 'diminish', where it has no effect; it is for 'switch'. Leave it out, or set auxiliaries.words.schedule to switch.", "--set", "auxiliaries.words.at=1")]
    [InlineData("auxiliaries.words.at is set, but strategy.at is auto, which finds the point of all auxiliaries by itself. Leave one of them out.", "--strategy", "switch", "--at", "auto", "--set", "auxiliaries.words.at=1")]
    public void Train_SettingThatTheStrategyDoesNotRead_IsRefused(string message, params string[] flags) =>
        CommandLine.Run(["train", _run, .. flags]).AssertFails(ExitCode.Usage, message);

    [Theory]
    [InlineData("primary.wordNgramBuckets is 100, but encoder 'cnn' reads words alone; leave it out or set 'encoder' to rows.", "--word-ngram-buckets", "100", "--encoder", "cnn")]
    [InlineData("primary.wordNgramBuckets is 100, but 'wordNgrams' is not set and is 1 here; set it to 2 or more, or leave this out.", "--word-ngram-buckets", "100", "--pooling", "max")]
    [InlineData("primary.wordNgramBuckets is 100, but 'wordNgrams' is not set and is 1 here; set it to 2 or more, or leave this out.", "--word-ngram-buckets", "100", "--encoder", "mean")]
    [InlineData("primary.wordNgramBuckets is 100, but 'wordNgrams' is 1; leave it out.", "--word-ngram-buckets", "100", "--word-ngrams", "1")]
    [InlineData("primary.widths is set, but encoder 'rows' has no convolutions of its own; it is for encoder 'cnn'. Leave it out.", "--widths", "3")]
    [InlineData("primary.filters is set, but encoder 'mean' has no convolutions of its own; it is for encoder 'cnn'. Leave it out.", "--filters", "10", "--encoder", "mean")]
    [InlineData("primary.limitSample is set, but limit is not set, so there is nothing to draw. Leave it out.", "--limit-sample", "true")]
    [InlineData("primary.tagLength is set, but task 'classification' reads no tags. Leave it out.", "--tag-length", "2")]
    [InlineData("primary.rate is Infinity; it must be greater than 0, and finite.", "--rate", "1e400")]
    public void Train_SettingThatTheTaskDoesNotRead_IsRefused(string message, params string[] flags) =>
        CommandLine.Run(["train", "--primary", $"classification:{_folder.Path("train.tsv")}", "--dimensions", "4", .. flags]).AssertFails(ExitCode.Usage, message);

    [Fact]
    public void Train_BucketsOfNgramsThatTheDataDecidesAgainst_AreRefused()
    {
        // Beside an auxiliary a classifier of few texts reads words alone.
        CommandResult result = CommandLine.Run("train", "--primary", $"classification:{_folder.Path("train.tsv")}", "--auxiliary", $"lexicon:{_folder.Path("words.tsv")}", "--strategy", "mtl", "--word-ngram-buckets", "100");
        Assert.Contains("primary.wordNgramBuckets is 100, but 'wordNgrams' is not set and is 1 here;", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
    }

    [Theory]
    [InlineData("--word-ngram-buckets", "100")]
    [InlineData("--filters", "10", "--encoder", "cnn")]
    public void Train_SettingThatTheTaskReads_IsAccepted(params string[] flags) =>
        CommandLine.Run(["train", "--primary", $"classification:{_folder.Path("train.tsv")}", "--dimensions", "4", "--epochs", "0.1", .. flags]).AssertSucceedsWithProgress();

    [Theory]
    [InlineData("primary.window is set, but encoder 'bilstm' reads whole sentences; it is for encoders 'window' and 'cnn'. Leave it out.", "--window", "3")]
    [InlineData("primary.affixDimensions is set, but 'affixes' is false. Leave it out.", "--affixes", "false", "--affix-dimensions", "8")]
    public void Train_SettingThatTheTaggerDoesNotRead_IsRefused(string message, params string[] flags) =>
        CommandLine.Run(["train", "--primary", $"tagging:{_folder.Write("a.conll", "Mara B-PER\nsings O\n")}", .. flags]).AssertFails(ExitCode.Usage, message);

    [Theory]
    [InlineData("--strategy", "switch", "--at", "auto", "--probe-share", "0.2", "--set", "strategy.margin=0.1")]
    [InlineData("--strategy", "gain", "--harm-margin", "0.02")]
    [InlineData("--strategy", "mtl", "--harm-check", "probes", "--harm-margin", "0.02")]
    [InlineData("--strategy", "mtl", "--set", "auxiliaries.words.schedule=diminish", "--set", "auxiliaries.words.eta=0.5")]
    [InlineData("--strategy", "mtl", "--harm-margin", "0.01")] // Its default.
    [InlineData("--strategy", "stl", "--set", "auxiliaries.words.eta=0.5")] // The auxiliary is left out as a whole, which the report says.
    public void Train_SettingWithAnEffectOrAtItsDefault_IsAccepted(params string[] flags) =>
        CommandLine.Run(["train", _run, "--epochs", "1", .. flags]).AssertSucceedsWithProgress();

    [Fact]
    public void Train_SettingInTheRunFileThatItsStrategyLacks_NamesTheLine()
    {
        string run = _folder.Write("at.json", File.ReadAllText(_run).Replace("\"name\": \"diminish\"", "\"name\": \"mtl\", \"at\": 1", StringComparison.Ordinal));
        CommandLine.Run("train", run).AssertFails(ExitCode.Usage, $"{run}:5: strategy: 'at' has no effect on strategy 'mtl'; it is a setting of switch. Leave it out.");
    }

    [Fact]
    public void Train_PointBesideAnAuxiliaryThatSwitchesByItself_IsThatAuxiliarys()
    {
        using JsonDocument settings = Printed("--strategy", "mtl", "--at", "1", "--set", "auxiliaries.words.schedule=switch");
        Assert.Equal(1, settings.RootElement.GetProperty("auxiliaries")[0].GetProperty("at").GetDouble());
        Assert.Equal("mtl", settings.RootElement.GetProperty("strategy").GetProperty("name").GetString());
        Assert.False(settings.RootElement.GetProperty("strategy").TryGetProperty("at", out _));
    }

    [Fact]
    public void Train_AnotherStrategyThanTheFiles_LeavesOutWhatTheFileSetForIts()
    {
        string run = _folder.Write("gain.json", File.ReadAllText(_run).Replace("\"name\": \"diminish\"", "\"name\": \"gain\", \"probeShare\": 0.2, \"joint\": true", StringComparison.Ordinal));
        using JsonDocument settings = JsonDocument.Parse(CommandLine.Run("train", run, "--strategy", "mtl", "--print-config").AssertSucceeds().Output);
        Assert.Equal(0.1, settings.RootElement.GetProperty("strategy").GetProperty("probeShare").GetDouble());
        Assert.True(settings.RootElement.GetProperty("strategy").GetProperty("joint").GetBoolean()); // It has an effect under mtl.
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Train_PrintedConfig_RunsAsItIs(string strategy)
    {
        string printed = CommandLine.Run("train", _run, "--strategy", strategy, "--epochs", "1", "--print-config").AssertSucceeds().Output;
        CommandLine.Run("train", _folder.Write("printed.json", printed)).AssertSucceedsWithProgress();
    }

    [Theory]
    [InlineData("mtl")]
    [InlineData("diminish")]
    [InlineData("switch")]
    [InlineData("pretrain")]
    public void Train_StrategyWithoutAnAuxiliary_IsRefused(string strategy) =>
        CommandLine.Run("train", "--primary", $"classification:{_folder.Path("train.tsv")}", "--strategy", strategy).AssertFails(
            ExitCode.Usage, $"strategy is '{strategy}', but there is no auxiliary task, so the primary trains alone. Add one, such as --auxiliary lexicon:words.tsv, or leave the strategy out.");

    [Theory]
    [InlineData("--patience", "2", "patience is 2, but there is no dev data, so no quality is measured and nothing ends early.")]
    [InlineData("--keep", "best", "keep is best, but there is no dev data, so no quality is measured and the last parameters are kept.")]
    public void Train_StoppingWithoutDev_IsRefused(string flag, string value, string message)
    {
        string[] text = ["train", "--corpus", _folder.Path("text.txt"), "--dimensions", "4", "--min-count", "1", flag, value];
        CommandLine.Run(text).AssertFails(ExitCode.Usage, $"{message} Name a dev file (--dev), hold some out (--dev-share 0.1) or leave it out.");
        CommandLine.Run([.. text, "--dev-share", "0"]).AssertFails(ExitCode.Usage, $"{message} Name a dev file (--dev), hold some out (--dev-share 0.1) or leave it out.");
        CommandLine.Run([.. text, "--dev-share", "0.1"]).AssertSucceedsWithProgress();
    }

    [Theory]
    [InlineData("--patience", "0")]
    [InlineData("--keep", "last")]
    public void Train_StoppingAtItsDefaultWithoutDev_IsAccepted(string flag, string value) =>
        CommandLine.Run("train", "--corpus", _folder.Path("text.txt"), "--dimensions", "4", "--min-count", "1", flag, value).AssertSucceedsWithProgress();

    [Fact]
    public void Compare_RowsOfOtherStrategies_ShareTheSettingsOfTheFile() =>
        CommandLine.Run("compare", _run, "--strategies", "stl,mtl,early", "--seeds", "1", "--warm-up", "0", "--set", "strategy.joint=true", "--set", "auxiliaries.words.eta=0.5").AssertSucceedsWithProgress();

    [Theory]
    [InlineData("primary.filters is set, but encoder 'rows' has no convolutions of its own; it is for encoder 'cnn'. Leave it out.", "--set", "primary.filters=10")]
    [InlineData("primary.wordNgramBuckets is 100, but encoder 'cnn' reads words alone; leave it out or set 'encoder' to rows.", "--word-ngram-buckets", "100", "--encoder", "cnn")]
    public void Compare_SettingWithoutEffectInAnyRow_IsRefused(string message, params string[] flags) =>
        CommandLine.Run(["compare", "--primary", $"classification:{_folder.Path("train.tsv")}", "--auxiliary", $"lexicon:{_folder.Path("words.tsv")}", "--dev", _folder.Path("test.tsv"), "--strategies", "stl,mtl", "--seeds", "1", "--warm-up", "0", .. flags]).AssertFails(ExitCode.Usage, message);

    [Fact]
    public void Compare_SettingWithAnEffectInOneRow_IsAccepted() => CommandLine.Run(
        "compare", _run, "--strategies", "stl,mtl", "--seeds", "1", "--warm-up", "0", "--epochs", "1", "--set", "primary.filters=4", "--set", "strategies.mtl.primary.encoder=cnn").AssertSucceedsWithProgress();

    [Fact]
    public void Numbers_WithoutAZeroBeforeThePoint_AreNumbers()
    {
        using JsonDocument settings = Printed("--epochs", ".5", "--set", "auxiliaries.words.eta=.25", "--set", "primary.dropout=.1", "--set", "primary.devShare=null", "--set", "tuning.space.primary.rate=[.05, 0.2]");
        Assert.Equal(0.5, settings.RootElement.GetProperty("epochs").GetDouble());
        Assert.Equal(0.25, settings.RootElement.GetProperty("auxiliaries")[0].GetProperty("eta").GetDouble());
        Assert.Equal(0.1, settings.RootElement.GetProperty("primary").GetProperty("dropout").GetDouble());
        Assert.Equal([0.05, 0.2], settings.RootElement.GetProperty("tuning").GetProperty("space").GetProperty("primary.rate").EnumerateArray().Select(rate => rate.GetDouble()));
        using JsonDocument switched = Printed("--strategy", "switch", "--at", ".5");
        Assert.Equal(0.5, switched.RootElement.GetProperty("strategy").GetProperty("at").GetDouble());
    }

    [Fact]
    public void Texts_ThatLookLikeNumbers_StayAsTheyAre()
    {
        using JsonDocument settings = Printed("--label-column", ".1");
        Assert.Equal(".1", settings.RootElement.GetProperty("primary").GetProperty("labelColumn").GetString());
    }

    private JsonDocument Printed(params string[] flags) => JsonDocument.Parse(CommandLine.Run(["train", _run, .. flags, "--print-config"]).AssertSucceeds().Output);
}
