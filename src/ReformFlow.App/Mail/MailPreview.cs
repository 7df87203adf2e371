using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Mail;

/// <summary>Shows a mail as a department would get it: its own items, days and address, but no code that opens anything.</summary>
public sealed class MailPreview(CycleFinder cycles, Streams streams, Archive archive, TownTemplates templates, IPeople people, SiteSettings site, TimeProvider time)
{
    /// <summary>The shape of a code that is none.</summary>
    const string NoCode = "XXXX-XXXX-XXXX-XXXX";

    /// <summary>What a town's mails can be shown for: the plan's running cycle, else one that starts as soon as it can.</summary>
    public async Task<StartedCycle?> CycleAsync(string town, string planKey, CancellationToken cancellation)
    {
        var office = await cycles.OfficeAsync(town, cancellation);
        foreach (var registered in office.Cycles.Where(c => c.Plan == planKey).Reverse())
            if (await cycles.StartedAsync(town, registered.Key, cancellation) is { } running) return running;
        var file = (await streams.HeadAsync<PlanHead>(StreamName.Plan(town, planKey), cancellation)).Files.LastOrDefault();
        if (office.Organisation is null || file is null) return null;
        var municipality = await archive.MunicipalityAsync(town, office.Organisation, cancellation);
        var plan = await archive.PlanAsync(town, file, cancellation);
        var calendar = new BusinessCalendar(municipality.Closures, YearlySpan.DefaultQuietDays);
        var settings = new CycleSettings
        {
            Town = town,
            Key = "preview",
            Plan = planKey,
            Period = new(plan.Years.First()),
            PlanFile = file,
            OrganisationFile = office.Organisation,
            TemplateFile = "",
            Dates = CycleDates.Backwards(calendar.OnOrBefore(TokyoTime.DayOf(time.GetUtcNow()).AddDays(75)), calendar),
            Closures = municipality.Closures,
            QuietDays = YearlySpan.DefaultQuietDays,
            Requests = Responsibilities.Of(plan, planKey, municipality).Writing,
        };
        return new(new("cycle", Head.CurrentShape, 0, "") { Settings = settings }, municipality, plan,
            (await templates.FindAsync(town, office, TownTemplates.ProposedFor(office, planKey), cancellation))!);
    }

    /// <summary>The mail's words for a department.</summary>
    public async Task<MailText> WriteAsync(StartedCycle cycle, string department, MailTexts texts, MailKind kind, CancellationToken cancellation) =>
        texts.Fill(kind, await ValuesAsync(cycle, department, kind, cancellation));

    /// <summary>The request to a department as a document for 決裁 and 供覧.</summary>
    public async Task<ReportDocument> LetterAsync(StartedCycle cycle, string department, MailTexts texts, CancellationToken cancellation)
    {
        var values = await ValuesAsync(cycle, department, MailKind.Request, cancellation);
        return RequestLetter.Compose(texts.Fill(MailKind.Request, values), cycle.Municipality.Name, MailValues.YearWords(cycle.Settings.Period), values);
    }

    async Task<Dictionary<string, string>> ValuesAsync(StartedCycle cycle, string department, MailKind kind, CancellationToken cancellation)
    {
        var (settings, town) = (cycle.Settings, cycle.Municipality);
        var post = town.Department(department);
        var officeAddress = (await people.FindAsync(settings.Town, town.Office.Person, cancellation))?.Address ?? "";
        var values = MailValues.OfCycle(settings, cycle.Plan, town, officeAddress);
        var items = cycle.ItemsOf(department).Select(RequestMail.Line).ToList();
        var head = (RequestHead)Head.Empty($"request~{department}");
        var requestAt = TokyoTime.At(settings.Dates.RequestDay, settings.Hours.MailsAt);
        MailValues.AddRequest(values, settings, head, post, items, items.Count, $"{site.FormAddress}/{settings.Town}/{settings.Key}/{department}/{NoCode}", NoCode, $"{site.FormAddress}/?town={settings.Town}", requestAt);
        values["requestDay"] = JapaneseDate.DayWithWeekday(settings.Dates.RequestDay);
        values["superior"] = post.SuperiorPost ?? "所属長";
        values["via"] = town.CollectorOf(post) is { } collector ? $"\n（{collector.Name}を通じてお送りしています。）" : "";
        values["receipt"] = Receipt.Number(settings.Key, department, 1);
        values["submittedAt"] = values["savedAt"] = JapaneseDate.Moment(TokyoTime.At(settings.Dates.DueDay, new(11, 0)));
        values["requestedAt"] = JapaneseDate.Moment(requestAt);
        values["remindedAt"] = "なし";
        values["owed"] = string.Join('\n', items.Prepend($"■{post.Name}"));
        values["byHand"] = $"・{post.Name}";
        values["mail"] = "照会";
        values["deskAddress"] = site.DeskPage(settings.Town, settings.Key);
        values["publicAddress"] = site.ReportPage(settings.Town, settings.Key) ?? "（公表のページのアドレス）";
        // What only the case itself knows is named by what it stands for.
        foreach (var name in MailTexts.PlaceholdersOf(kind)) values.TryAdd(name, $"（{MailWords.Of(name)}）");
        return values;
    }
}
