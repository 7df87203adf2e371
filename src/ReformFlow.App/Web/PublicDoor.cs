using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
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
        endpoints.MapPage("/{town}/report/{cycle}", async (string town, string cycle, CycleFinder cycles, PublicPages pages, SiteSettings site, HttpContext context) =>
            // Links inside the page are relative to a folder.
            !context.Request.Path.Value!.EndsWith('/') ? Results.Redirect($"/{town}/report/{cycle}/", permanent: true)
            : await FindAsync(town, cycle, cycles, site, context) is { } running && await pages.IndexAsync(running, running.Head.Published()!, context.RequestAborted) is { } page
                ? EditionFile.Of(page, CompileEdition.Html, FileName.Of(page), context)
                : Results.NotFound());
        endpoints.MapPage("/{town}/report/{cycle}/{name}", ServeAsync);
        endpoints.MapPage("/{town}/report/{cycle}/editions", async (string town, string cycle, CycleFinder cycles, PublicPages pages, SiteSettings site, HttpContext context) =>
        {
            if (await FindAsync(town, cycle, cycles, site, context) is not { } running) return Results.NotFound();
            var page = Encoding.UTF8.GetBytes(await pages.ListAsync(running));
            return EditionFile.Of(page, CompileEdition.Html, FileName.Of(page), context);
        });
        endpoints.MapPage("/{town}/report/{cycle}/editions/{number:int}/{name}", (string town, string cycle, int number, string name, CycleFinder cycles, Archive archive, SiteSettings site, HttpContext context) =>
            OneAsync(town, cycle, e => e.Number == number, name, cycles, archive, site, context));
        // The address that an edition has on a static site too.
        endpoints.MapPage("/{town}/report/{cycle}/editions/{document:length(64)}/{name}", (string town, string cycle, string document, string name, CycleFinder cycles, Archive archive, SiteSettings site, HttpContext context) =>
            OneAsync(town, cycle, e => e.Document == document && e.Files.ContainsKey(name == PublicPages.List ? CompileEdition.Html : name), name, cycles, archive, site, context));
    }

    static async Task<IResult> OneAsync(string town, string cycle, Func<EditionMark, bool> isIt, string name, CycleFinder cycles, Archive archive, SiteSettings site, HttpContext context) =>
        await FindAsync(town, cycle, cycles, site, context) is { } running && running.Head.Editions.FirstOrDefault(e => e.PublishedAt is not null && isIt(e)) is { } edition
            // The link to the earlier editions is relative to the report's own page.
            ? name == PublicPages.List ? Results.Redirect($"/{town}/report/{cycle}/{PublicPages.List}") : await EditionFile.ServeAsync(town, edition, name, archive, context)
            : Results.NotFound();

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
        return Of(bytes, name, hash, context);
    }

    /// <summary>Answers with these bytes under an edition's policy.</summary>
    public static IResult Of(byte[] bytes, string name, string hash, HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(bytes, PublicPages.TypeOf(name), entityTag: new($"\"{hash}\""));
    }
}
