using BenchmarkDotNet.Attributes;
using MT2ST.Numerics;

namespace MT2ST.Benchmarks.Kernels;

/// <summary>A thousand negative samples from Zipf's counts to the power 0.75.</summary>
public class AliasSamplerBenchmarks
{
    private AliasSampler _sampler = null!;
    private double[] _cumulated = null!;
    private SeededRandom _random = null!;

    /// <summary>The vocabulary.</summary>
    [ParamsSource(nameof(Vocabularies))]
    public VocabularySize Vocabulary { get; set; } = null!;

    /// <summary>All vocabularies.</summary>
    public static IEnumerable<VocabularySize> Vocabularies { get; } = [new(5_000), new(64_000), new(1_000_000)];

    /// <summary>Makes the tables.</summary>
    [GlobalSetup]
    public void Setup()
    {
        double[] weights = [.. Samples.ZipfWeights(Vocabulary.WordCount).Select(weight => Math.Pow(weight, 0.75))];
        _sampler = new AliasSampler(weights);
        _cumulated = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            _cumulated[i] = sum += weights[i];
        _random = new SeededRandom(1);
    }

    /// <summary>A search in the cumulated weights.</summary>
    [Benchmark(Baseline = true)]
    public int BinarySearch()
    {
        int last = 0;
        for (int i = 0; i < VocabularySize.DrawCount; i++)
        {
            int found = Array.BinarySearch(_cumulated, _random.NextDouble() * _cumulated[^1]);
            last ^= found < 0 ? ~found : found;
        }
        return last;
    }

    /// <summary>What the tasks call.</summary>
    [Benchmark]
    public int Sample()
    {
        int last = 0;
        for (int i = 0; i < VocabularySize.DrawCount; i++)
            last ^= _sampler.Sample(_random);
        return last;
    }
}
