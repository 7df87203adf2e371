using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Ports;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Cycles;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The same town and the same year on the local edition's worker: what the orchestrations' log is compared with.</summary>
static class LocalTown
{
    /// <summary>The facts of the year.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> LiveAsync(int size)
    {
        var folder = Directory.CreateTempSubdirectory("reformflow-local-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, SizedTown.Town, "journal"));
        var clock = VirtualClock.Open(folder, SizedTown.At(6, 5, 10), AzureTown.Speed)!;
        var town = new SizedTown(size);
        await using var process = town.Process("local", clock, services => services
            .AddSingleton<LocalDoorbell>().AddSingleton<IDoorbell>(provider => provider.GetRequiredService<LocalDoorbell>()).AddSingleton(new Towns(folder)));
        using var worker = ActivatorUtilities.CreateInstance<LocalWorker>(process);
        await town.StartAsync(process);
        var end = clock.WaitUntilAsync(SizedTown.At(8, 4));
        await worker.StartAsync(default);
        foreach (var (at, act) in Year.Of(town, SizedTown.SubmitAsync))
            using (await clock.WaitUntilAsync(at)) await act(process);
        using (await end) { }
        await worker.StopAsync(default);
        Directory.Delete(folder, recursive: true);
        return await SizedTown.FactsAsync(town.Log);
    }
}
