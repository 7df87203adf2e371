using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ReformFlow.App.Access;

namespace ReformFlow.App.Web;

/// <summary>What a person sees when something went wrong: what happened, and what to do.</summary>
static class Failures
{
    public static void Handle(IApplicationBuilder app) => app.Run(context => Show(context, StatusCodes.Status500InternalServerError,
        "処理を完了できませんでした", "お手数ですが、一つ前の画面に戻り、もう一度お試しください。続けて起きるときは、事務局へご連絡ください。保存済みの内容は失われていません。"));

    public static Task ShowStatus(StatusCodeContext context) => context.HttpContext.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound when DeskDoorKeeper.IsDesk(context.HttpContext.Request.Path) => Show(context.HttpContext, 404, "ページが見つかりません", "アドレスに誤りがないか、ご確認ください。事務局の画面は「/自治体の記号/desk」から開けます。"),
        StatusCodes.Status404NotFound => Show(context.HttpContext, 404, "ページが見つかりません", "アドレスに誤りがないか、ご確認ください。回答の入力画面は、メールにあるアドレスから開けます。"),
        StatusCodes.Status405MethodNotAllowed => Show(context.HttpContext, 405, "この操作はできません", "画面を開き直してから、もう一度お試しください。"),
        StatusCodes.Status413PayloadTooLarge => Show(context.HttpContext, 413, "送られた内容が大きすぎます", "文章を短くして、もう一度お試しください。"),
        var status => Show(context.HttpContext, status, "処理を完了できませんでした", "画面を開き直してから、もう一度お試しください。"),
    };

    /// <summary>Answers with a message page.</summary>
    public static Task Show(HttpContext context, int status, string title, string text) => Message(status, title, text).ExecuteAsync(context);

    /// <summary>A message page as a result.</summary>
    public static RazorComponentResult<Message> Message(int status, string title, params string[] texts) => Message(status, title, null, texts);

    /// <summary>A message page that leads on to another page.</summary>
    public static RazorComponentResult<Message> Message(int status, string title, (string Address, string Words)? next, params string[] texts) =>
        new(new { Title = title, Texts = texts, Next = next }) { StatusCode = status };
}
