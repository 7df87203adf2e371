using System.Text.RegularExpressions;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Rehearsals;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>Reads a year's log and plays what people did in it once more, on a rehearsal's stage: the mails of both must be the same.</summary>
static partial class YearComparison
{
    /// <summary>A mail of a cycle, as far as year and rehearsal must agree: all but its minute and the codes of its links.</summary>
    public sealed record Told(DateOnly Day, string Key, string Address, string Subject, string Body);

    /// <summary>All that was appended, stream by stream.</summary>
    public static async Task<IReadOnlyList<(StreamName Stream, Append Append)>> ReadAsync(ILog log)
    {
        string[] partitions = ["office", "plan~main", "plan~dx", $"cycle~{SampleYear.Cycle}", $"cycle~{SampleYear.Small}"];
        var appends = new List<(StreamName, Append)>();
        foreach (var partition in partitions.Select(p => $"{SampleYear.Town}~{p}"))
            foreach (var head in await log.HeadsAsync(partition, default))
                foreach (var append in await log.ReadAsync(new(partition, head.Stream), 1, default)) appends.Add((new(partition, head.Stream), append));
        return appends;
    }

    /// <summary>The mails of the cycles, each with the day on which the log says that it left.</summary>
    public static IReadOnlyList<Told> MailsOf(IReadOnlyList<(StreamName Stream, Append Append)> log, IReadOnlyList<ReadMail> mails)
    {
        var left = log.SelectMany(l => l.Append.Events.OfType<StepOutcome>(), (l, outcome) => (outcome.Key, l.Append.At)).Where(o => mails.Any(m => m.Key == o.Key)).ToLookup(o => o.Key, o => TokyoTime.DayOf(o.At));
        return [.. mails.Where(m => StepKey.KindOf(m.Key) is not null).Select(m => Say(Assert.Single(left[m.Key]), m.Key, m.Address, m.Subject, m.Body))];
    }

    /// <summary>The same year on a stage: people do what they did, the rehearsal does the rest.</summary>
    public static async Task<IReadOnlyList<Told>> RehearseAsync(IReadOnlyList<(StreamName Stream, Append Append)> log, IYearTown town)
    {
        await using var rehearsal = await Rehearsal.OfAsync(SampleYear.Town, SampleYear.Begin, new MemoryLog(), town.Files, town.People, OwnClosures.None, withCycles: false, default);
        await rehearsal.RunAsync([.. log.Where(l => IsPeoples(l.Append)).Select(l => new RehearsedAct(l.Append.At, l.Stream, l.Append.By, l.Append.Events))], default);
        return [.. rehearsal.Mails.Select(m => Say(TokyoTime.DayOf(m.At), m.Key, m.Address, m.Subject, m.Body))];
    }

    // An import is somebody's deed too, though nobody is signed in for it.
    static bool IsPeoples(Append append) => append.By != Append.System || append.Events.All(e => e is OrganisationStored or MailTextsStored or PlanRegistered or MemberAdded or PlanStored);

    static Told Say(DateOnly day, string key, string address, string subject, string body) => new(day, key, Address().Match(address).Value, subject, Links().Replace(body, "LINK"));

    [GeneratedRegex(@"[^\s<>]+@[^\s<>]+")]
    private static partial Regex Address();

    // Both know the same pages at other addresses, and prove them with other keys.
    [GeneratedRegex(@"https?://\S+|\b(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}\b")]
    private static partial Regex Links();
}
