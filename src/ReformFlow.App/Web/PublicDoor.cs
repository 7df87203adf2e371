using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Publication;
using ReformFlow.App.Reports;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;

namespace ReformFlow.App.Web;

/// <summary>What citizens and councillors read: the published edition and its files, and nothing else.</summary>
static class PublicDoor
{
    public static void MapPublicDoor(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage("/{town}/report/{cycle}", (string town, string cycle, CycleFinder cycles, Archive archive, SiteSettings site, HttpContext context) =>
            // Links inside the page are relative to a folder.
            context.Request.Path.Value!.EndsWith('/')
                ? ServeAsync(town, cycle, CompileEdition.Html, cycles, archive, site, context)
                : Task.FromResult(Results.Redirect($"/{town}/report/{cycle}/", permanent: true)));
        endpoints.MapPage("/{town}/report/{cycle}/{name}", ServeAsync);
        endpoints.MapPage("/{town}/report/{cycle}/editions", async (string town, string cycle, CycleFinder cycles, SiteSettings site, HttpContext context) =>
            await FindAsync(town, cycle, cycles, site, context) is { } running ? new RazorComponentResult<PublishedEditions>(new { Cycle = running }) : Results.NotFound());
        endpoints.MapPage("/{town}/report/{cycle}/editions/{number:int}/{name}", async (string town, string cycle, int number, string name, CycleFinder cycles, Archive archive, SiteSettings site, HttpContext context) =>
            await FindAsync(town, cycle, cycles, site, context) is { } running && running.Head.Editions.FirstOrDefault(e => e.Number == number && e.PublishedAt is not null) is { } edition
                // The link to the earlier editions is relative to the report's own page.
                ? name == "editions" ? Results.Redirect($"/{town}/report/{cycle}/editions") : await EditionFile.ServeAsync(town, edition, name, archive, context)
                : Results.NotFound());
    }

    static async Task<IResult> ServeAsync(string town, string cycle, string name, CycleFinder cycles, Archive archive, SiteSettings site, HttpContext context) =>
        await FindAsync(town, cycle, cycles, site, context) is { } running
            ? await EditionFile.ServeAsync(town, running.Head.Published()!, name, archive, context)
            : Results.NotFound();

    static async Task<StartedCycle?> FindAsync(string town, string cycle, CycleFinder cycles, SiteSettings site, HttpContext context) =>
        site.PublicAddress is not null && Keys.IsAddressKey(town) && Keys.IsAddressKey(cycle)
        && await cycles.StartedAsync(town, cycle, context.RequestAborted) is { } running
        && running.Head.Published() is not null
            ? running
            : null;
}

/// <summary>Serves a file of an edition.</summary>
static class EditionFile
{
    // An edition stands alone: its style is inside it, and it runs nothing.
    internal const string Policy = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public static async Task<IResult> ServeAsync(string town, EditionMark edition, string name, Archive archive, HttpContext context)
    {
        if (!edition.Files.TryGetValue(name, out var hash) || await archive.ReadAsync(town, hash, context.RequestAborted) is not { } bytes) return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(bytes, name[name.LastIndexOf('.')..] switch
        {
            ".html" => "text/html; charset=utf-8",
            ".json" => "application/json; charset=utf-8",
            ".pdf" => "application/pdf",
            _ => "application/octet-stream",
        }, entityTag: new($"\"{hash}\""));
    }
}
