using System.Text.Json;
using CsCheck;
using MT2ST.Numerics;
using MT2ST.Runs;
using MT2ST.Runs.Tuning;
using MT2ST.Tasks;

namespace MT2ST.Tests.Runs.Tuning;

public sealed class TuningSpaceTests
{
    private static readonly TextExample[] Some = [new("a word", "x")];

    public static TheoryData<string> TaskNames { get; } = [.. BuiltInTasks.All.Names];

    [Theory]
    [MemberData(nameof(TaskNames))]
    public void Default_EachTask_HasValuesThatAreAllowed(string task)
    {
        foreach (bool hasAuxiliary in new[] { false, true })
        {
            RunOptions options = Run(task, hasAuxiliary);
            IReadOnlyList<TuningAxis> axes = TuningSpace.AxesOf(TuningSpace.Default(options, _ => false, isComparison: false));
            Assert.InRange(axes.Count(axis => axis.Strategy is null), 3, 12);
            foreach (TuningAxis axis in axes)
                foreach (JsonElement value in axis.Values)
                    TuningSpace.Apply(options, new Dictionary<string, JsonElement> { ["strategy.name"] = JsonElement.Parse($"\"{axis.Strategy ?? options.Strategy.Name}\""), [axis.Setting] = value });
        }
    }

    [Fact]
    public void Default_SettingsThatAreGiven_AreLeftOut()
    {
        RunFile file = new();
        file.SetAll(["primary.task=classification", "primary.train=a", "primary.rate=1", "epochs=5", "tuning.budget=3trials"]);
        Assert.Equal(["dimensions", "primary.characterNgrams", "primary.headRate", "primary.tokenWeights", "primary.wordNgrams"], file.ReadForTraining().Tuning.Space.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Default_UnitsOfAuxiliaries_AreAThirdAndThreeTimesThoseDecidedUnlessGiven()
    {
        RunOptions options = Run("classification", hasAuxiliary: true);
        Assert.Equal([0.33, 3], TuningSpace.Default(options, _ => false, isComparison: false).Space["auxiliaries.lexicon.unitsFactor"].Select(value => value.GetDouble()));
        Assert.DoesNotContain(TuningSpace.Default(options, setting => setting == "auxiliaries.lexicon.units", isComparison: false).Space.Keys, setting => setting.Contains("units", StringComparison.Ordinal));
    }

    [Fact]
    public void DiffersFromDefaults_OptionsWithoutAFile_AreThoseThatDiffer()
    {
        Predicate<string> isGiven = TuningSpace.DiffersFromDefaults(Run("tagging", hasAuxiliary: true) with { Dimensions = 8, Primary = new TaggingOptions { Train = Some, Hidden = 32 } });
        Assert.Equal([true, true, false, false, false, false], new[] { "dimensions", "primary.hidden", "primary.dropout", "epochs", "strategy.name", "auxiliaries.lexicon.units" }.Select(setting => isGiven(setting)));
    }

    [Fact]
    public void Draw_AnySeed_SetsOnlyWhatItsStrategyReads() => Gen.ULong.Sample(seed =>
    {
        RunOptions options = Run("classification", hasAuxiliary: true);
        IReadOnlyList<TuningAxis> axes = TuningSpace.AxesOf(TuningSpace.Default(options, _ => false, isComparison: false));
        SeededRandom random = new(seed);
        IReadOnlyDictionary<string, JsonElement> point = TuningSpace.Draw(axes, options.Strategy.Name, random);
        for (int step = 0; step < 5; step++)
        {
            string strategy = point.TryGetValue("strategy.name", out JsonElement name) ? name.GetString()! : options.Strategy.Name;
            if ((point.ContainsKey("strategy.at") && strategy != "switch") || (point.ContainsKey("auxiliaries.lexicon.eta") && strategy != "diminish") || (strategy == "stl" && point.Keys.Any(setting => setting.StartsWith("auxiliaries.", StringComparison.Ordinal))))
                return false;
            point = TuningSpace.Near(point, axes, options.Strategy.Name, random);
        }
        return true;
    });

    [Fact]
    public void FromDefaults_Points_DifferAndBeginWithNothing()
    {
        RunOptions options = Run("tagging", hasAuxiliary: false);
        IReadOnlyList<TuningAxis> axes = TuningSpace.AxesOf(TuningSpace.Default(options, _ => false, isComparison: false));
        IReadOnlyDictionary<string, JsonElement>[] points = [.. TuningSpace.FromDefaults(axes, "stl", 20, new SeededRandom(1), _ => true)];
        Assert.Empty(points[0]);
        Assert.Equal(20, points.Select(TuningSpace.Text).Distinct().Count());
    }

    private static RunOptions Run(string task, bool hasAuxiliary) => new()
    {
        Primary = (BuiltInTasks.All[task].Factory() is DistillationOptions distillation ? distillation with { Targets = ["targets.safetensors"] } : BuiltInTasks.All[task].Factory()) with { Name = "", Train = Some },
        Auxiliaries = hasAuxiliary ? [new LexiconOptions { Name = task == "lexicon" ? "other" : "", Train = Some }] : [],
    };
}
