using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Web;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>Handing a request over to a colleague: behind the form link, and at the desk.</summary>
static class HandOverDoor
{
    const string Root = "/{town}/{cycle}/{department}/{code}/handover";

    public static void MapHandOverDoor(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage(Root, (FormPath path, Form form, HandOverForm handOver) => form.ShowAsync(path, visit => Task.FromResult(handOver.Page(visit))));
        endpoints.MapPost(Root, (FormPath path, HttpContext context, Form form, HandOverForm handOver) => form.ShowAsync(path, visit => handOver.RunAsync(visit, context.Request)));
        endpoints.MapGroup("/{town}/desk/{cycle}/requests/{department}/handover").ForDesk()
            .MapPost("", (string town, string cycle, string department, HttpContext context, HandOverForm handOver) => handOver.RunAtDeskAsync(town, cycle, department, context.Request));
    }
}

/// <summary>What was typed for a handover, shown again where something is to be corrected.</summary>
public sealed record TypedHandOver(string Address, string Name, bool EndsLink)
{
    /// <summary>Nothing yet.</summary>
    public static TypedHandOver Empty { get; } = new("", "", false);
}

/// <summary>Answers the pages about handovers.</summary>
sealed class HandOverForm(HandOver handOver, CycleFinder cycles, DeskVisitor visitor, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public IResult Page(FormVisit visit, TypedHandOver? typed = null, string? refusal = null) =>
        RequestRules.WhyClosed(visit.Cycle.Settings, visit.Head, time.GetUtcNow()) is { } closed
            ? Failures.Message(StatusCodes.Status409Conflict, "担当を引き継げません", (visit.Path, "一覧へ戻る"), ClosedWords.Of(closed))
            : new RazorComponentResult<HandOverPage>(new { Visit = visit, Typed = typed ?? TypedHandOver.Empty, Refusal = refusal })
            {
                StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            };

    public async Task<IResult> RunAsync(FormVisit visit, HttpRequest request)
    {
        if (RequestRules.WhyClosed(visit.Cycle.Settings, visit.Head, time.GetUtcNow()) is not null) return Page(visit);
        var typed = Typed(await request.ReadFormAsync(Cancellation));
        if (await handOver.RunAsync(visit.Cycle, visit.Department.Key, typed.Address, typed.Name, typed.EndsLink, visit.By, Cancellation) is { } refusal) return Page(visit, typed, refusal);
        var ended = typed.EndsLink || HandOver.IsPersonal(visit.Cycle.Municipality, visit.Head);
        return Failures.Message(StatusCodes.Status200OK, "担当を引き継ぎました", ended ? null : (visit.Path, "一覧へ戻る"),
            "引き継いだ方に、入力画面のアドレスをメールでお送りします。これまでに入力した内容は残っています。",
            ended ? "このアドレスは使えなくなりました。" : "このアドレスも、引き続き使えます。");
    }

    public async Task<IResult> RunAtDeskAsync(string town, string cycle, string department, HttpRequest request)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started || !started.Asks(department)) return Results.NotFound();
        var typed = Typed(await request.ReadFormAsync(Cancellation));
        var page = $"/{town}/desk/{cycle}/requests/{department}";
        return await handOver.RunAsync(started, department, typed.Address, typed.Name, typed.EndsLink, visitor.By, Cancellation) is { } refusal
            ? Failures.Message(StatusCodes.Status409Conflict, "引き継げませんでした", (page, "照会の画面へ戻る"), refusal)
            : Results.Redirect(page);
    }

    static TypedHandOver Typed(IFormCollection form) => new(form["address"].ToString(), form["name"].ToString(), form["link"] == "end");
}
