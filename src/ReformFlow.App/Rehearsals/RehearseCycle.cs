using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;

namespace ReformFlow.App.Rehearsals;

/// <summary>A day of a rehearsed cycle.</summary>
/// <param name="Name">The day in the desk's word (提出期限).</param>
/// <param name="ToNext">Business days to the next day; null for the last.</param>
/// <param name="Slack">How many of them are more than the usual count; negative where it is less, null where nothing is usual.</param>
public sealed record RehearsedDay(string Name, DateOnly Day, int? ToNext, int? Slack);

/// <summary>The mails of one week, Monday to Sunday.</summary>
public sealed record RehearsedWeek(DateOnly Monday, int Mails);

/// <summary>What a cycle would be like if it were started so.</summary>
public sealed record RehearsedCycle(CycleSettings Settings, IReadOnlyList<RehearsedDay> Days, IReadOnlyList<RehearsedWeek> Weeks, IReadOnlyList<RehearsedMail> Mails);

/// <summary>Rehearses a cycle that the office is about to start: which mails would go out, when, to whom, in what words, if nobody answered.</summary>
public sealed class RehearseCycle(ILog log, IFiles files, IPeople people, OwnClosures closures, TimeProvider time)
{
    /// <summary>The rehearsal of a cycle of the town as it stands, beside its open cycles; or every problem that would keep it from starting.</summary>
    public async Task<Reading<RehearsedCycle>> RunAsync(string town, CycleChoice choice, CancellationToken cancellation)
    {
        var (now, eve) = (time.GetUtcNow(), EveOf(choice.Dates));
        await using var rehearsal = await Rehearsal.OfAsync(town, now < eve ? now : eve, log, files, people, closures, withCycles: true, cancellation);
        return await RunAsync(rehearsal, town, choice, cancellation);
    }

    /// <summary>The rehearsal of a cycle of a plan and an organisation that nothing has been stored of.</summary>
    public static async Task<Reading<RehearsedCycle>> RunAsync(byte[] planFile, byte[] organisationFile, byte[]? mailTexts, string planKey, CycleChoice choice, CancellationToken cancellation)
    {
        if (ImportTown.Check(planFile, organisationFile, mailTexts, planKey) is { Count: > 0 } wrong) return new(null, wrong);
        var town = Core.Organisation.OrganisationFile.Read(organisationFile).Value!.Municipality.Key;
        await using var rehearsal = Rehearsal.Of(town, EveOf(choice.Dates));
        var imported = await rehearsal.Get<ImportTown>().RunAsync(planFile, organisationFile, mailTexts, planKey, cancellation);
        return imported.IsGood ? await RunAsync(rehearsal, town, choice, cancellation) : new(null, imported.Problems);
    }

    static async Task<Reading<RehearsedCycle>> RunAsync(Rehearsal rehearsal, string town, CycleChoice choice, CancellationToken cancellation)
    {
        var (key, problems) = await rehearsal.Get<StartCycle>().RunAsync(town, choice, "post:office", cancellation);
        if (problems.Count > 0) return new(null, problems);
        await rehearsal.RunAsync(null, cancellation);
        var cycle = (await rehearsal.Get<CycleFinder>().StartedAsync(town, key!, cancellation))!;
        // The town's other open cycles are played on for the mails that they share; theirs are not this one's.
        var mails = rehearsal.Mails.Where(m => m.Key.Split('~')[1] == key).ToList();
        return new(new(cycle.Settings, Days(cycle.Settings), Weeks(mails), mails), []);
    }

    // The evening before anything happens, whatever today is.
    static DateTimeOffset EveOf(CycleDates dates) => TokyoTime.At(dates.ProbeDay is { } probe && probe < dates.RequestDay ? probe : dates.RequestDay, TimeOnly.MinValue);

    static IReadOnlyList<RehearsedDay> Days(CycleSettings settings)
    {
        var dates = settings.Dates;
        (string Name, DateOnly Day, int? Usual)[] days =
        [
            .. dates.ProbeDay is { } probe ? new (string, DateOnly, int?)[] { ("担当所属の確認", probe, null) } : [],
            ("照会日", dates.RequestDay, CycleDates.RequestToDue), ("提出期限", dates.DueDay, CycleDates.DueToLock),
            ("入力終了日", dates.LockDay, CycleDates.LockToPublication), ("公表日", dates.PublicationDay, null),
        ];
        return [.. days.Select((d, i) =>
        {
            int? toNext = i + 1 < days.Length ? settings.Calendar.Between(d.Day, days[i + 1].Day) : null;
            return new RehearsedDay(d.Name, d.Day, toNext, toNext - d.Usual);
        })];
    }

    static IReadOnlyList<RehearsedWeek> Weeks(IReadOnlyList<RehearsedMail> mails) =>
        [.. mails.GroupBy(m => MondayOf(TokyoTime.DayOf(m.At))).OrderBy(w => w.Key).Select(w => new RehearsedWeek(w.Key, w.Count()))];

    static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
