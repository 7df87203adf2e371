using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Benchmarks.Cycles;

/// <summary>From the bell of a started cycle until every department's request is mailed and its orchestration waits, on the in-process test host.</summary>
[Config(typeof(Once))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Each iteration disposes of its own town.")]
public class FanOut
{
    /// <summary>Ten times as many requests may cost this much.</summary>
    const double Most = 12;

    SizedTown _town = null!;
    TaskHub _hub = null!;
    ServiceProvider _process = null!;
    CountdownEvent _waiting = null!;

    [Params(400, 4_000)]
    public int Requests { get; set; }

    [IterationSetup]
    public void StartTown()
    {
        _town = new(Requests);
        _process = _town.Process("benchmark", new SetTime(SizedTown.At(6, 5, 10)));
        _town.StartAsync(_process).GetAwaiter().GetResult();
        ((SetTime)_process.GetRequiredService<TimeProvider>()).Now = SizedTown.At(6, 8, 9);
        _waiting = new(Requests);
        _hub = new(Register);
        _hub.StartAsync().GetAwaiter().GetResult();
    }

    [IterationCleanup]
    public void StopTown()
    {
        _hub.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _process.Dispose();
        _waiting.Dispose();
    }

    [Benchmark]
    public void StartAndMail()
    {
        _hub.Client.RingAsync(new Place(SizedTown.Town, SizedTown.Cycle), default).GetAwaiter().GetResult();
        _waiting.Wait();
        if (_town.Postbox.Sent.Count != Requests) throw new InvalidOperationException($"{_town.Postbox.Sent.Count} of {Requests} requests were mailed.");
    }

    /// <summary>Prints the ratios; false where one is above its bound.</summary>
    public static bool Judge(Summary summary)
    {
        var few = summary.Reports.Single(r => (int)r.BenchmarkCase.Parameters["Requests"] == 400);
        var many = summary.Reports.Single(r => (int)r.BenchmarkCase.Parameters["Requests"] == 4_000);
        var time = many.ResultStatistics!.Mean / few.ResultStatistics!.Mean;
        var allocated = (double)many.GcStats.GetBytesAllocatedPerOperation(many.BenchmarkCase)! / few.GcStats.GetBytesAllocatedPerOperation(few.BenchmarkCase)!.Value;
        Console.WriteLine($"4,000 requests cost {time:0.0} times 400 in time and {allocated:0.0} times in allocations; {Most} is the most.");
        return time <= Most && allocated <= Most;
    }

    // The product's orchestrations and activities; a request waits once its policy has nothing due.
    void Register(DurableTaskRegistry tasks)
    {
        tasks.AddOrchestratorFunc<Place, object?>(nameof(CycleOrchestrator), async (context, place) =>
        {
            await CycleOrchestrator.RunAsync(context, place, Retries.Standard);
            return null;
        });
        tasks.AddOrchestratorFunc<Place, object?>(nameof(RequestOrchestrator), async (context, place) =>
        {
            await RequestOrchestrator.RunAsync(context, place, Retries.Standard);
            return null;
        });
        var activities = ActivatorUtilities.CreateInstance<CycleActivities>(_process);
        tasks.AddActivityFunc<Place, int>(nameof(CycleActivities.CountUnbegun), (_, place) => activities.CountUnbegun(place, default));
        tasks.AddActivityFunc<RequestBatch, bool>(nameof(CycleActivities.StartRequests), async (_, batch) =>
        {
            await activities.StartRequests(batch, _hub.Client, default);
            return true;
        });
        tasks.AddActivityFunc<Place, PlaceOutlook>(nameof(CycleActivities.Look), async (_, place) =>
        {
            var outlook = await activities.Look(place, default);
            if (outlook.Due.Count == 0 && place.Department is not null) _waiting.Signal();
            return outlook;
        });
        tasks.AddActivityFunc<PlaceStep, TimeSpan?>(nameof(CycleActivities.Perform), (_, step) => activities.Perform(step, default));
    }

    // Each run starts a town of its own; three of them, in this process, where the packages are.
    sealed class Once : ManualConfig
    {
        public Once() => AddDiagnoser(MemoryDiagnoser.Default).AddJob(Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(1).WithIterationCount(3).WithInvocationCount(1).WithUnrollFactor(1));
    }
}
