using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Log;
using ReformFlow.App.Mail;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Publication;
using ReformFlow.App.Rehearsals;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Reviews;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Cycles;

/// <summary>The reform office's pages: start a cycle, see who owes what, decide, compile, release.</summary>
static class DeskDoor
{
    public static void MapDeskDoor(this IEndpointRouteBuilder endpoints)
    {
        var desk = endpoints.MapGroup("/{town}/desk").ForDesk();
        desk.MapPage("", (string town, Desk d) => d.HomeAsync(town));
        desk.MapPage("/start", (string town, HttpRequest request, Desk d) => d.ProposeAsync(town, request.Query)).RequireRole(Role.Edit);
        desk.MapPost("/start", (string town, HttpRequest request, Desk d) => d.StartAsync(town, request));
        desk.MapPage("/{cycle}", (string town, string cycle, Desk d) => d.CycleAsync(town, cycle));
        desk.MapPost("/{cycle}/compile", (string town, string cycle, Desk d) => d.CompileAsync(town, cycle));
        desk.MapPost("/{cycle}/release", (string town, string cycle, HttpRequest request, Desk d) => d.ReleaseAsync(town, cycle, request)).RequireRole(Role.Approve);
        desk.MapPost("/{cycle}/reinstate", (string town, string cycle, HttpRequest request, Desk d) => d.ReinstateAsync(town, cycle, request)).RequireRole(Role.Approve);
        // An edition that replaces another leads to the earlier ones, which the desk lists here.
        desk.MapPage("/{cycle}/editions/{number:int}/editions", (string town, string cycle, int number) => Results.Redirect($"/{town}/desk/{cycle}#editions"));
        desk.MapPage("/{cycle}/editions/{number:int}/{name}", (string town, string cycle, int number, string name, HttpContext context, Desk d) => d.EditionAsync(town, cycle, number, name, context));
        desk.MapPage("/{cycle}/requests/{department}", (string town, string cycle, string department, Desk d) => d.RequestAsync(town, cycle, department));
        desk.MapPost("/{cycle}/requests/{department}/accept", (string town, string cycle, string department, Desk d) => d.AcceptAsync(town, cycle, department));
        desk.MapPost("/{cycle}/requests/{department}/missing", (string town, string cycle, string department, HttpRequest request, Desk d) => d.DecideMissingAsync(town, cycle, department, request));
    }
}

