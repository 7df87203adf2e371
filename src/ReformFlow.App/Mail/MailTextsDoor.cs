using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.App.Web;
using ReformFlow.Core.Json;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Mail;

/// <summary>文面: the municipality's words for its mails are read, edited, set back and previewed at the desk.</summary>
static class MailTextsDoor
{
    public static void MapMailTextsDoor(this IEndpointRouteBuilder endpoints)
    {
        var texts = endpoints.MapGroup("/{town}/desk/texts").ForDesk();
        texts.MapPage("", (string town, MailTextsDesk desk, HttpContext context) => desk.ListAsync(town, context.RequestAborted));
        texts.MapPage("/{name}", (string town, string name, string? plan, string? department, MailTextsDesk desk, HttpContext context) => desk.TextAsync(town, name, plan, department, context.RequestAborted));
        texts.MapPage("/letter/{plan}/{department}/{file}", (string town, string plan, string department, string file, MailTextsDesk desk, HttpContext context) => desk.LetterAsync(town, plan, department, file, context));
        texts.MapPost("/{name}", (string town, string name, MailTextsDesk desk, HttpContext context) => desk.SaveAsync(town, name, context));
        texts.MapPost("/{name}/reset", (string town, string name, MailTextsDesk desk, HttpContext context) => desk.ResetAsync(town, name, context));
    }
}

/// <summary>Answers the desk's pages about mail texts.</summary>
sealed class MailTextsDesk(CycleFinder cycles, Archive archive, EditMailTexts edit, MailPreview preview, ReportHtml html, IReportPrinter printer, DeskVisitor visitor)
{
    /// <summary>The name of the foot in addresses, beside those of the mails.</summary>
    public const string Foot = "foot";

    public async Task<IResult> ListAsync(string town, CancellationToken cancellation)
    {
        if (await OpenAsync(town, cancellation) is not { } opened) return Results.NotFound();
        return new RazorComponentResult<MailTextList>(new { opened.Municipality, opened.Texts });
    }

    public async Task<IResult> TextAsync(string town, string name, string? plan, string? department, CancellationToken cancellation) =>
        await OpenAsync(town, cancellation) is { } opened && IsKnown(name) ? await PageAsync(opened, name, plan, department, null, [], cancellation) : Results.NotFound();

    public async Task<IResult> SaveAsync(string town, string name, HttpContext context)
    {
        if (await OpenAsync(town, context.RequestAborted) is not { } opened || !IsKnown(name)) return Results.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new MailText(form["subject"].ToString(), form["body"].ToString().ReplaceLineEndings("\n"));
        var problems = form["version"] != opened.Version ? [_stale]
            : KindOf(name) is { } kind ? await edit.RunAsync(town, kind, typed.Subject, typed.Body, opened.Version, visitor.By, context.RequestAborted)
            : await edit.RunFootAsync(town, typed.Body, opened.Version, visitor.By, context.RequestAborted);
        return problems.Count > 0
            ? await PageAsync(opened, name, null, null, typed, problems, context.RequestAborted)
            : Results.Redirect($"/{town}/desk/texts/{name}#preview");
    }

    public async Task<IResult> ResetAsync(string town, string name, HttpContext context)
    {
        if (await OpenAsync(town, context.RequestAborted) is not { } opened || !IsKnown(name)) return Results.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var problems = form["version"] != opened.Version ? [_stale] : await edit.ResetAsync(town, KindOf(name), opened.Version, visitor.By, context.RequestAborted);
        return problems.Count > 0 ? await PageAsync(opened, name, null, null, null, problems, context.RequestAborted) : Results.Redirect($"/{town}/desk/texts/{name}");
    }

    /// <summary>The request as a document: a page, or a PDF where this host can print.</summary>
    public async Task<IResult> LetterAsync(string town, string plan, string department, string file, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        if (file is not ("request.html" or "request.pdf") || await OpenAsync(town, cancellation) is not { } opened || opened.Office.Plans.All(p => p.Key != plan)
            || await preview.CycleAsync(town, plan, cancellation) is not { } cycle || !cycle.Asks(department)) return Results.NotFound();
        var letter = await preview.LetterAsync(cycle, department, opened.Texts, cancellation);
        if (file == "request.html")
        {
            context.Response.Headers.ContentSecurityPolicy = EditionFile.Policy;
            return Results.Content(await html.RenderAsync(letter, ReportStyle.OwnFonts), "text/html; charset=utf-8");
        }
        return await printer.PrintAsync(letter, cancellation) is { } pdf
            ? Results.Bytes(pdf, "application/pdf")
            : Failures.Message(StatusCodes.Status404NotFound, "この環境ではPDFを作成できません", ($"/{town}/desk/texts/letter/{plan}/{department}/request.html", "照会文を画面で開く"), "照会文を画面で開き、ブラウザの印刷から、紙又はPDFにしてください。");
    }

    static readonly Problem _stale = new("version", "この画面を開いた後に、文面が変わりました。入力した文章を控え、画面を開き直してから、もう一度入力してください。");

    sealed record Opened(OfficeHead Office, Municipality Municipality, MailTexts Texts, string Version);

    async Task<Opened?> OpenAsync(string town, CancellationToken cancellation) =>
        await cycles.OfficeAsync(town, cancellation) is { Organisation: { } organisation, MailTexts: { } version } office
            ? new(office, await archive.MunicipalityAsync(town, organisation, cancellation), await archive.MailTextsAsync(town, version, cancellation), version)
            : null;

    async Task<IResult> PageAsync(Opened opened, string name, string? planKey, string? department, MailText? typed, IReadOnlyList<Problem> problems, CancellationToken cancellation)
    {
        var plan = opened.Office.Plans.Any(p => p.Key == planKey) ? planKey! : opened.Office.Plans[0].Key;
        var cycle = await preview.CycleAsync(opened.Municipality.Key, plan, cancellation);
        var departments = cycle?.Settings.Requests.Select(r => cycle.Municipality.Department(r.Department)).ToList() ?? [];
        var shown = departments.FirstOrDefault(d => d.Key == department) ?? departments.FirstOrDefault();
        // The foot is seen under the request.
        var words = cycle is null || shown is null ? null : await preview.WriteAsync(cycle, shown.Key, opened.Texts, KindOf(name) ?? MailKind.Request, cancellation);
        return new RazorComponentResult<MailTextPage>(new
        {
            opened.Municipality, opened.Texts, opened.Version, Kind = KindOf(name), Name = name, Plans = opened.Office.Plans, Plan = plan, Departments = (IReadOnlyList<Department>)departments, Shown = shown,
            Preview = words, Typed = typed, Problems = problems,
        })
        { StatusCode = problems.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK };
    }

    static bool IsKnown(string name) => name == Foot || KindOf(name) is not null;

    static MailKind? KindOf(string name) => Enum.GetValues<MailKind>().Where(k => MailTexts.NameOf(k) == name).Select(k => (MailKind?)k).FirstOrDefault();
}
