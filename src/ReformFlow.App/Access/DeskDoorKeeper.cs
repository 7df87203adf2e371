using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Access;

/// <summary>An endpoint that belongs to the office.</summary>
sealed record DeskOnly;

/// <summary>The role that an endpoint of the desk asks for.</summary>
sealed record NeededRole(Role Role);

/// <summary>An endpoint by which people sign in.</summary>
sealed record OpenToAll;

/// <summary>Stands before the desks of the towns that are here: lets members in, by their roles, and sends others to the sign-in page.</summary>
static class DeskDoorKeeper
{
    public static async Task Check(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<DeskOnly>() is null)
        {
            await next(context);
            return;
        }
        var services = context.RequestServices;
        if (context.GetRouteValue("town") is not string town || !Keys.IsAddressKey(town)
            || await services.GetRequiredService<CycleFinder>().OfficeAsync(town, context.RequestAborted) is not { Organisation: not null } office)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var sessions = services.GetRequiredService<Sessions>();
        var session = sessions.Read(context, town, office);
        context.Features.Set(session);
        if (endpoint.Metadata.GetMetadata<OpenToAll>() is not null)
        {
            if (session is null) context.Features.Set(sessions.Visit(context, town));
            await next(context);
            return;
        }

        var looks = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var needed = endpoint.Metadata.GetMetadata<NeededRole>()?.Role ?? (looks ? Role.View : Role.Edit);
        if (session is null) await (looks ? SendToSignIn(context, town) : SayThatItEnded(context, town));
        else if (!session.Roles.Contains(needed)) await SayWhatIsNeeded(context, town, needed);
        else await next(context);
    }

    /// <summary>True for an address of a desk, whether or not there is such a page.</summary>
    public static bool IsDesk(PathString path) => path.Value?.Split('/') is [_, _, "desk", ..];

    static Task SendToSignIn(HttpContext context, string town)
    {
        var wanted = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        var query = ReturnPath.Checked(town, wanted) == ReturnPath.Home(town) ? "" : $"?to={Uri.EscapeDataString(wanted)}";
        return Results.Redirect($"/{town}/desk/sign-in{query}").ExecuteAsync(context);
    }

    static Task SayThatItEnded(HttpContext context, string town) => Failures.Message(StatusCodes.Status403Forbidden, "サインインの有効時間が過ぎました", ($"/{town}/desk/sign-in", "サインインの画面を開く"),
        "この操作は、まだ行われていません。", "入力した文章があるときは、一つ前の画面に戻って控えてから、サインインし直してください。").ExecuteAsync(context);

    static Task SayWhatIsNeeded(HttpContext context, string town, Role role) => Failures.Message(StatusCodes.Status403Forbidden, "この操作には別の役割が必要です", (ReturnPath.Home(town), "事務局の画面へ戻る"),
        $"「{RoleWords.Of(role)}」の役割がある職員が行えます。この操作は、行われていません。", "必要なときは、「編集」の役割がある職員に、役割の追加や代理の登録を依頼してください。").ExecuteAsync(context);
}

/// <summary>The page of the desk that somebody wanted before the sign-in; nothing else is ever led to.</summary>
static class ReturnPath
{
    const int Longest = 400;

    public static string Home(string town) => $"/{town}/desk";

    /// <summary>The wanted address, if it is one of this town's desk; else the desk's first page.</summary>
    public static string Checked(string town, string? wanted) =>
        wanted is not null && wanted.Length <= Longest && wanted.StartsWith(Home(town), StringComparison.Ordinal)
        && (wanted.Length == Home(town).Length || wanted[Home(town).Length] is '/' or '?')
        && !wanted.StartsWith($"{Home(town)}/sign-in", StringComparison.Ordinal) && wanted.All(c => c is > ' ' and <= '~' and not '\\')
            ? wanted
            : Home(town);
}
