using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Requests;
using ReformFlow.Core.Requests;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>What people do in a cycle, at fixed moments: most hand in on time, some late, some save and forget, and the office decides.</summary>
static class Year
{
    /// <summary>The whole town's year, in order; no two things happen within ten minutes of each other.</summary>
    /// <param name="submitAsync">How a department fills in what it owes and hands it in.</param>
    public static IEnumerable<(DateTimeOffset At, Func<ServiceProvider, Task> Act)> Of(SizedTown town, Func<ServiceProvider, string, Task> submitAsync)
    {
        var deeds = new List<(DateTimeOffset At, Func<ServiceProvider, Task> Act)>();
        for (var i = 0; i < town.Departments.Count; i++)
        {
            var department = town.Departments[i];
            var (turn, day) = (i % 10, i / 10 % 15);
            // A day has room for forty deeds; a department's slot is its own.
            DateTimeOffset On(int month, int first) => SizedTown.At(month, first, 10).AddDays(day).AddMinutes(1 + 12 * (i / 150 * 10 + turn));
            if (turn < 6) Add(On(6, 9), p => submitAsync(p, department));
            else if (turn < 8) Add(On(6, 28), p => submitAsync(p, department));
            else if (turn == 8) Add(On(7, 14), p => DecideMissingAsync(p, department));
            else
            {
                Add(On(6, 9), p => submitAsync(p, department));
                Add(On(7, 14), p => AcceptAsync(p, department));
            }

            void Add(DateTimeOffset at, Func<ServiceProvider, Task> act) => deeds.Add((at, act));
        }
        return deeds.OrderBy(d => d.At);
    }

    static async Task AcceptAsync(ServiceProvider process, string department) =>
        Assert.Null(await process.GetRequiredService<OfficeDecisions>().AcceptAsync(await CycleAsync(process), department, "post:office", default));

    static async Task DecideMissingAsync(ServiceProvider process, string department) =>
        Assert.Null(await process.GetRequiredService<OfficeDecisions>().DecideMissingAsync(await CycleAsync(process), department, MissingAnswer.LastYear, "期限までに回答がないため", "post:office", default));

    static async Task<StartedCycle> CycleAsync(ServiceProvider process) =>
        (await process.GetRequiredService<CycleFinder>().StartedAsync(SizedTown.Town, SizedTown.Cycle, default))!;
}
