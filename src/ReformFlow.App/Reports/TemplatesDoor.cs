using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Web;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Reports;

/// <summary>様式: the templates that a town can start cycles with are looked at, taken as files, and added to.</summary>
static class TemplatesDoor
{
    public static void MapTemplatesDoor(this IEndpointRouteBuilder endpoints)
    {
        var templates = endpoints.MapGroup("/{town}/desk/templates").ForDesk();
        templates.MapPage("", (string town, TemplatesDesk desk, HttpContext context) => desk.ListAsync(town, [], context.RequestAborted));
        templates.MapPage("/{name}/report-template.json", (string town, string name, TemplatesDesk desk, HttpContext context) => desk.FileAsync(town, name, context.RequestAborted));
        templates.MapPost("", (string town, TemplatesDesk desk, HttpContext context) => desk.StoreAsync(town, context));
    }
}

/// <summary>Answers the desk's pages about templates.</summary>
sealed class TemplatesDesk(CycleFinder cycles, Archive archive, TownTemplates templates, DeskVisitor visitor)
{
    public async Task<IResult> ListAsync(string town, IReadOnlyList<Problem> problems, CancellationToken cancellation)
    {
        var office = await cycles.OfficeAsync(town, cancellation);
        if (office.Organisation is null) return Results.NotFound();
        var shown = new List<(OfferedTemplate Offered, ReportTemplate Template)>();
        foreach (var offered in TownTemplates.Of(office)) shown.Add((offered, (await templates.FindAsync(town, office, offered.Name, cancellation))!));
        return new RazorComponentResult<TemplatesPage>(new { Municipality = await archive.MunicipalityAsync(town, office.Organisation, cancellation), Templates = shown, Problems = problems })
        {
            StatusCode = problems.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
        };
    }

    public async Task<IResult> FileAsync(string town, string name, CancellationToken cancellation)
    {
        var office = await cycles.OfficeAsync(town, cancellation);
        if (await templates.FindAsync(town, office, name, cancellation) is not { } template) return Results.NotFound();
        // What somebody wrote is given back byte for byte.
        var bytes = office.Templates.FirstOrDefault(t => t.Name == name) is { } own && BuiltInTemplates.Find(name) is null
            ? await archive.ReadAsync(town, own.File, cancellation)
            : Encoding.UTF8.GetBytes(StrictJson.Write(template));
        return Results.Bytes(bytes!, "application/json; charset=utf-8", "report-template.json");
    }

    public async Task<IResult> StoreAsync(string town, HttpContext context)
    {
        if ((await cycles.OfficeAsync(town, context.RequestAborted)).Organisation is null) return Results.NotFound();
        var problems = await PostedFile.ReadAsync(context, "file") is { } file
            ? await templates.StoreAsync(town, file, visitor.By, context.RequestAborted)
            : [PostedFile.Missing];
        return problems.Count > 0 ? await ListAsync(town, problems, context.RequestAborted) : Results.Redirect($"/{town}/desk/templates#own");
    }
}