/// <summary>Answers the desk's pages.</summary>
sealed class Desk(
    CycleFinder cycles, Streams streams, Archive archive, StartCycle start, RehearseCycle rehearse, OfficeDecisions decisions, CompileEdition compile, ReleaseEdition release, ReinstateEdition reinstate,
    TownTemplates templates, RequestMail links, Writers writers, DeskVisitor visitor, OwnClosures closures, SiteSettings site, TimeProvider time, IHttpContextAccessor http)
{
    string By => visitor.By;

    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> HomeAsync(string town)
    {
        var office = await cycles.OfficeAsync(town, Cancellation);
        if (office.Organisation is null) return Results.NotFound();
        var running = new List<RunningCycle>();
        foreach (var registered in office.OpenCycles())
            if (await cycles.FindAsync(town, registered.Key, Cancellation) is { } cycle) running.Add(cycle);
        return new RazorComponentResult<DeskHome>(new { Municipality = await archive.MunicipalityAsync(town, office.Organisation, Cancellation), Office = office, Cycles = running, Now = time.GetUtcNow() });
    }

    public async Task<IResult> ProposeAsync(string town, IQueryCollection query)
    {
        var choice = Read(name => query[name]);
        return choice.Year.Length == 0 || TypedPeriod.TryRead(choice.Year, out _)
            ? await StartPageAsync(town, choice, [])
            : await StartPageAsync(town, choice with { Publication = null, Days = null }, [new("period", $"「{choice.Year}」は年度として読めません。R7、令和7年度のように入力してください。")]);
    }

    public async Task<IResult> StartAsync(string town, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        var choice = Read(name => form[name]);
        if (!TypedPeriod.TryRead(choice.Year, out var period) || choice.Days is not { } dates)
            return await StartPageAsync(town, choice, [new("period", "報告する年度（例：R7）と、すべての日付を入力してください。")]);
        if (choice.Options.Problems().ToList() is { Count: > 0 } unread) return await StartPageAsync(town, choice, unread);
        if (await TemplateAsync(town, choice) is not { } template) return await StartPageAsync(town, choice, [new("template", "選んだ様式が見つかりません。選び直してください。")]);
        var wanted = choice.Options.Of(new(choice.Plan, period, dates, choice.Automatic)
        {
            Template = template,
            Reviews = choice.Reviews,
            Approval = choice.Approval,
            DocumentNumber = choice.DocumentNumber,
            DocumentDate = choice.DocumentDate,
        });
        if (form["rehearse"] == "true") return await RehearseAsync(town, wanted, form);
        var (key, problems) = await start.RunAsync(town, wanted, By, Cancellation);
        return problems.Count > 0 ? await StartPageAsync(town, choice, problems) : Results.Redirect($"/{town}/desk/{key}");
    }

    // Sent like a start, so that both read the same form; it starts nothing.
    async Task<IResult> RehearseAsync(string town, CycleChoice choice, IFormCollection form)
    {
        var office = await cycles.OfficeAsync(town, Cancellation);
        if (office.Organisation is null) return Results.NotFound();
        var rehearsed = await rehearse.RunAsync(town, choice, Cancellation);
        var typed = form.Where(f => f.Key is not (FormTokens.Field or "rehearse")).Select(f => KeyValuePair.Create(f.Key, (string?)f.Value.ToString()));
        return new RazorComponentResult<RehearsalPage>(new
        {
            Municipality = await archive.MunicipalityAsync(town, office.Organisation, Cancellation), Rehearsed = rehearsed.Value, rehearsed.Problems,
            Back = $"/{town}/desk/start{QueryString.Create(typed)}",
        })
        { StatusCode = rehearsed.IsGood ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
    }

    public async Task<IResult> CycleAsync(string town, string cycle, string? refusal = null) =>
        await cycles.FindAsync(town, cycle, Cancellation) is { } running
            ? new RazorComponentResult<CyclePage>(new
            {
                Cycle = running, Now = time.GetUtcNow(), Refusal = refusal, PublicPage = site.ReportPage(town, cycle),
                HasNewOrganisation = (await cycles.OfficeAsync(town, Cancellation)).Organisation != running.Settings.OrganisationFile,
            })
            {
                StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            }
            : Results.NotFound();

    public async Task<IResult> CompileAsync(string town, string cycle)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        try
        {
            await compile.RunAsync(running, By, Cancellation);
        }
        catch (UnprintableTextException unprintable)
        {
            return await CycleAsync(town, cycle, unprintable.Message);
        }
        return Results.Redirect($"/{town}/desk/{cycle}#editions");
    }

    public async Task<IResult> ReleaseAsync(string town, string cycle, HttpRequest request)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        _ = int.TryParse((await request.ReadFormAsync(Cancellation))["edition"], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return await release.RunAsync(running, number, By, Cancellation) is { } refusal
            ? await CycleAsync(town, cycle, refusal)
            : Results.Redirect($"/{town}/desk/{cycle}#editions");
    }

    public async Task<IResult> ReinstateAsync(string town, string cycle, HttpRequest request)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        _ = int.TryParse(form["edition"], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return await reinstate.RunAsync(running, number, form["reason"].ToString(), By, Cancellation) is { } refusal
            ? await CycleAsync(town, cycle, refusal)
            : Results.Redirect($"/{town}/desk/{cycle}#editions");
    }

    public async Task<IResult> EditionAsync(string town, string cycle, int number, string name, HttpContext context) =>
        await cycles.FindAsync(town, cycle, Cancellation) is { } running && running.Head.Editions.FirstOrDefault(e => e.Number == number) is { } edition
            ? await EditionFile.ServeAsync(town, edition, name, archive, context)
            : Results.NotFound();

    public async Task<IResult> RequestAsync(string town, string cycle, string department, string? refusal = null)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started || !started.Asks(department)) return Results.NotFound();
        var head = await cycles.RequestAsync(started, department, Cancellation);
        var address = new FormAddress(town, cycle, department);
        var code = FormLink.Code(site.Key.Span, address, head.Generation);
        var appends = await streams.ReadAsync(started.StreamOf(department), Cancellation);
        return new RazorComponentResult<RequestPage>(new
        {
            Cycle = started, Head = head, Department = started.Municipality.Department(department), Appends = appends, Writers = await writers.OfAsync(town, appends, Cancellation),
            Now = time.GetUtcNow(), Link = links.Link(address, code), Refusal = refusal,
        })
        { StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
    }

    public Task<IResult> AcceptAsync(string town, string cycle, string department) =>
        DecideAsync(town, cycle, department, started => decisions.AcceptAsync(started, department, By, Cancellation));

    public async Task<IResult> DecideMissingAsync(string town, string cycle, string department, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        var print = form["print"].ToString() switch { "blank" => MissingAnswer.Blank, "notApplicable" => MissingAnswer.NotApplicable, _ => MissingAnswer.LastYear };
        return await DecideAsync(town, cycle, department, started => decisions.DecideMissingAsync(started, department, print, form["reason"].ToString().Trim(), By, Cancellation));
    }

    async Task<IResult> DecideAsync(string town, string cycle, string department, Func<StartedCycle, Task<string?>> decide)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started || !started.Asks(department)) return Results.NotFound();
        return await decide(started) is { } refusal
            ? await RequestAsync(town, cycle, department, refusal)
            : Results.Redirect($"/{town}/desk/{cycle}/requests/{department}");
    }

    async Task<IResult> StartPageAsync(string town, StartChoice choice, IReadOnlyList<Problem> problems)
    {
        var office = await cycles.OfficeAsync(town, Cancellation);
        if (office.Organisation is null) return Results.NotFound();
        var municipality = await archive.MunicipalityAsync(town, office.Organisation, Cancellation);
        var calendar = new BusinessCalendar(closures.Of(municipality), YearlySpan.DefaultQuietDays);
        // The day of publication is what the office knows; everything else is proposed from it and may be edited.
        if (choice.Days is null && choice.Publication is { } publication)
        {
            // Counting backwards from January may reach the year before.
            if (publication.Year is <= Holidays.FirstYear or > Holidays.LastYear) problems = [new("publicationDay", $"公表日は{Holidays.FirstYear + 1}年から{Holidays.LastYear}年までの日にしてください。")];
            else
            {
                var days = CycleDates.Backwards(calendar.OnOrBefore(publication), calendar);
                var today = TokyoTime.DayOf(time.GetUtcNow());
                if (calendar.Add(days.RequestDay, -CycleDates.ProbeToRequest) is var probe && probe >= today) days = days with { ProbeDay = probe };
                problems = [.. problems, .. days.Past(today)];
                choice = choice with { Days = days };
            }
        }
        var template = await TemplateAsync(town, choice) ?? BuiltInTemplates.Find(TownTemplates.Usual)!;
        return new RazorComponentResult<StartPage>(new
        {
            Municipality = municipality, Office = office, Choice = choice with { Template = template.Name }, Problems = problems, Calendar = calendar,
            Template = template, Fit = choice.Days is null ? null : await FitAsync(town, choice, template),
        })
        {
            StatusCode = problems.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
        };
    }

    // Nothing chosen yet is what the plan's last cycle was started with.
    async Task<ReportTemplate?> TemplateAsync(string town, StartChoice choice)
    {
        var office = await cycles.OfficeAsync(town, Cancellation);
        return await templates.FindAsync(town, office, choice.Template.Length > 0 ? choice.Template : TownTemplates.ProposedFor(office, choice.Plan), Cancellation);
    }

    async Task<TemplateFit?> FitAsync(string town, StartChoice choice, ReportTemplate template) =>
        TypedPeriod.TryRead(choice.Year, out var period) && (await streams.HeadAsync<PlanHead>(StreamName.Plan(town, choice.Plan), Cancellation)).Files.LastOrDefault() is { } file
            ? TemplateFit.Of(choice.Options.AsksParts ? template.AskingParts() : template, PlanChanges.AsOf(await archive.PlanAsync(town, file, Cancellation), period.Year), period)
            : null;

    static StartChoice Read(Func<string, string?> field)
    {
        var days = new[] { "requestDay", "dueDay", "lockDay", "publicationDay" }.Select(Day).ToList();
        return new(
            string.IsNullOrWhiteSpace(field("plan")) ? Plan.MainKey : field("plan")!, field("period")?.Trim() ?? "", days[3],
            days.All(d => d is not null) ? new(days[0]!.Value, days[1]!.Value, days[2]!.Value, days[3]!.Value) { ProbeDay = Day("probeDay") } : null, field("automatic") == "true")
        {
            Template = field("template")?.Trim() ?? "",
            DocumentNumber = field("documentNumber")?.Trim() is { Length: > 0 and <= 100 } number ? number : null,
            DocumentDate = Day("documentDate"),
            Reviews = [.. Enumerable.Range(1, StartChoice.MostReviews).Select(n => new ReviewStep($"s{n}", AnswerText.Clean(field($"review.{n}.name") ?? "").Trim(),
                ReviewTypes.Day(field($"review.{n}.day")), field($"review.{n}.required") == "true"))],
            Approval = field("approval") == "required" ? ApprovalRule.Required : ApprovalRule.None,
            Options = StartOptions.Read(field),
        };

        DateOnly? Day(string name) => DateOnly.TryParseExact(field(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}

/// <summary>What the start page holds so far.</summary>
public sealed record StartChoice(string Plan, string Year, DateOnly? Publication, CycleDates? Days, bool Automatic)
{
    /// <summary>How many reviews the page has room for; more are added in the running cycle.</summary>
    public const int MostReviews = 4;

    /// <summary>One for each place on the page; those without a name and day are none.</summary>
    public IReadOnlyList<ReviewStep> Reviews { get; init; } = [];
    public ApprovalRule Approval { get; init; }
    public StartOptions Options { get; init; } = new();

    /// <summary>The name of the report's template; empty where none was chosen.</summary>
    public string Template { get; init; } = "";
    public string? DocumentNumber { get; init; }
    public DateOnly? DocumentDate { get; init; }
}
