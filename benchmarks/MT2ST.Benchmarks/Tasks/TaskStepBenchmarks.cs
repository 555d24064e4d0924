using BenchmarkDotNet.Attributes;
using MT2ST.Numerics;
using MT2ST.Optimization;
using MT2ST.Tasks;
using MT2ST.Tests.Tasks;
using MT2ST.Tests.Tasks.References;

namespace MT2ST.Benchmarks.Tasks;

/// <summary>One batch of every task of the catalog at D 100 over 30,000 words, against the tests' reference of the same batch.</summary>
/// <remarks>
/// The reference is the judge of the gradients: plain scalar loops in double that copy and count everything. It says that the
/// kernel does the same work, not how fast a plain loop can be; <see cref="Kernels.ScoreBenchmarks"/> says that.
/// </remarks>
public class TaskStepBenchmarks
{
    private const int Dimensions = 100;
    private const ulong Seed = 7;

    private TaskFixture _fixture = null!;
    private ITask<double> _doubleTask = null!;
    private Tally _tally = null!;
    private ITaskWorker<float> _worker = null!;
    private readonly IRowOptimizer<float> _sgd = BuiltInOptimizers<float>.Rows["sgd"].Factory();
    private readonly IRowOptimizer<float> _adaGrad = BuiltInOptimizers<float>.Rows["adagrad"].Factory();
    private int _batchSize;

    /// <summary>The task.</summary>
    [ParamsSource(nameof(Steps))]
    public TaskStep Step { get; set; } = null!;

    /// <summary>All tasks.</summary>
    public static IEnumerable<TaskStep> Steps => TaskStep.All;

    /// <summary>Draws the data and makes the task, in float for the kernel and in double for the reference.</summary>
    [GlobalSetup]
    public void Setup()
    {
        TaskOptions options = Step.Options;
        _fixture = new TaskFixture
        {
            Name = Step.Task,
            Task = Step.Task,
            Options = options,
            Train = SyntheticCorpus.Draw(options.Needs),
            WordCount = SyntheticCorpus.WordCount,
            Dimensions = Dimensions,
        };
        _batchSize = options.Defaults.BatchSize;
        _worker = _fixture.Create<float>().CreateWorker(Shard.Whole(Seed));
        _doubleTask = _fixture.Create<double>();
        _tally = new Tally(_doubleTask, updateCost: 1);
    }

    /// <summary>The tests' reference.</summary>
    [Benchmark(Baseline = true)]
    public double Reference()
    {
        _tally.ExampleCount = 0;
        var random = new SeededRandom(Seed);
        var order = new ExampleOrder(_fixture.Train.DocumentCount, Shard.Whole(Seed), random);
        TaskReferences.Create(_fixture, _doubleTask, _tally).Run(_batchSize, order, random);
        return _tally.Loss;
    }

    /// <summary>The task's kernel with SGD, whose steps are so small that values stay as they are.</summary>
    [Benchmark]
    public double TrainBatch_Sgd() => _sgd.TrainBatch(_worker, _batchSize, stepSize: 1e-9).LossSum;

    /// <summary>The task's kernel with AdaGrad.</summary>
    [Benchmark]
    public double TrainBatch_AdaGrad() => _adaGrad.TrainBatch(_worker, _batchSize, stepSize: 1e-9).LossSum;
}
