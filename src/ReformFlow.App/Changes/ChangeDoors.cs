using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Requests;
using ReformFlow.App.Web;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Json;

namespace ReformFlow.App.Changes;

/// <summary>Pages about changes of the plan: a department's proposals behind its form link, the office's decisions at the desk.</summary>
static class ChangeDoors
{
    const string Root = "/{town}/{cycle}/{department}/{code}/changes";

    public static void MapChangeDoors(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage(Root, (FormPath path, Form form, FormChanges changes) => form.ShowAsync(path, visit => changes.ListAsync(visit)));
        endpoints.MapPage(Root + "/propose", (FormPath path, string? item, string? kind, Form form, FormChanges changes) => form.ShowAsync(path, visit => changes.ProposeAsync(visit, item, kind)));
        endpoints.MapPost(Root + "/propose", (FormPath path, HttpContext context, Form form, FormChanges changes) => form.ShowAsync(path, visit => changes.SaveAsync(visit, context.Request)));
        endpoints.MapPost(Root + "/{number:int}/withdraw", (FormPath path, int number, Form form, FormChanges changes) => form.ShowAsync(path, visit => changes.WithdrawAsync(visit, number)));

        var desk = endpoints.MapGroup("/{town}/desk/{cycle}/changes").ForDesk();
        desk.MapPage("", (string town, string cycle, DeskChanges changes) => changes.ListAsync(town, cycle));
        desk.MapPost("/{department}/{number:int}", (string town, string cycle, string department, int number, HttpContext context, DeskChanges changes) => changes.DecideAsync(town, cycle, department, number, context.Request));
    }
}

/// <summary>Answers a department's pages about changes of the plan.</summary>
sealed class FormChanges(ProposeChange propose, DecideChange decide, Clerks clerks, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ListAsync(FormVisit visit, string? refusal = null) =>
        new RazorComponentResult<ProposalList>(new
        {
            Visit = visit, Proposals = await decide.OfAsync(visit.Cycle, visit.Department.Key, Cancellation), Refusal = refusal,
            Closed = ChangeCheck.WhyNot(visit.Cycle.Settings, visit.Head, time.GetUtcNow()),
        })
        { StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };

    public Task<IResult> ProposeAsync(FormVisit visit, string? item, string? kind) =>
        Kind(kind) is { } known ? PageAsync(visit, new(known, known == ChangeKind.New ? null : item, null, new Dictionary<string, string>(), "", visit.Head.Changes.Proposed), []) : ListAsync(visit);

    public async Task<IResult> SaveAsync(FormVisit visit, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        visit = await clerks.NamedAsync(request.HttpContext, visit, form);
        if (Kind(form["kind"]) is not { } kind) return await ListAsync(visit, "変更の区分を選び直してください。");
        _ = int.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen);
        const string field = "field.";
        var texts = form.Keys.Where(k => k.StartsWith(field, StringComparison.Ordinal)).ToDictionary(k => k[field.Length..], k => form[k].ToString());
        var typed = new TypedChange(kind, form["item"].ToString() is { Length: > 0 } item ? item : null, form["target"], texts, form["reason"].ToString(), seen);
        var problems = await propose.RunAsync(visit.Cycle, visit.Department.Key, typed, visit.By, Cancellation);
        if (problems.Count == 0) return Results.Redirect($"{visit.Path}/changes");
        // Without a field there is nothing on the form that could be mended.
        return problems.Any(p => p.Place is "" or "item") ? await ListAsync(visit, problems.First(p => p.Place is "" or "item").Message) : await PageAsync(visit, typed, problems);
    }

    public async Task<IResult> WithdrawAsync(FormVisit visit, int number) =>
        await propose.WithdrawAsync(visit.Cycle, visit.Department.Key, number, visit.By, Cancellation) is { } refusal
            ? await ListAsync(visit, refusal)
            : Results.Redirect($"{visit.Path}/changes");

    async Task<IResult> PageAsync(FormVisit visit, TypedChange typed, IReadOnlyList<Problem> problems)
    {
        var item = visit.Cycle.ItemsOf(visit.Department.Key).FirstOrDefault(i => i.Key == typed.Item);
        if (item is null && typed.Kind != ChangeKind.New) return await ListAsync(visit, "項目を選び直してください。");
        if (ChangeCheck.WhyNot(visit.Cycle.Settings, visit.Head, time.GetUtcNow()) is { } closed) return await ListAsync(visit, closed);
        return new RazorComponentResult<ProposalForm>(new { Visit = visit, Typed = typed, Item = item, Fields = ProposeChange.Fields(visit.Cycle, visit.Department.Key, typed.Kind, item), Problems = problems })
        {
            StatusCode = problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    static ChangeKind? Kind(string? typed) => Enum.TryParse<ChangeKind>(typed, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;
}

/// <summary>Answers the desk's page about changes of the plan.</summary>
sealed class DeskChanges(CycleFinder cycles, DecideChange decide, DeskVisitor visitor, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ListAsync(string town, string cycle, string? refusal = null)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        var proposals = new List<Proposal>();
        foreach (var (department, head) in running.Requests)
            if (head.Changes.Proposed > 0) proposals.AddRange(await decide.OfAsync(running, department, Cancellation));
        // What a department that passed all on had proposed and heard stays on record here; what was open goes on in its successor's name.
        foreach (var department in running.Head.Passed.Select(p => p.From).Distinct().Where(d => !running.Asks(d)))
            proposals.AddRange((await decide.OfAsync(running, department, Cancellation)).Where(p => !p.IsOpen));
        return new RazorComponentResult<ProposalDecisions>(new { Cycle = running, Proposals = proposals, Former = await cycles.FormerAsync(running.Head, Cancellation), LastPlan = await decide.LastAsync(running, Cancellation), Refusal = refusal })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    public async Task<IResult> DecideAsync(string town, string cycle, string department, int number, HttpRequest request)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started || !started.Asks(department)) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        var accepted = form["decision"] == "accept";
        if (!accepted && form["decision"] != "reject") return await ListAsync(town, cycle, "採用するか、見送るかを選んでください。");
        FiscalYear? from = accepted && FiscalYear.TryParse(form["from"], out var year) ? year : null;
        var decided = new ChangeDecided(number, accepted, from, form["note"].ToString(), accepted && form["no"].ToString() is { Length: > 0 } no ? no : null);
        return await decide.RunAsync(started, department, decided, visitor.By, Cancellation) is { } refusal
            ? await ListAsync(town, cycle, refusal)
            : Results.Redirect($"/{town}/desk/{cycle}/changes#p-{department}-{number}");
    }
}
