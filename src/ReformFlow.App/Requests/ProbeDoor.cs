using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Log;
using ReformFlow.App.Web;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>担当所属の確認: what the form link shows before the request leaves.</summary>
static class ProbeDoor
{
    public static void MapProbeDoor(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/{town}/{cycle}/{department}/{code}/probe", (FormPath path, HttpContext context, Form form, ProbeForm probe) => form.ShowAsync(path, visit => probe.AnswerAsync(visit, context.Request)));
}

/// <summary>Answers the page of the probe.</summary>
sealed class ProbeForm(Streams streams, AnswerProbe answer, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> PageAsync(FormVisit visit, ProbeAnswered? typed = null, string? refusal = null)
    {
        var last = AnswerProbe.LastOf(await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation));
        return new RazorComponentResult<ProbePage>(new { Visit = visit, Last = last, Typed = typed ?? last, Refusal = refusal })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    public async Task<IResult> AnswerAsync(FormVisit visit, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        if (!RequestRules.IsProbing(visit.Cycle.Settings, visit.Head, time.GetUtcNow())) return Results.Redirect(visit.Path);
        var (right, note) = (form["right"].ToString(), form["note"].ToString());
        if (right is not ("yes" or "no")) return await PageAsync(visit, null, "「はい」か「いいえ」を選んでください。");
        return await answer.RunAsync(visit.Cycle, visit.Department.Key, right == "yes", note, visit.By, Cancellation) is { } refusal
            ? await PageAsync(visit, new(right == "yes", note), refusal)
            : Results.Redirect(visit.Path);
    }
}
