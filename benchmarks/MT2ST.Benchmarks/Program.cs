using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using MT2ST.Benchmarks.Peaks;

namespace MT2ST.Benchmarks;

/// <summary><c>--peaks</c> measures what the machine can do; everything else goes to BenchmarkDotNet.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        if (arguments is ["--peaks"])
            MachinePeaks.Write(Console.Out);
        else
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, DefaultConfig.Instance.AddColumn(new RateColumn()));
    }
}
