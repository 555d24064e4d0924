using System.Text.Json.Nodes;

namespace MT2ST.Tests.Runs;

public sealed class RunOptionsTests
{
    private static readonly TaggingOptions Tagging = new() { Train = ["train.conllu"] };
    private static readonly LexiconOptions Brown = new() { Name = "brown", Train = ["brown.txt"] };
    private static readonly RunOptions Valid = new() { Primary = Tagging, Auxiliaries = [Brown] };

    public static TheoryData<RunOptions, string> WrongSettings => new()
    {
        { Valid with { Dimensions = 0 }, "dimensions is 0; it must be in [1, 65536]." },
        { Valid with { Threads = -2 }, "threads is -2; it must be in [1, 1024]." },
        { Valid with { Epochs = 0 }, "epochs is 0; it must be greater than 0 and at most 1000000." },
        { Valid with { Epochs = double.NaN }, "epochs is NaN; it must be greater than 0 and at most 1000000." },
        { Valid with { Epochs = double.PositiveInfinity }, "epochs is Infinity; it must be greater than 0 and at most 1000000." },
        { Valid with { EvaluationsPerEpoch = -0.5 }, "evaluationsPerEpoch is -0.5; it must be greater than 0." },
        { Valid with { Patience = -1 }, "patience is -1; it must be at least 0." },
        { Valid with { MaximumVocabulary = 0 }, "maximumVocabulary is 0; it must be at least 1." },
        { Valid with { InitialScale = 0 }, "initialScale is 0; it must be greater than 0." },
        { Valid with { InitialVectors = "" }, "initialVectors is empty; name a file." },
        { Valid with { MemoryLimit = "much" }, "memoryLimit is 'much'; it must be a number of bytes above 0, or one of K, M, G or T such as 500M or 2G." },
        { Valid with { Strategy = new SwitchOptions { At = -1 } }, "strategy.at is -1; it must be at least 0." },
        { Valid with { Strategy = new PretrainOptions { PretrainEpochs = 0 } }, "strategy.pretrainEpochs is 0; it must be greater than 0." },
        { Valid with { Seeds = new() { Count = 0 } }, "seeds is 0; it must be in [1, 10000]." },
        { Valid with { Seeds = new() { Values = [] } }, "seeds is an empty list; it must have at least 1 seed." },
        { Valid with { Seeds = new() { Values = [3, 3] } }, "seeds is [3, 3]; its seeds must be different." },
        { Valid with { Primary = Tagging with { Dev = "" } }, "primary.dev is empty; name a file." },
        { new RunOptions(), "primary is missing; name the task that the embeddings are for, such as --primary skipgram:text.txt or, in a run file, \"primary\": { \"task\": \"skipgram\", \"train\": \"text.txt\" }." },
        { Valid with { Primary = Tagging with { Train = [] } }, "primary.train is missing or empty; name at least one file." },
        { Valid with { Primary = Tagging with { Batch = 0 } }, "primary.batch is 0; it must be at least 1." },
        { Valid with { Primary = Tagging with { Rate = 0 } }, "primary.rate is 0; it must be greater than 0." },
        { Valid with { Primary = Tagging with { HeadRate = -1 } }, "primary.headRate is -1; it must be greater than 0." },
        { Valid with { Primary = Tagging with { Limit = 0 } }, "primary.limit is 0; it must be at least 1." },
        { Valid with { Primary = Tagging with { MinCount = 0 } }, "primary.minCount is 0; it must be at least 1." },
        { Valid with { Primary = Tagging with { DevSimilarity = ["sim"], Dev = "dev.txt" } }, "primary.devSimilarity and primary.dev both say what the quality on dev is; give one of them." },
        { Valid with { Primary = Tagging with { DevSimilarity = ["sim"], Test = "test.txt" } }, "primary.test and the test half of primary.devSimilarity both say what the quality on test is; leave primary.test out." },
        { Valid with { Primary = Tagging with { TestSimilarity = ["sim"] } }, "primary.testSimilarity is set without primary.devSimilarity; name the sets of dev too." },
        { With(Brown with { Units = 0 }), "auxiliaries.brown.units is 0; it must be greater than 0 and at most 1000000." },
        { With(Brown with { Gamma0 = 0 }), "auxiliaries.brown.gamma0 is 0; it must be greater than 0 and at most 1000." },
        { With(Brown with { Eta = -0.5 }), "auxiliaries.brown.eta is -0.5; it must be at least 0." },
        { With(Brown with { Nu = 0.5 }), "auxiliaries.brown.nu is 0.5; it must be at least 1." },
        { With(Brown with { At = -1 }), "auxiliaries.brown.at is -1; it must be at least 0." },
        { With(Brown with { GammaMin = 2 }), "auxiliaries.brown.gammaMin is 2; it must be in [0, 1], as gamma0 is 1." },
        { With(Brown with { CutOff = 1 }), "auxiliaries.brown.cutOff is 1; it must be in [0, 1)." },
        { Valid with { Primary = Tagging with { CostFactor = 2 } }, "primary.costFactor is set, but it only has an effect on auxiliaries. Set it for an auxiliary." },
        { With(Brown with { CostFactor = 0 }), "auxiliaries.brown.costFactor is 0; it must be greater than 0." },
        { With(Brown with { Name = "12" }), "auxiliaries.12.name is '12'; it must have a letter and no full stop, so that settings can be addressed by it." },
        { With(Brown with { Name = "tagging" }), "auxiliaries.tagging.name is 'tagging', which another task has too; give each task its own \"name\"." },
    };

    [Fact]
    public void Validate_ValidSettings_Passes() => Assert.Null(Record.Exception(Valid.Validate));

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public void Validate_WrongSetting_NamesItWithValueAndRange(RunOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<SettingException>(options.Validate).Message);

    [Theory]
    [InlineData("", "diminish")]
    [InlineData(""", "strategy": { "joint": true } """, "diminish")]
    [InlineData(""", "strategy": { "name": "stl" } """, "stl")]
    public void Strategy_NotNamed_IsDiminishWithAuxiliaries(string more, string expected) => Assert.Equal(
        expected,
        RunOptions.Read((JsonObject)JsonNode.Parse($$"""{ "primary": { "task": "tagging", "train": "a" }, "auxiliaries": [ { "task": "lexicon", "train": "b" } ] {{more}} }""")!).Strategy.Name);

    [Fact]
    public void Strategy_NotNamedInCode_IsDiminishWithAuxiliaries()
    {
        Assert.IsType<DiminishOptions>(Valid.Strategy);
        Assert.IsType<StlOptions>((Valid with { Auxiliaries = [] }).Strategy);
    }

    [Fact]
    public void TaskName_NotGiven_IsTheTasks() => Assert.Equal("tagging", Tagging.Name);

    [Fact]
    public void AllTasks_OfARun_StartWithThePrimary() =>
        Assert.Equal(["tagging", "brown"], Valid.AllTasks().Select(task => task.Name));

    [Fact]
    public void Seeds_OfACount_CountUpFromTheFirst() => Assert.Equal([7UL, 8, 9], new SeedChoice { Count = 3 }.From(7));

    private static RunOptions With(TaskOptions auxiliary) => Valid with { Auxiliaries = [auxiliary] };
}
