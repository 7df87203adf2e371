using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Reviews;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Publication;

/// <summary>The desk's page on which editions are approved, or a 決裁 from elsewhere is recorded.</summary>
static class ApprovalDoor
{
    public static void MapApprovalDoor(this IEndpointRouteBuilder endpoints)
    {
        var desk = endpoints.MapGroup("/{town}/desk/{cycle}/approval").ForDesk();
        desk.MapPage("", (string town, string cycle, DeskApproval d) => d.ShowAsync(town, cycle));
        desk.MapPost("/approve", (string town, string cycle, HttpRequest request, DeskApproval d) => d.ApproveAsync(town, cycle, request)).RequireRole(Role.Approve);
        desk.MapPost("/record", (string town, string cycle, HttpRequest request, DeskApproval d) => d.RecordAsync(town, cycle, request));
        // Who may let an edition out may also take that back; and without the rule nobody need let it out.
        desk.MapPost("/withdraw", (string town, string cycle, HttpRequest request, DeskApproval d) => d.WithdrawAsync(town, cycle, request)).RequireRole(Role.Approve);
        desk.MapPost("/rule", (string town, string cycle, HttpRequest request, DeskApproval d) => d.ChangeRuleAsync(town, cycle, request)).RequireRole(Role.Approve);
    }
}

/// <summary>Answers the desk's page about approvals.</summary>
sealed class DeskApproval(CycleFinder cycles, Streams streams, ApproveEdition approvals, DeskVisitor visitor, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ShowAsync(string town, string cycle, string? refusal = null, TypedApproval? typed = null)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        var history = (await streams.ReadAsync(running.Stream, Cancellation))
            .SelectMany(a => a.Events.Where(e => e is Approved or ApprovalRecorded or ApprovalWithdrawn or ApprovalRuleChanged).Select(e => (Append: a, Fact: e))).ToList();
        return new RazorComponentResult<ApprovalPage>(new
        {
            Cycle = running, History = history, Refusal = refusal, MayApprove = visitor.May(Role.Approve),
            Typed = typed ?? new(TokyoTime.DayOf(time.GetUtcNow()), "", "", ""),
        })
        { StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
    }

    public Task<IResult> ApproveAsync(string town, string cycle, HttpRequest request) =>
        DecideAsync(town, cycle, request, (running, number, _) => approvals.ApproveAsync(running, number, visitor.By, Cancellation));

    public Task<IResult> RecordAsync(string town, string cycle, HttpRequest request) =>
        DecideAsync(town, cycle, request, (running, number, form) => ReviewTypes.Day(form["day"]) is { } day
            ? approvals.RecordAsync(running, number, day, form["reference"].ToString(), form["post"].ToString(), form["note"].ToString(), TokyoTime.DayOf(time.GetUtcNow()), visitor.By, Cancellation)
            : Task.FromResult<string?>("決裁日を入力してください。"));

    public Task<IResult> WithdrawAsync(string town, string cycle, HttpRequest request) =>
        DecideAsync(town, cycle, request, (running, number, form) => approvals.WithdrawAsync(running, number, form["reason"].ToString(), visitor.By, Cancellation));

    public Task<IResult> ChangeRuleAsync(string town, string cycle, HttpRequest request) =>
        DecideAsync(town, cycle, request, (running, _, form) => approvals.ChangeRuleAsync(running, form["rule"] == "required" ? ApprovalRule.Required : ApprovalRule.None, form["reason"].ToString(), visitor.By, Cancellation));

    async Task<IResult> DecideAsync(string town, string cycle, HttpRequest request, Func<StartedCycle, int, IFormCollection, Task<string?>> decide)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        _ = int.TryParse(form["edition"], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return await decide(started, number, form) is { } refusal
            ? await ShowAsync(town, cycle, refusal, new(ReviewTypes.Day(form["day"]), form["reference"].ToString(), form["post"].ToString(), form["note"].ToString()))
            : Results.Redirect($"/{town}/desk/{cycle}/approval");
    }
}

/// <summary>What the form for a 決裁 from elsewhere holds so far.</summary>
public sealed record TypedApproval(DateOnly? Day, string Reference, string Post, string Note);
