using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Tests.Organisation;

/// <summary>Random reorganisations at any day of a cycle that runs over 1 April, with machines that break down between two streams.</summary>
public class ReorganisationTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_item_is_lost_or_asked_twice_and_every_draft_lives_on(int seed)
    {
        var random = new Random(seed);
        await using var town = new ReorganisedTown();
        await town.StartAsync();
        await town.TendAsync();
        if (seed % 3 == 0) town.Office.Log.Breaks = _ => random.Next(25) == 0;
        var next = 0;
        for (var day = new DateOnly(2027, 2, 27); day < ReorganisedTown.Dates.LockDay; day = day.AddDays(random.Next(1, 4)))
        {
            town.Office.Now = TokyoTime.At(day, new(random.Next(8, 18), 0));
            var breaks = town.Office.Log.Breaks;
            town.Office.Log.Breaks = null;
            var departments = (await town.RunningAsync()).Settings.Requests.Select(r => r.Department).ToList();
            var department = departments[random.Next(departments.Count)];
            switch (random.Next(9))
            {
                case < 4: await town.TypeAsync(department, random); break;
                case 4: await town.SubmitAsync(department); break;
                case 5: await town.ReturnAsync(department, random); break;
                case 6: Assert.Empty(await town.AdoptAsync(Reorganised(town, random, ref next))); break;
            }
            town.Office.Log.Breaks = breaks;
            await town.TendAsync();
            town.Office.Log.Breaks = null;
            await town.TendAsync();
            await town.CheckAsync();
            town.Office.Log.Breaks = breaks;
        }
    }

    // One of: a rename, another order, a dissolution into a new department or a neighbour, a split, a part that moves, a person who moves.
    static List<DepartmentEntry> Reorganised(ReorganisedTown town, Random random, ref int next)
    {
        List<DepartmentEntry> departments = [.. town.Departments.Select(d => d with { Succeeds = [] })];
        var at = random.Next(departments.Count);
        var one = departments[at];
        switch (random.Next(7))
        {
            case 0:
                departments[at] = one with { Name = $"新{one.Name}" };
                break;
            case 1:
                departments.Reverse();
                break;
            case 2:
                departments[at] = ReorganisedTown.Entry($"new{next++}", new Succeeded(one.Key));
                break;
            case 3 when departments.Count > 1:
                departments.RemoveAt(at);
                var heir = random.Next(departments.Count);
                departments[heir] = departments[heir] with { Succeeds = [new(one.Key)] };
                break;
            case 4:
                departments[at] = ReorganisedTown.Entry($"new{next++}", new Succeeded(one.Key, [.. Numbers(random)]));
                departments.Insert(at, ReorganisedTown.Entry($"new{next++}", new Succeeded(one.Key)));
                break;
            case 5:
                departments.Add(ReorganisedTown.Entry($"new{next++}", new Succeeded(one.Key, [.. Numbers(random)])));
                break;
            default:
                departments[at] = one with { Mailbox = Mailbox.Personal, Address = $"person{next++}@aoba.example" };
                break;
        }
        return departments;
    }

    static IEnumerable<string> Numbers(Random random) => Enumerable.Range(1, 7).Where(_ => random.Next(2) == 0).Select(n => $"{n}");
}
