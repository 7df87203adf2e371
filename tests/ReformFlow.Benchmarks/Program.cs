using BenchmarkDotNet.Running;
using ReformFlow.Benchmarks.Cycles;
using ReformFlow.Benchmarks.Reports;

namespace ReformFlow.Benchmarks;

/// <summary>Measures, prints the ratios that the documents name, and fails where one is out of its bounds.</summary>
public static class BenchmarkEntry
{
    /// <param name="args"><c>cycles</c>, <c>reports</c> or <c>pdf</c> for one of the three; nothing for all.</param>
    public static async Task<int> Main(string[] args)
    {
        var good = true;
        if (args is [] or ["cycles"]) good &= FanOut.Judge(BenchmarkRunner.Run<FanOut>());
        if (args is [] or ["reports"]) good &= Compiling.Judge(BenchmarkRunner.Run<Compiling>());
        if (args is [] or ["pdf"]) good &= await Printing.JudgeAsync();
        return good ? 0 : 1;
    }
}
