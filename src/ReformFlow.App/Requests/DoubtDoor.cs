using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Web;

namespace ReformFlow.App.Requests;

/// <summary>The office says of a mail in doubt whether it arrived, or has the request sent once more.</summary>
static class DoubtDoor
{
    public static void MapDoubtDoor(this IEndpointRouteBuilder endpoints)
    {
        var request = endpoints.MapGroup("/{town}/desk/{cycle}/requests/{department}").ForDesk();
        request.MapPost("/arrived", (string town, string cycle, string department, HttpContext context, DoubtDesk desk) => desk.ArrivedAsync(town, cycle, department, context));
        request.MapPost("/send-again", (string town, string cycle, string department, HttpContext context, DoubtDesk desk) => desk.SendAgainAsync(town, cycle, department, context));
    }
}

/// <summary>Answers the posts about a mail in doubt.</summary>
sealed class DoubtDesk(CycleFinder cycles, OfficeDecisions decisions, DeskVisitor visitor, Desk desk)
{
    public Task<IResult> ArrivedAsync(string town, string cycle, string department, HttpContext context) => DecideAsync(town, cycle, department, context, async (started, form) =>
        await decisions.MarkArrivedAsync(started, department, form["key"].ToString(), visitor.By, context.RequestAborted));

    public Task<IResult> SendAgainAsync(string town, string cycle, string department, HttpContext context) => DecideAsync(town, cycle, department, context, async (started, form) =>
        await decisions.ResendAsync(started, department, "届いたかどうか分からないメールがあったため。", visitor.By, context.RequestAborted));

    async Task<IResult> DecideAsync(string town, string cycle, string department, HttpContext context, Func<StartedCycle, IFormCollection, Task<string?>> decide)
    {
        if (await cycles.StartedAsync(town, cycle, context.RequestAborted) is not { } started || !started.Asks(department)) return Results.NotFound();
        return await decide(started, await context.Request.ReadFormAsync(context.RequestAborted)) is { } refusal
            ? await desk.RequestAsync(town, cycle, department, refusal)
            : Results.Redirect($"/{town}/desk/{cycle}/requests/{department}");
    }
}
