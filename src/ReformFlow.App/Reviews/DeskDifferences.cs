using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.App.Web;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Reviews;

/// <summary>Answers the desk's pages about what differs between two editions: on the screen, and as 差替え一覧 on paper.</summary>
sealed class DeskDifferences(CycleFinder cycles, Streams streams, CompileEdition compile, ReportHtml html, IReportPrinter printer, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    /// <summary>Two editions, by number; without a choice the last one and the one before it.</summary>
    public async Task<IResult> ShowAsync(string town, string cycle, int? before, int? after)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started) return Results.NotFound();
        var editions = started.Head.Editions;
        var now = editions.FirstOrDefault(e => e.Number == after) ?? editions.LastOrDefault();
        var was = editions.FirstOrDefault(e => e.Number == before) ?? editions.LastOrDefault(e => e.Number < now!.Number);
        var list = now is null || was is null ? null : (await BetweenAsync(started, was, now)).List;
        return new RazorComponentResult<DifferencesPage>(new { Cycle = started, Before = was, After = now, List = list });
    }

    public async Task<IResult> FileAsync(string town, string cycle, int before, int after, string name, HttpContext context)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started
            || Edition(started, before) is not { } was || Edition(started, after) is not { } now) return Results.NotFound();
        var (source, list) = await BetweenAsync(started, was, now);
        var document = DifferencePages.Compose(source, list, Named(was), Named(now));
        context.Response.Headers.CacheControl = "no-cache";
        switch (name)
        {
            case "differences.html":
                context.Response.Headers.ContentSecurityPolicy = EditionFile.Policy;
                return Results.Bytes(Encoding.UTF8.GetBytes(await html.RenderAsync(document, ReportStyle.OwnFonts)), "text/html; charset=utf-8");
            case "differences.pdf" when await printer.PrintAsync(document, Cancellation) is { } pdf:
                return Results.Bytes(pdf, "application/pdf");
            default:
                return Results.NotFound();
        }
    }

    async Task<(ReportSource Source, DifferenceList List)> BetweenAsync(StartedCycle cycle, EditionMark before, EditionMark after)
    {
        var compiled = (await streams.ReadAsync(cycle.Stream, Cancellation)).SelectMany(a => a.Events).OfType<EditionCompiled>().ToList();
        var now = await SourceAsync(after);
        return (now, DifferenceList.Between(await SourceAsync(before), now));

        Task<ReportSource> SourceAsync(EditionMark edition) => compile.SourceOfAsync(cycle, compiled.First(e => e.Number == edition.Number), Cancellation);
    }

    static EditionMark? Edition(StartedCycle cycle, int number) => cycle.Head.Editions.FirstOrDefault(e => e.Number == number);

    static NamedEdition Named(EditionMark edition) => new(ReviewWords.Of(edition), TokyoTime.DayOf(edition.CompiledAt));
}
