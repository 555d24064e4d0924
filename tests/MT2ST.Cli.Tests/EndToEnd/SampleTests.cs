using System.Globalization;
using System.Text.RegularExpressions;
using LibraryGuide;
using OwnStrategy;
using OwnTask;

namespace MT2ST.Cli.Tests.EndToEnd;

/// <summary>The samples as programs of their own. They use what is public alone: the library's internals do not show to them.</summary>
public sealed partial class SampleTests
{
    [Fact]
    public void OwnStrategy_Run_WeightsFadeTwiceAndHelp()
    {
        string output = Run(typeof(WarmRestartOptions));
        Assert.Contains("Settings: name warm-restart, cycles 2\n", output, StringComparison.Ordinal);
        double[] weights = [.. CurveLine().Matches(output).Select(line => Number(line.Groups["weight"]))];
        Assert.Equal(8, weights.Length);
        Assert.Single(weights.Zip(weights.Skip(1)), pair => pair.Second > pair.First); // One restart.
        Match test = Regex.Match(output, @"Accuracy on test: (?<with>[\d.]+), alone (?<alone>[\d.]+)\.");
        Assert.True(Number(test.Groups["with"]) > Number(test.Groups["alone"]), output);
        Assert.Contains("Checked: strategy.cycles is 0; it must be in [1, 1000].", output, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnTask_Run_PredictsScores()
    {
        string output = Run(typeof(RegressionOptions));
        Assert.Contains("Settings: task regression, delta 2\n", output, StringComparison.Ordinal);
        Assert.InRange(Number(Regex.Match(output, @"R\^2 on test: (?<value>[\d.]+)").Groups["value"]), 0.98, 1);
        MatchCollection scores = Regex.Matches(output, @": (?<predicted>[\d.]+), right (?<right>[\d.]+)\n");
        Assert.Equal(3, scores.Count);
        Assert.All(scores, score => Assert.Equal(Number(score.Groups["right"]), Number(score.Groups["predicted"]), 0.3));
        Assert.Contains("Checked: primary.delta is 0; it must be greater than 0.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void LibraryGuide_Run_PrintsWhatThePageSays()
    {
        string output = Run(typeof(SignDescent));
        Assert.StartsWith("good\n", output, StringComparison.Ordinal);
        Assert.Contains("\ndimensions: dimensions is 0; it must be in [1, 65536].\n", output, StringComparison.Ordinal);
        Assert.Contains("\ntotal 100 %\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void FirstSteps_Run_TrainsPredictsAndFindsNeighbours()
    {
        using TemporaryFolder folder = new();
        string[] good = ["a gorgeous film", "witty and excellent", "an excellent story"], bad = ["a dull film", "poor and boring", "a boring story"];
        folder.Write("reviews.tsv", string.Concat(Enumerable.Repeat(good.Zip(bad).Select(pair => $"{pair.First}\tgood\n{pair.Second}\tbad\n"), 20).SelectMany(lines => lines)));
        folder.Write("opinion-words.tsv", "gorgeous\tpositive\nwitty\tpositive\nexcellent\tpositive\ndull\tnegative\npoor\tnegative\nboring\tnegative\n");
        string[] lines = Run(Path.Combine(AppContext.BaseDirectory, "FirstSteps.dll"), folder.Root).TrimEnd().Split('\n');
        Assert.StartsWith("good (", lines[0], StringComparison.Ordinal);
        Assert.Equal(6, lines.Length);
        Assert.True(File.Exists(folder.Path(Path.Combine("model", "run.json"))));
    }

    private static string Run(Type inSample) => Run(inSample.Assembly.Location, folder: null);

    private static string Run(string assembly, string? folder)
    {
        CommandResult result = CommandLine.RunAssembly(assembly, [], folder);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal("", result.Error);
        return result.Output.ReplaceLineEndings("\n");
    }

    private static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ +\d\.0 +(?<weight>\d\.\d\d) +\d\.\d{3}\r?$", RegexOptions.Multiline)]
    private static partial Regex CurveLine();
}
