using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks;

public sealed class TaggingOptionsTests
{
    private static readonly TaggingOptions Options = new();

    private static readonly TokenEncoderOptions[] Shared = [new() { Name = "sentences" }];

    public static TheoryData<string, TaggingOptions> Wrong { get; } = new()
    {
        { "'encoder' is 'lstm'; allowed: window, cnn, bilstm, sentences.", Options with { Encoder = "lstm" } },
        { "'output' is 'crff'; allowed: softmax, crf.", Options with { Output = "crff" } },
        { "Settings of an encoder (hidden, ", Options with { Encoder = "sentences", Hidden = 64 } },
        { "'hidden' is 0; allowed: 1 to 4096.", Options with { Hidden = 0 } },
        { "'hidden' is 7; it must be even for bilstm, each direction of which has half of it.", Options with { Encoder = "bilstm", Hidden = 7 } },
        { "'window' is 11; allowed: 0 to 10.", Options with { Window = 11 } },
        { "'dropout' is 1; allowed: 0 to 0.9.", Options with { Dropout = 1 } },
        { "'inputDropout' is -1; allowed: 0 to 0.9.", Options with { InputDropout = -1 } },
        { "'unknownDropout' is NaN; allowed: 0 to 10.", Options with { UnknownDropout = double.NaN } },
        { "'affixDimensions' is 0; allowed: 1 to 256.", Options with { AffixDimensions = 0 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongValue_NamesSettingValueAndRange(string message, TaggingOptions options) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => options.Validate(Shared)).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_SpansOfTagsThatMarkNone_IsRefused()
    {
        TaskFixture fixture = TaskFixtures.Named("tagging-5") with { Options = Options with { Spans = true } };
        Assert.StartsWith("Task 'tagging-5' is told to find spans", Assert.Throws<ArgumentException>(() => fixture.Create<float>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Defaults_AreAllowed() => Options.Validate(Shared);

    [Fact]
    public void Validate_SharedEncoder_IsAllowed() => (Options with { Encoder = "sentences" }).Validate(Shared);
}
