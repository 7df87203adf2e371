using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Access;
using ReformFlow.Core.Access;

namespace ReformFlow.App.Web;

/// <summary>An endpoint whose posts prove themselves in another way than by a page's token.</summary>
sealed record ProvedPost;

/// <summary>Form tokens of pages: every post of a page is checked here, before its endpoint runs.</summary>
public sealed class FormTokens(SiteSettings site, IHttpContextAccessor http)
{
    /// <summary>The name of the hidden field.</summary>
    public const string Field = "token";

    /// <summary>The token for a form that posts to a path.</summary>
    public string For(string path) => For(path, http.HttpContext is { } context ? SessionOf(context) : "");

    /// <summary>The token for a form of the desk that posts to a path in a session.</summary>
    public string For(string path, string session) => FormToken.Of(site.Key.Span, Holder(path, session), path);

    internal static async Task Check(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || context.GetEndpoint() is null)
        {
            await next(context);
            return;
        }
        // Pages and posts are all that there is.
        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        if (context.GetEndpoint()!.Metadata.GetMetadata<ProvedPost>() is not null)
        {
            await next(context);
            return;
        }
        var tokens = context.RequestServices.GetRequiredService<FormTokens>();
        var path = request.Path.Value!;
        string? token = null;
        try
        {
            if (request.HasFormContentType) token = (await request.ReadFormAsync(context.RequestAborted))[Field];
        }
        catch (InvalidDataException)
        {
            // The framework takes no NUL, no value of megabytes and no thousands of fields, and does not say which it was.
            await Failures.Show(context, StatusCodes.Status400BadRequest, "送られた内容を受け取れませんでした", "文章が長すぎるか、文字ではない符号が入っているようです。一つ前の画面に戻り、貼り付けた文章を短くするか、入力し直してから、もう一度お試しください。");
            return;
        }
        catch (BadHttpRequestException e) when (e is { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            await Failures.Show(context, StatusCodes.Status413PayloadTooLarge, "送られた内容が大きすぎます", "一つ前の画面に戻り、文章を短くしてから、もう一度お試しください。");
            return;
        }
        catch (IOException)
        {
            // A body that breaks off carries no token, as far as can be told.
        }
        if (FormToken.IsValid(tokens.Key, Holder(path, SessionOf(context)), path, token)) await next(context);
        else await Failures.Show(context, StatusCodes.Status400BadRequest, "画面を開き直してください", "この画面からの送信であることを確認できませんでした。一つ前の画面に戻って内容を控え、画面を開き直してから、もう一度お試しください。");
    }

    ReadOnlySpan<byte> Key => site.Key.Span;

    // A token is bound to what was opened: the form link, the front page, or a session at the town's desk.
    static string Holder(string path, string session) => DeskDoorKeeper.IsDesk(path)
        ? $"{string.Join('/', path.Split('/').Take(3))}\n{session}"
        : string.Join('/', path.Split('/').Take(5));

    // Before the sign-in, the browser's own word stands for the session.
    static string SessionOf(HttpContext context) => context.Features.Get<DeskSession>()?.Token.Session ?? context.Features.Get<DeskVisit>()?.Word ?? "";
}
