using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports;

namespace ReformFlow.Benchmarks.Reports;

/// <summary>A report composed from a plan with answers and drawn as its HTML edition, with the built-in standard template.</summary>
[Config(typeof(Warm))]
public class Compiling
{
    /// <summary>What 42 items may take once warm, in milliseconds.</summary>
    const double Longest = 100;

    /// <summary>How much more than its share a larger plan may take.</summary>
    const double Most = 1.25;

    ReportSource _source = null!;

    [Params(42, 420, 10_000)]
    public int Items { get; set; }

    [GlobalSetup]
    public void MakePlan() => _source = ReportSource.OfPlan(BuiltInTemplates.Find("standard")!, SizedPlan.Of(Items));

    [Benchmark]
    public Task<string> ComposeAndDraw() => new ReportHtml().RenderAsync(ReportComposer.Compose(_source), ReportStyle.OwnFonts);

    /// <summary>Prints the times and ratios; false where one is above its bound.</summary>
    public static bool Judge(Summary summary)
    {
        double Mean(int items) => summary.Reports.Single(r => (int)r.BenchmarkCase.Parameters[nameof(Items)] == items).ResultStatistics!.Mean / 1e6;
        var (few, more, many) = (Mean(42), Mean(420), Mean(10_000));
        Console.WriteLine($"42 items are compiled in {few:0.0} ms; {Longest} is the most. 420 take {more / few:0.0} times as long, 10,000 take {many / few:0} times; {10 * Most:0.0} and {10_000 / 42d * Most:0} are the most.");
        return few <= Longest && more / few <= 10 * Most && many / few <= 10_000 / 42d * Most;
    }

    sealed class Warm : ManualConfig
    {
        public Warm() => AddJob(Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(2).WithIterationCount(3).WithInvocationCount(1).WithUnrollFactor(1));
    }
}
