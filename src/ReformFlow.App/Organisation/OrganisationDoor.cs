using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Web;
using ReformFlow.Core.Json;

namespace ReformFlow.App.Organisation;

/// <summary>The desk's page on which a running cycle adopts the organisation that was imported last.</summary>
static class OrganisationDoor
{
    public static void MapOrganisationDoor(this IEndpointRouteBuilder endpoints)
    {
        var desk = endpoints.MapGroup("/{town}/desk/{cycle}/organisation").ForDesk();
        desk.MapPage("", (string town, string cycle, DeskOrganisation organisation) => organisation.ShowAsync(town, cycle, []));
        desk.MapPost("", (string town, string cycle, HttpContext context, DeskOrganisation organisation) => organisation.AdoptAsync(town, cycle, context.Request));
    }
}

/// <summary>Answers the page about a new organisation.</summary>
sealed class DeskOrganisation(CycleFinder cycles, AdoptOrganisation adopt, DeskVisitor visitor, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ShowAsync(string town, string cycle, IReadOnlyList<Problem> problems)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        return new RazorComponentResult<OrganisationPage>(new { Cycle = running, Former = await cycles.FormerAsync(running.Head, Cancellation), Proposal = await adopt.ProposeAsync(running, Cancellation), Problems = problems })
        {
            StatusCode = problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    public async Task<IResult> AdoptAsync(string town, string cycle, HttpRequest request)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started) return Results.NotFound();
        var problems = await adopt.RunAsync(started, (await request.ReadFormAsync(Cancellation))["file"].ToString(), visitor.By, Cancellation);
        return problems.Count > 0 ? await ShowAsync(town, cycle, problems) : Results.Redirect($"/{town}/desk/{cycle}/organisation");
    }
}
