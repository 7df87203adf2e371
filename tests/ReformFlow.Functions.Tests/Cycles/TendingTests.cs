using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Cycles;

/// <summary>What a whole year does not reach: the limit of looks, and what a cycle starts when it is tended again.</summary>
public sealed class TendingTests
{
    [Fact]
    public async Task Orchestration_ends_at_its_hundredth_look_without_waiting_once_more()
    {
        var looks = 0;
        await using var hub = new TaskHub(tasks => tasks
            .AddOrchestratorFunc<Place, object?>(nameof(RequestOrchestrator), async (context, place) =>
            {
                await RequestOrchestrator.RunAsync(context, place, Retries.Standard);
                return null;
            })
            .AddActivityFunc<Place, PlaceOutlook>(nameof(CycleActivities.Look), (_, _) =>
                Task.FromResult(new PlaceOutlook([], Interlocked.Increment(ref looks) < 100 ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromDays(1)))));
        await hub.StartAsync();
        var place = new Place(SizedTown.Town, SizedTown.Cycle, "d001");
        await hub.Client.StartAsync(place, default);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await hub.Client.WaitForInstanceCompletionAsync(Orchestrations.IdOf(place), patience.Token);

        Assert.Equal(100, looks);
    }

    [Fact]
    public async Task Cycle_starts_its_requests_once()
    {
        var (town, time) = (new SizedTown(3), new SetTime(SizedTown.At(6, 5, 10)));
        await using var process = town.Process("azure", time);
        await town.StartAsync(process);
        var activities = ActivatorUtilities.CreateInstance<CycleActivities>(process);
        var cycle = new Place(SizedTown.Town, SizedTown.Cycle);
        time.Now = SizedTown.At(6, 8, 9);

        foreach (var department in town.Departments)
        {
            Assert.Equal(3, await activities.CountUnbegun(cycle, default));
            await process.GetRequiredService<Performer>().TendAsync(cycle with { Department = department }, default);
        }

        Assert.Equal(0, await activities.CountUnbegun(cycle, default));
        Assert.Equal(0, await activities.CountUnbegun(cycle with { Cycle = "r99" }, default));
    }
}
