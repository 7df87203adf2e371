using BenchmarkDotNet.Running;
using ReformFlow.Benchmarks.Cycles;

namespace ReformFlow.Benchmarks;

/// <summary>Measures, prints the ratios that the documents name, and fails where one is out of its bounds.</summary>
public static class BenchmarkEntry
{
    public static int Main()
    {
        var summary = BenchmarkRunner.Run<FanOut>();
        return FanOut.Judge(summary) ? 0 : 1;
    }
}
