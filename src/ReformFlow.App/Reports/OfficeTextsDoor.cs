using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Web;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Reports;

/// <summary>報告書の文章: the office's own texts of a cycle's report, written at the desk or brought as a file, version by version.</summary>
static class OfficeTextsDoor
{
    public static void MapOfficeTextsDoor(this IEndpointRouteBuilder endpoints)
    {
        var texts = endpoints.MapGroup("/{town}/desk/{cycle}/texts").ForDesk();
        texts.MapPage("", (string town, string cycle, OfficeTextsDesk desk, HttpContext context) => desk.ShowAsync(town, cycle, context.RequestAborted));
        texts.MapPage("/{number:int}", (string town, string cycle, int number, OfficeTextsDesk desk, HttpContext context) => desk.VersionAsync(town, cycle, number, context.RequestAborted));
        texts.MapPage("/{number:int}/office-texts.json", (string town, string cycle, int number, OfficeTextsDesk desk, HttpContext context) => desk.FileAsync(town, cycle, number, context.RequestAborted));
        texts.MapPost("", (string town, string cycle, OfficeTextsDesk desk, HttpContext context) => desk.SaveAsync(town, cycle, context));
        texts.MapPost("/file", (string town, string cycle, OfficeTextsDesk desk, HttpContext context) => desk.TakeAsync(town, cycle, context));
    }
}

/// <summary>A version of the texts as the desk lists it.</summary>
public sealed record ListedTexts(OfficeTextsMark Mark, string By);

/// <summary>Answers the desk's pages about the office's own texts.</summary>
sealed class OfficeTextsDesk(CycleFinder cycles, Streams streams, Archive archive, EditOfficeTexts edit, Writers writers, DeskVisitor visitor)
{
    /// <summary>Before each key in the names of the form's fields, and before that of a choice between two texts.</summary>
    public const string Field = "text.", Use = "use.";

    static readonly OfficeTextsOutcome _nothing = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    public async Task<IResult> ShowAsync(string town, string cycle, CancellationToken cancellation) =>
        await cycles.StartedAsync(town, cycle, cancellation) is { } started ? await PageAsync(started, null, _nothing, [], cancellation) : Results.NotFound();

    public async Task<IResult> SaveAsync(string town, string cycle, HttpContext context)
    {
        if (await cycles.StartedAsync(town, cycle, context.RequestAborted) is not { } started) return Results.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // Who takes what somebody else wrote sends that text no more.
        var typed = form.Where(f => f.Key.StartsWith(Field, StringComparison.Ordinal) && form[Use + f.Key[Field.Length..]] != "theirs").ToDictionary(f => f.Key[Field.Length..], f => f.Value.ToString().ReplaceLineEndings("\n"));
        return await WriteAsync(started, form, typed, context.RequestAborted);
    }

    public async Task<IResult> TakeAsync(string town, string cycle, HttpContext context)
    {
        if (await cycles.StartedAsync(town, cycle, context.RequestAborted) is not { } started) return Results.NotFound();
        if (await PostedFile.ReadAsync(context, "file") is not { } file) return await PageAsync(started, null, _nothing, [PostedFile.Missing], context.RequestAborted);
        var reading = EditOfficeTexts.Read(started, file);
        return reading.IsGood
            ? await WriteAsync(started, await context.Request.ReadFormAsync(context.RequestAborted), reading.Value!, context.RequestAborted)
            : await PageAsync(started, null, _nothing, reading.Problems, context.RequestAborted);
    }

    public async Task<IResult> VersionAsync(string town, string cycle, int number, CancellationToken cancellation)
    {
        if (await cycles.StartedAsync(town, cycle, cancellation) is not { } started || started.Head.Texts.All(t => t.Number != number)) return Results.NotFound();
        return new RazorComponentResult<OfficeTextsVersion>(new
        {
            Cycle = started, Slots = EditOfficeTexts.SlotsOf(started), Version = (await ListAsync(started, cancellation)).Single(v => v.Mark.Number == number),
            Texts = await edit.TextsAsync(town, started.Head, number, cancellation), Before = await edit.TextsAsync(town, started.Head, number - 1, cancellation),
        });
    }

    public async Task<IResult> FileAsync(string town, string cycle, int number, CancellationToken cancellation) =>
        await cycles.StartedAsync(town, cycle, cancellation) is { } started && started.Head.Texts.FirstOrDefault(t => t.Number == number) is { } mark
            && await archive.ReadAsync(town, mark.File, cancellation) is { } bytes
            ? Results.Bytes(bytes, "application/json; charset=utf-8", "office-texts.json")
            : Results.NotFound();

    async Task<IResult> WriteAsync(StartedCycle cycle, IFormCollection form, IReadOnlyDictionary<string, string> typed, CancellationToken cancellation)
    {
        _ = int.TryParse(form["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var drawnFrom);
        var outcome = await edit.RunAsync(cycle, drawnFrom, typed, visitor.By, cancellation);
        if (outcome.IsGood) return Results.Redirect($"/{cycle.Settings.Town}/desk/{cycle.Settings.Key}/texts#history");
        // The page is drawn from what stands now, with what was changed here in it: a text that only somebody else changed is not sent back as it was.
        var drawn = await edit.TextsAsync(cycle.Settings.Town, cycle.Head, drawnFrom, cancellation);
        var changed = typed.Where(t => AnswerText.Clean(t.Value) != drawn.GetValueOrDefault(t.Key, "")).ToDictionary();
        return await PageAsync((await cycles.StartedAsync(cycle.Settings.Town, cycle.Settings.Key, cancellation))!, changed, outcome, [], cancellation);
    }

    async Task<IResult> PageAsync(StartedCycle cycle, IReadOnlyDictionary<string, string>? typed, OfficeTextsOutcome outcome, IReadOnlyList<Problem> problems, CancellationToken cancellation) =>
        new RazorComponentResult<OfficeTextsPage>(new
        {
            Cycle = cycle, Slots = EditOfficeTexts.SlotsOf(cycle), Texts = await edit.TextsAsync(cycle.Settings.Town, cycle.Head, cycle.Head.Texts.Count, cancellation),
            Typed = typed, Outcome = outcome, Problems = problems, History = await ListAsync(cycle, cancellation),
        })
        { StatusCode = outcome.IsGood && problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };

    async Task<IReadOnlyList<ListedTexts>> ListAsync(StartedCycle cycle, CancellationToken cancellation)
    {
        var appends = (await streams.ReadAsync(cycle.Stream, cancellation)).SelectMany(a => a.Events.OfType<OfficeTextsStored>().Select(_ => a)).ToList();
        var names = await writers.OfAsync(cycle.Settings.Town, appends, cancellation);
        return [.. cycle.Head.Texts.Zip(appends, (mark, append) => new ListedTexts(mark, names.GetValueOrDefault(append.By, "事務局")))];
    }
}
