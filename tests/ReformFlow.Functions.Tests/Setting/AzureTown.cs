using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Ports;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>A sized town on orchestrations, and the year of its people.</summary>
sealed class AzureTown : OrchestratedTown
{
    AzureTown(SizedTown town, Action<IServiceCollection>? ports) : base(SizedTown.Town, SizedTown.At(6, 5, 10), (services, time) =>
    {
        town.AddTo(services, "azure", time);
        ports?.Invoke(services);
    }) => Town = town;

    public SizedTown Town { get; }

    /// <summary>How a department fills in what it owes and hands it in.</summary>
    public Func<ServiceProvider, string, Task> SubmitAsync { get; set; } = SizedTown.SubmitAsync;

    /// <summary>A town of this size on a hub of its own.</summary>
    /// <param name="ports">Other ports than those in memory.</param>
    public static async Task<AzureTown> StartAsync(int size, Action<IServiceCollection>? ports = null)
    {
        var town = new AzureTown(new(size), ports);
        await town.BeginAsync();
        return town;
    }

    /// <summary>Starts the cycle as the desk does.</summary>
    public async Task StartCycleAsync()
    {
        using (Clock.Hold()) await Town.StartAsync(Process);
    }

    /// <summary>Lives through a cycle: everybody's deeds at their moments, the watchdog's first round after each, until the report is public.</summary>
    /// <param name="more">What else happens, at its moments.</param>
    public async Task LiveAsync(params (DateTimeOffset At, Func<Task> Happening)[] more)
    {
        // Rounds in the midst of the work: just after the requests, the reminders, the lock and the publication hour.
        DateTimeOffset[] rounds = [SizedTown.At(6, 5, 10, 1), SizedTown.At(6, 8, 8, 59), SizedTown.At(7, 1, 8, 59), SizedTown.At(7, 13, 23, 59), SizedTown.At(8, 3, 9, 59), SizedTown.At(8, 3, 12)];
        List<(DateTimeOffset At, Func<Task> Happening)> happenings = [.. more, .. rounds.Select(at => (at, (Func<Task>)(() => Task.CompletedTask)))];
        happenings.AddRange(Year.Of(Town, SubmitAsync).Select(deed => (deed.At, (Func<Task>)(() => deed.Act(Process)))));
        foreach (var (at, happening) in happenings.OrderBy(h => h.At))
        {
            using (await WaitUntilAsync(at)) await happening();
            await WatchAfterAsync(at);
        }
        using (await WaitUntilAsync(SizedTown.At(8, 4))) { }
    }

    /// <summary>The facts that the log holds.</summary>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> FactsAsync() => SizedTown.FactsAsync(Process.GetRequiredService<ILog>());
}
