using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Cycles;

/// <summary>What the office chooses when it starts a cycle.</summary>
public sealed record CycleChoice(string Plan, Period Period, CycleDates Dates, bool PublishAutomatically, CycleHours? Hours = null, ReminderRule? Reminders = null)
{
    /// <summary>The bodies before which the report is laid, in their order.</summary>
    public IReadOnlyList<ReviewStep> Reviews { get; init; } = [];
    public ApprovalRule Approval { get; init; }
    public EscalationRule Escalation { get; init; } = EscalationRule.Usual;

    /// <summary>What is asked and printed; the cycle keeps it as it is now.</summary>
    public ReportTemplate Template { get; init; } = BuiltInTemplates.Find(TownTemplates.Usual)!;
    public bool NeedsConfirmation { get; init; }

    /// <summary>Whether supporting departments give their part, even where the template does not ask for it.</summary>
    public bool AsksParts { get; init; }

    /// <summary>Days of the year on which requests and reminders are held back; null for none.</summary>
    public YearlySpan? QuietDays { get; init; } = YearlySpan.DefaultQuietDays;

    /// <summary>文書番号 and date of the request as a document; null where the office gives none.</summary>
    public string? DocumentNumber { get; init; }
    public DateOnly? DocumentDate { get; init; }
}

/// <summary>Starts a reporting cycle: settles who answers for what and by when; requests leave by themselves on the request day.</summary>
public sealed class StartCycle(Streams streams, Archive archive, IDoorbell doorbell, OwnClosures closures, CarriedAnswers carried, TimeProvider time)
{
    /// <summary>The cycle's key, or every problem and nothing started.</summary>
    public async Task<(string? Key, IReadOnlyList<Problem> Problems)> RunAsync(string town, CycleChoice choice, string by, CancellationToken cancellation)
    {
        var office = await streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation);
        var planFile = (await streams.HeadAsync<PlanHead>(StreamName.Plan(town, choice.Plan), cancellation)).Files.LastOrDefault();
        if (office.Organisation is null || planFile is null)
            return (null, [new("plan", "計画と組織のファイルがまだ取り込まれていません。reformflow import で取り込んでください。")]);

        var municipality = await archive.MunicipalityAsync(town, office.Organisation, cancellation);
        var version = await archive.PlanAsync(town, planFile, cancellation);
        var plan = await carried.OverAsync(town, choice.Plan, PlanChanges.AsOf(version, choice.Period.Year), choice.Period, cancellation);
        var template = choice.AsksParts ? choice.Template.AskingParts() : choice.Template;
        var (requests, unwritten) = Responsibilities.Of(plan, choice.Plan, municipality, template.Part is not null);
        var settings = new CycleSettings
        {
            Town = town,
            Key = choice.Plan == Plan.MainKey ? choice.Period.Key : $"{choice.Plan}-{choice.Period.Key}",
            Plan = choice.Plan,
            Period = choice.Period,
            PlanFile = planFile,
            OrganisationFile = office.Organisation,
            TemplateFile = "",
            Dates = choice.Dates,
            Hours = choice.Hours ?? new(),
            Reminders = choice.Reminders ?? new(),
            PublishAutomatically = choice.PublishAutomatically,
            DocumentNumber = choice.DocumentNumber,
            DocumentDate = choice.DocumentDate,
            Reviews = [.. choice.Reviews.Where(r => r.Name.Length > 0 || r.Day is not null)],
            Approval = choice.Approval,
            Closures = closures.Of(municipality),
            QuietDays = choice.QuietDays,
            Escalation = choice.Escalation,
            Requests = requests,
            NeedsConfirmation = choice.NeedsConfirmation,
        };
        List<Problem> problems = [.. unwritten, .. choice.Dates.Problems(settings.Calendar), .. choice.Dates.Past(TokyoTime.DayOf(time.GetUtcNow())), .. ReviewStep.Problems(settings.Reviews, choice.Dates), .. TemplateFit.Of(template, plan, choice.Period).Problems];
        if (!plan.Years.Contains(choice.Period.Year))
            problems.Add(new("period", $"{JapaneseDate.Year(choice.Period.Year)}は計画期間（{JapaneseDate.Year(plan.About.FirstYear)}から{JapaneseDate.Year(plan.About.LastYear)}まで）に入っていません。"));
        if (office.Cycles.Any(c => c.Key == settings.Key))
            problems.Add(new("period", "この年度の進捗照会は、すでに始まっています。"));
        if (MemberRules.TooFewEditors(office) is { } tooFew) problems.Add(new("members", tooFew));
        if (problems.Count > 0) return (null, problems);
        // The cycle keeps the plan as it stands in its year, with what was answered before; changes that count later wait in the plan's own version.
        if (!ReferenceEquals(plan, version)) settings = settings with { PlanFile = await archive.StoreJsonAsync(town, plan, cancellation) };
        settings = settings with { TemplateFile = await archive.StoreJsonAsync(town, template, cancellation) };

        // The cycle's own start decides who was first; the register names it afterwards and is repaired by starting again.
        await streams.ChangeAsync<CycleHead>(StreamName.Cycle(town, settings.Key), by, head => head.Settings is null ? [new CycleStarted(settings)] : [], cancellation);
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), by, head => head.Cycles.Any(c => c.Key == settings.Key) ? [] : [new CycleRegistered(settings.Key, choice.Plan), .. TownTemplates.Chosen(head, choice.Plan, template.Name)], cancellation);
        await doorbell.RingAsync(new(town, settings.Key), cancellation);
        return (settings.Key, []);
    }
}
