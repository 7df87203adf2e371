using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Web;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Reviews;

/// <summary>The desk's pages about reviews: which there are, what was laid before them, said and decided, and what differs between two editions.</summary>
static class ReviewDoor
{
    public static void MapReviewDoor(this IEndpointRouteBuilder endpoints)
    {
        var desk = endpoints.MapGroup("/{town}/desk/{cycle}").ForDesk();
        desk.MapPage("/reviews", (string town, string cycle, DeskReviews d) => d.ListAsync(town, cycle));
        desk.MapPost("/reviews", (string town, string cycle, HttpRequest request, DeskReviews d) => d.PlanAsync(town, cycle, request));
        desk.MapPage("/reviews/{review}", (string town, string cycle, string review, DeskReviews d) => d.ReviewAsync(town, cycle, review));
        desk.MapPost("/reviews/{review}/{act}", (string town, string cycle, string review, string act, HttpRequest request, DeskReviews d) => d.ActAsync(town, cycle, review, act, request));
        desk.MapPage("/differences", (string town, string cycle, int? before, int? after, DeskDifferences d) => d.ShowAsync(town, cycle, before, after));
        desk.MapPage("/differences/{before:int}/{after:int}/{name}", (string town, string cycle, int before, int after, string name, HttpContext context, DeskDifferences d) => d.FileAsync(town, cycle, before, after, name, context));
    }
}

/// <summary>Answers the desk's pages about reviews.</summary>
sealed class DeskReviews(CycleFinder cycles, Streams streams, ReviewDecisions decisions, DeskVisitor visitor, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    DateOnly Today => TokyoTime.DayOf(time.GetUtcNow());

    public async Task<IResult> ListAsync(string town, string cycle, string? refusal = null, PlannedReview? typed = null) =>
        await cycles.FindAsync(town, cycle, Cancellation) is { } running
            ? Page<ReviewList>(refusal, new { Cycle = running, Records = await RecordsAsync(running), Refusal = refusal, Typed = typed ?? new("", null, true, null, "") })
            : Results.NotFound();

    public async Task<IResult> PlanAsync(string town, string cycle, HttpRequest request)
    {
        if (await cycles.StartedAsync(town, cycle, Cancellation) is not { } started) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        var typed = new PlannedReview(form["name"].ToString(), ReviewTypes.Day(form["day"]), form["required"] == "true", Text(form["before"]), form["reason"].ToString());
        return await decisions.PlanAsync(started, typed.Name, typed.Day, typed.Required, typed.Before, typed.Reason, visitor.By, Cancellation) is { } refusal
            ? await ListAsync(town, cycle, refusal, typed)
            : Results.Redirect($"/{town}/desk/{cycle}/reviews");
    }

    public async Task<IResult> ReviewAsync(string town, string cycle, string review, string? refusal = null, string? failed = null, IFormCollection? typed = null)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running || running.Head.Review(review) is null) return Results.NotFound();
        var record = (await RecordsAsync(running)).Single(r => r.Review.Key == review);
        return Page<ReviewPage>(refusal, new { Cycle = running, Record = record, Refusal = refusal, Failed = failed, Typed = typed?.ToDictionary(f => f.Key, f => f.Value.ToString()), Today });
    }

    public async Task<IResult> ActAsync(string town, string cycle, string review, string act, HttpRequest request)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running || running.Head.Review(review) is null) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        var (by, path) = (visitor.By, $"/{town}/desk/{cycle}/reviews/{review}");
        var (done, leadsTo) = act switch
        {
            "move" => (decisions.MoveAsync(running, review, ReviewTypes.Day(form["day"]), form["reason"].ToString(), by, Cancellation), path),
            "drop" => (decisions.DropAsync(running, review, form["reason"].ToString(), by, Cancellation), path),
            "open" => (decisions.OpenAsync(running, review, form["number"].ToString(), ReviewTypes.Day(form["day"]), by, Cancellation), $"{path}#edition"),
            "comment" => (decisions.CommentAsync(running, review, Text(form["item"]), form["text"].ToString(), form["speaker"].ToString(), by, Cancellation), $"{path}#comments"),
            "answer" => (decisions.AnswerAsync(running, review, form["comment"].ToString(), form["reply"].ToString(), by, Cancellation), $"{path}#{form["comment"]}"),
            "withdraw" => (decisions.WithdrawAsync(running, review, form["comment"].ToString(), form["reason"].ToString(), by, Cancellation), $"{path}#comments"),
            "grades" => (decisions.GradeAsync(running, review, form.Keys.Where(k => k.StartsWith(Grade, StringComparison.Ordinal)).ToDictionary(k => k[Grade.Length..], k => form[k].ToString()), by, Cancellation), $"{path}#grades"),
            "conclude" => (ConcludeAsync(running, review, form), $"{path}#outcome"),
            _ => (null, path),
        };
        if (done is null) return Results.NotFound();
        return await done is { } refusal ? await ReviewAsync(town, cycle, review, refusal, act, form) : Results.Redirect(leadsTo);
    }

    /// <summary>How the fields for grades begin; the item's key follows.</summary>
    public const string Grade = "grade.";

    Task<string?> ConcludeAsync(RunningCycle running, string review, IFormCollection form) =>
        !Enum.TryParse<ReviewOutcome>(form["outcome"], ignoreCase: true, out var outcome) || !Enum.IsDefined(outcome) ? Task.FromResult<string?>("結果を選んでください。")
        : ReviewTypes.Day(form["day"]) is not { } day ? Task.FromResult<string?>("審議の日を入力してください。")
        : decisions.ConcludeAsync(running, review, outcome, form["text"].ToString(), day, Today, visitor.By, Cancellation);

    async Task<IReadOnlyList<ReviewRecord>> RecordsAsync(RunningCycle cycle) =>
        ReviewRecord.Of(cycle.Head.Reviews, (await streams.ReadAsync(cycle.Stream, Cancellation)).SelectMany(a => a.Events));

    static string? Text(StringValues typed) => typed.ToString() is { Length: > 0 } text ? text : null;

    static RazorComponentResult<T> Page<T>(string? refusal, object parameters) where T : Microsoft.AspNetCore.Components.IComponent =>
        new(parameters) { StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
}

/// <summary>What the form for a further review holds so far.</summary>
public sealed record PlannedReview(string Name, DateOnly? Day, bool Required, string? Before, string Reason);

/// <summary>Reads what was typed into the desk's forms about reviews and approvals.</summary>
static class ReviewTypes
{
    /// <summary>A day that the calendar knows, or null.</summary>
    public static DateOnly? Day(StringValues typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= Holidays.FirstYear and < Holidays.LastYear ? day : null;
}
