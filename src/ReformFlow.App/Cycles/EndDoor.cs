using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Web;

namespace ReformFlow.App.Cycles;

/// <summary>The desk's page on which a cycle ends: 終了, 中止, and the way back.</summary>
static class EndDoor
{
    public static void MapEndDoor(this IEndpointRouteBuilder endpoints)
    {
        var desk = endpoints.MapGroup("/{town}/desk/{cycle}/end").ForDesk();
        desk.MapPage("", (string town, string cycle, DeskEnd d) => d.ShowAsync(town, cycle));
        desk.MapPost("/{act}", (string town, string cycle, string act, HttpRequest request, DeskEnd d) => d.ActAsync(town, cycle, act, request));
    }
}

/// <summary>Answers the desk's page about a cycle's end.</summary>
sealed class DeskEnd(CycleFinder cycles, EndCycle end, DeskVisitor visitor, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ShowAsync(string town, string cycle, string? refusal = null)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        return new RazorComponentResult<EndPage>(new { Cycle = running, WhyOpen = await end.WhyOpenAsync(running, Cancellation), Refusal = refusal })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    public async Task<IResult> ActAsync(string town, string cycle, string act, HttpRequest request)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        var reason = (await request.ReadFormAsync(Cancellation))["reason"].ToString();
        var done = act switch
        {
            "close" => end.CloseAsync(running, visitor.By, Cancellation),
            "stop" => end.StopAsync(running, reason, visitor.By, Cancellation),
            "reopen" => end.ReopenAsync(running, reason, visitor.By, Cancellation),
            _ => null,
        };
        if (done is null) return Results.NotFound();
        return await done is { } refusal ? await ShowAsync(town, cycle, refusal) : Results.Redirect($"/{town}/desk/{cycle}/end");
    }
}
