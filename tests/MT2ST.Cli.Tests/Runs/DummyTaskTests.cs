using MT2ST.Catalogs;
using MT2ST.Settings;
using MT2ST.Tasks;

namespace MT2ST.Cli.Tests.Runs;

/// <summary>A task with one typed property and nothing else: what that one declaration gives.</summary>
public sealed class DummyTaskTests : IDisposable
{
    private readonly IDisposable _registration = BuiltInTasks.All.Register(new CatalogEntry<Func<TaskOptions>>("dummy", "a task of a test", () => new DummyOptions()));
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _registration.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Property_OfATask_IsAFlagThatTheMergedSettingsEcho() =>
        Assert.Contains("\"wobble\": 3.5", Run("--wobble", "3.5").Output, StringComparison.Ordinal);

    [Fact]
    public void Property_NotSet_IsEchoedWithItsDefault() => Assert.Contains("\"wobble\": 0.5", Run().Output, StringComparison.Ordinal);

    [Fact]
    public void Property_InARunFile_IsRead()
    {
        string file = _folder.Write("run.json", "{ \"primary\": { \"task\": \"dummy\", \"train\": \"a.txt\", \"wobble\": 2 } }");
        Assert.Contains("\"wobble\": 2", CommandLine.Run("train", file, "--print-config").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Property_InHelp_HasItsDocumentationRangeAndDefault() =>
        Assert.Matches(@"--wobble <NUMBER> +Primary: How much the dummy wobbles \(dummy; default 0\.5; in \[0, 4\]\)", CommandLine.Run("train", "--help").Output);

    [Fact]
    public void Property_OutOfItsRange_IsAUsageErrorThatNamesTheLine()
    {
        string file = _folder.Write("run.json", "{\n  \"primary\": {\n    \"task\": \"dummy\", \"train\": \"a.txt\",\n    \"wobble\": 5\n  }\n}");
        CommandLine.Run("train", file).AssertFails(ExitCode.Usage, $"{file}:4: primary.wobble is 5; it must be in [0, 4].");
    }

    [Fact]
    public void Property_Misspelt_IsSuggested() =>
        CommandLine.Run("train", "--primary", "dummy:a.txt", "--set", "primary.wobbel=1").AssertFailsAfterProgress(ExitCode.Usage, "primary: Unknown setting 'wobbel' of task 'dummy'. Did you mean 'wobble'? Known: ");

    [Fact]
    public void Property_OnAnotherTask_IsToldWhoseItIs() =>
        CommandLine.Run("train", "--primary", "cbow:a.txt", "--wobble", "1").AssertFails(ExitCode.Usage, "primary: 'wobble' has no effect on task 'cbow'; it is a setting of dummy. Leave it out.");

    private static CommandResult Run(params string[] arguments) => CommandLine.Run(["train", "--primary", "dummy:a.txt", "--print-config", .. arguments]);
}

/// <summary>The dummy.</summary>
internal sealed partial record DummyOptions : TaskOptions
{
    /// <summary>How much the dummy wobbles. It has no other use.</summary>
    [Within("[0, 4]")]
    public double Wobble { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string Task => "dummy";

    /// <inheritdoc/>
    public override TaskNeeds Needs => TaskNeeds.Text;

    /// <inheritdoc/>
    public override TaskDefaults Defaults { get; } = new() { Rate = 0.1, BatchSize = 1 };

    /// <inheritdoc/>
    public override ITask<T> Create<T>(TaskContext<T> context) => throw new NotSupportedException("The dummy is never trained.");
}
