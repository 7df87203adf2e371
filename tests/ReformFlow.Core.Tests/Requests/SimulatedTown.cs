using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Tests.Requests;

/// <summary>Chance's choice of cycles, their days and the worker's sleeps.</summary>
static class SimulatedTown
{
    static readonly DateOnly _first = new(2026, 4, 1);

    /// <summary>One cycle, in a third of the years a second one of another plan that overlaps with it.</summary>
    public static IReadOnlyList<CycleSettings> Cycles(Random chance, int? departments)
    {
        string[] names = [.. Enumerable.Range(1, departments ?? chance.Next(10, 61)).Select(n => $"d{n}")];
        var main = Cycle("r7", names, _first.AddDays(chance.Next(60, 365 * 3)), chance);
        if (departments is not null || chance.Next(3) > 0) return [main];
        return [main, Cycle("dx-r7", [.. names.Where(_ => chance.Next(2) == 0).DefaultIfEmpty("d1")], main.Dates.PublicationDay.AddDays(chance.Next(-20, 21)), chance)];
    }

    static CycleSettings Cycle(string key, string[] departments, DateOnly wanted, Random chance)
    {
        var closures = Enumerable.Range(0, chance.Next(3)).Select(_ => wanted.AddDays(-chance.Next(120))).Select(d => new DaySpan(d, d.AddDays(chance.Next(4)))).ToList();
        var quiet = chance.Next(2) == 0 ? YearlySpan.DefaultQuietDays : null;
        var calendar = new BusinessCalendar(closures, quiet);
        var dates = CycleDates.Backwards(calendar.OnOrAfter(wanted), calendar);
        // Some offices ask late, and some lock on the due day itself.
        if (chance.Next(4) == 0) dates = dates with { RequestDay = calendar.Add(dates.DueDay, -chance.Next(1, 12)) };
        if (chance.Next(6) == 0) dates = dates with { LockDay = dates.DueDay };
        if (chance.Next(3) == 0) dates = dates with { ProbeDay = calendar.Add(dates.RequestDay, -10) };
        return Sample.Cycle(key, departments) with
        {
            Requests = [.. departments.Select(d => new Responsibility(d, ["i1"]) { Channel = chance.Next(8) == 0 ? Channel.ByHand : Channel.Mail, Above = Above(chance) })],
            NeedsConfirmation = chance.Next(4) == 0,
            Escalation = chance.Next(4) == 0 ? new() { ToSuperior = chance.Next(1, 4), ToBureau = chance.Next(2) == 0 ? null : 4, Automatic = true } : EscalationRule.Usual with { Automatic = chance.Next(2) == 0 },
            Dates = dates,
            Closures = closures,
            QuietDays = quiet,
            PublishAutomatically = chance.Next(2) == 0,
            Reminders = chance.Next(3) == 0 ? new() { Offsets = [5, -5, 0, 1, 2], RestAfterRequest = chance.Next(0, 8) } : new(),
        };
    }

    static IReadOnlyList<EscalationLevel> Above(Random chance) => chance.Next(4) switch
    {
        0 => [],
        1 => [EscalationLevel.Bureau],
        2 => [EscalationLevel.Superior],
        _ => [EscalationLevel.Superior, EscalationLevel.Bureau],
    };

    /// <summary>When the office starts the cycle: mostly before its request day, sometimes after it.</summary>
    public static DateTimeOffset StartOf(CycleSettings cycle, Random chance) =>
        TokyoTime.At(cycle.Dates.RequestDay, new(chance.Next(24), chance.Next(60))).AddDays(-chance.Next(-3, 20));

    /// <summary>Gaps of up to three weeks in which the worker does nothing.</summary>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Sleeps(DateTimeOffset first, Random chance)
    {
        var sleeps = new List<(DateTimeOffset, DateTimeOffset)>();
        for (var at = first.AddHours(chance.Next(24 * 40)); at < first.AddDays(200); at = sleeps[^1].Item2.AddHours(chance.Next(1, 24 * 40)))
            sleeps.Add((at, at.AddMinutes(chance.Next(3) == 0 ? chance.Next(1, 60 * 24 * 21) : chance.Next(1, 60 * 30))));
        return sleeps;
    }
}
