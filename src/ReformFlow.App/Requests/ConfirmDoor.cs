using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Answers;
using ReformFlow.App.Log;
using ReformFlow.App.Web;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>The superior's page behind its own link: a submission's answers, and what becomes of them.</summary>
static class ConfirmDoor
{
    const string Root = "/{town}/{cycle}/{department}/{code}/confirm";

    public static void MapConfirmDoor(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage(Root, (FormPath path, ConfirmForm form) => form.ShowAsync(path, visit => form.PageAsync(visit)));
        endpoints.MapPost(Root, (FormPath path, HttpContext context, ConfirmForm form) => form.ShowAsync(path, visit => form.ConfirmAsync(visit, context.Request)));
        endpoints.MapPost(Root + "/decline", (FormPath path, HttpContext context, ConfirmForm form) => form.ShowAsync(path, visit => form.DeclineAsync(visit, context.Request)));
    }
}

/// <summary>What a superior typed, shown again where something is to be corrected.</summary>
public sealed record TypedConfirmation(bool IsDeputy, string Post, string Reason, DateOnly? DueDay);

/// <summary>Answers the superior's page.</summary>
sealed class ConfirmForm(FormVisits visits, Streams streams, ConfirmAnswers confirm, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ShowAsync(FormPath path, Func<ConfirmVisit, Task<IResult>> page)
    {
        var (visit, refusal) = await visits.OpenConfirmationAsync(path.Town, path.Cycle, path.Department, path.Code, Cancellation);
        return visit is null ? refusal! : await page(visit);
    }

    public async Task<IResult> PageAsync(ConfirmVisit visit, TypedConfirmation? typed = null, string? refusal = null)
    {
        var appends = await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation);
        return new RazorComponentResult<ConfirmPage>(new
        {
            Visit = visit, Sheet = AnswerHistory.Now(appends), Version = appends.Count, Now = time.GetUtcNow(), Refusal = refusal,
            Typed = typed ?? new(false, "", "", ConfirmAnswers.Proposed(visit.Cycle.Settings, time.GetUtcNow())),
        })
        { StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
    }

    public async Task<IResult> ConfirmAsync(ConfirmVisit visit, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        _ = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen);
        var typed = new TypedConfirmation(form["who"] == "deputy", AnswerText.Clean(form["post"].ToString()).Trim(), "", ConfirmAnswers.Proposed(visit.Cycle.Settings, time.GetUtcNow()));
        var (way, post) = typed.IsDeputy ? (ConfirmationWay.Deputy, typed.Post) : (ConfirmationWay.Superior, visit.Department.SuperiorPost ?? visit.Department.Post);
        return await confirm.ConfirmAsync(visit.Cycle, visit.Department.Key, visit.Head.Round, seen, way, post, visit.By, Cancellation) is { } refusal
            ? await PageAsync(visit, typed, refusal)
            : Results.Redirect(visit.Path);
    }

    public async Task<IResult> DeclineAsync(ConfirmVisit visit, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        DateOnly? due = DateOnly.TryParseExact(form["due"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var typed = new TypedConfirmation(false, "", AnswerText.Clean(form["reason"].ToString()), due);
        return await confirm.DeclineAsync(visit.Cycle, visit.Department.Key, visit.Head.Round, typed.Reason, due, visit.By, Cancellation) is { } refusal
            ? await PageAsync(visit, typed, refusal)
            : Failures.Message(StatusCodes.Status200OK, "所属に差し戻しました", $"{visit.Department.Name}に、理由と期限をお知らせします。改めて提出されると、確認のお願いをもう一度お送りします。");
    }
}
