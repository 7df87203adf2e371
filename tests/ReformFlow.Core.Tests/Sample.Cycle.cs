using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;

namespace ReformFlow.Core.Tests;

static partial class Sample
{
    /// <summary>A cycle in which nothing special happens: asked on 1 June 2026, due on the 30th, locked on 14 July, public on 5 August.</summary>
    public static CycleSettings Cycle(string key = "r7", params IReadOnlyList<string> departments) => new()
    {
        Town = "yama",
        Key = key,
        Plan = "main",
        Period = new(new(2025)),
        PlanFile = "plan",
        OrganisationFile = "organisation",
        TemplateFile = "template",
        Dates = new(new(2026, 6, 1), new(2026, 6, 30), new(2026, 7, 14), new(2026, 8, 5)),
        QuietDays = YearlySpan.DefaultQuietDays,
        Requests = [.. (departments.Count > 0 ? departments : ["zeimu"]).Select(d => new Core.Organisation.Responsibility(d, ["i1"]))],
    };

    /// <summary>A moment in Japan: <c>At("6/30 17:00")</c>, of 2026 where no year is named.</summary>
    public static DateTimeOffset At(string text)
    {
        var (day, time) = text.Split(' ') is [var d, var t] ? (d, t) : (text, "0:00");
        var date = DateTime.Parse(day.Count(c => c == '/') == 1 ? $"2026/{day}" : day);
        var clock = time.Split(':').Select(int.Parse).ToList();
        return TokyoTime.At(DateOnly.FromDateTime(date), TimeOnly.MinValue).Add(new(clock[0], clock[1], clock.ElementAtOrDefault(2)));
    }

    /// <summary>The key of a step of the department zeimu in cycle r7.</summary>
    public static string Key(StepKind kind, int round, string day, int number, string cycle = "r7", string whom = "zeimu") =>
        StepKey.Of("yama", cycle, kind, whom, round, DateOnly.Parse(day), number);

    public static EditionCompiled Compiled(int number) =>
        new(number, $"document-{number}", false, new Dictionary<string, string> { ["report.html"] = $"html-{number}" }, new Dictionary<string, string> { ["request~zeimu"] = "ab" });
}
