using MT2ST.Schedules;
using MT2ST.Tests.Tasks;
using MT2ST.Training;

namespace MT2ST.Tests.Training;

public sealed class TrainingOptionsTests
{
    private static readonly TrainerOptions Options = new() { Name = "run" };
    private static readonly ScheduleOptions Schedule = new() { PlannedEpochs = 1 };
    private static readonly TrainingTask<float> Task = FixtureRuns.Training(TaskFixtures.Named("tagging-5").Create<float>());

    public static TheoryData<string, Action> Wrong { get; } = new()
    {
        { "'Threads' is 0; allowed: at least 1.", (Options with { Threads = 0 }).Validate },
        { "'Epochs' is NaN; allowed: above 0.", (Options with { Epochs = double.NaN }).Validate },
        { "'EvaluationsPerEpoch' is -1; allowed: at least 0.", (Options with { EvaluationsPerEpoch = -1 }).Validate },
        { "'Patience' is -1; allowed: at least 0.", (Options with { Patience = -1 }).Validate },
        { "'PreparationSeconds' is -1; allowed: at least 0.", (Options with { PreparationSeconds = -1 }).Validate },
        { "'Rate' is -1; allowed: at least 0.", (Task with { Rate = -1 }).Validate },
        { "'HeadRate' is Infinity; allowed: at least 0.", (Task with { HeadRate = double.PositiveInfinity }).Validate },
        { "'BatchSize' is 0; allowed: at least 1.", (Task with { BatchSize = 0 }).Validate },
        { "'Units' is 0; allowed: above 0.", (Task with { Units = 0 }).Validate },
        { "'Gamma0' is -1; allowed: at least 0.", (Task with { Weight = new AuxiliaryWeight { Gamma0 = -1 } }).Validate },
        { "'Eta' is -1; allowed: at least 0.", new AuxiliaryWeight { Eta = -1 }.Validate },
        { "'Nu' is 0.5; allowed: at least 1.", new AuxiliaryWeight { Nu = 0.5 }.Validate },
        { "'GammaMin' is -1; allowed: at least 0.", new AuxiliaryWeight { GammaMin = -1 }.Validate },
        { "'SwitchPoint' is -1; allowed: at least 0.", new AuxiliaryWeight { SwitchPoint = -1 }.Validate },
        { "'CutOff' is 1; allowed: at least 0 and below 1.", new AuxiliaryWeight { CutOff = 1 }.Validate },
        { "'PlannedEpochs' is 0; allowed: above 0.", (Schedule with { PlannedEpochs = 0 }).Validate },
        { "'SwitchPoint' is -1; allowed: at least 0.", (Schedule with { SwitchPoint = -1 }).Validate },
        { "'PretrainEpochs' is 0; allowed: above 0.", (Schedule with { PretrainEpochs = 0 }).Validate },
        { "'Eta' is NaN; allowed: at least 0.", (Schedule with { Auxiliaries = [new AuxiliaryWeight { Eta = double.NaN }] }).Validate },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_ValueOutOfRange_NamesPropertyValueAndRange(string message, Action validate) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(validate).Message, StringComparison.Ordinal);

    [Fact]
    public void Trainer_OptionOutOfRange_IsRejectedBeforeAnyWork() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FixtureRuns.Run([Task], Options with { Threads = 0 }));

    [Fact]
    public void Catalog_OptionOutOfRange_IsRejectedByEveryStrategy() => Assert.All(
        BuiltInSchedules.All,
        entry => Assert.Throws<ArgumentOutOfRangeException>(() => entry.Factory(Schedule with { PlannedEpochs = 0 })));
}
