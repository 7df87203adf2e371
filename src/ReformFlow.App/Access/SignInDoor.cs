using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;

namespace ReformFlow.App.Access;

/// <summary>The pages by which the office comes in and goes out.</summary>
static class SignInDoor
{
    public static void MapSignInDoor(this IEndpointRouteBuilder endpoints)
    {
        var desk = endpoints.MapGroup("/{town}/desk").ForDesk();
        var signIn = desk.MapGroup("/sign-in").BeforeSignIn();
        signIn.MapPage("", (string town, string? to, SignInPages pages) => pages.AskAsync(town, to));
        signIn.MapPost("", (string town, HttpContext context, SignInPages pages) => pages.MailAsync(town, context));
        signIn.MapPage("/code", (string town, HttpContext context, SignInPages pages) => pages.CodeAsync(town, context));
        signIn.MapPost("/code", (string town, HttpContext context, SignInPages pages) => pages.TryAsync(town, context));
        signIn.MapPage("/once/{word}", (string town, string word, SignInPages pages) => pages.OnceAsync(town, word));
        signIn.MapPost("/once/{word}", (string town, string word, HttpContext context, SignInPages pages) => pages.UseAsync(town, word, context));
        desk.MapPost("/sign-out", (string town, HttpContext context, SignInPages pages) => pages.SignOutAsync(town, context)).RequireRole(Role.View);
    }
}

/// <summary>Answers the sign-in pages.</summary>
sealed class SignInPages(SignInChoice choice, SignIn signIn, Sessions sessions, CycleFinder cycles, Archive archive, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> AskAsync(string town, string? to, string? problem = null, string address = "") =>
        new RazorComponentResult<SignInPage>(new { Municipality = await MunicipalityAsync(town), To = ReturnPath.Checked(town, to), Problem = problem, Address = address })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };

    public async Task<IResult> MailAsync(string town, HttpContext context)
    {
        if (!choice.ByCode) return Results.NotFound();
        var form = await context.Request.ReadFormAsync(Cancellation);
        var address = form["address"].ToString().Trim();
        if (address.Length is 0 or > 254) return await AskAsync(town, form["to"], "メールアドレスを入力してください。", address);
        if (context.Features.Get<DeskVisit>() is not { } visit) return Results.Redirect(ReturnPath.Checked(town, form["to"]));
        var way = form["way"] == "app" ? SignInWay.App : SignInWay.Mail;
        sessions.KeepCode(context, town, await signIn.AskAsync(town, visit, address, way, form["to"].ToString(), Cancellation));
        return Results.Redirect($"/{town}/desk/sign-in/code");
    }

    public async Task<IResult> CodeAsync(string town, HttpContext context, bool isWrong = false) => Pending(town, context) is { } pending
        ? new RazorComponentResult<CodePage>(new { Municipality = await MunicipalityAsync(town), pending.Way, IsWrong = isWrong })
        {
            StatusCode = isWrong ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK,
        }
        : Results.Redirect($"/{town}/desk/sign-in");

    public async Task<IResult> TryAsync(string town, HttpContext context)
    {
        if (!choice.ByCode) return Results.NotFound();
        var typed = (await context.Request.ReadFormAsync(Cancellation))["code"].ToString();
        if (Pending(town, context) is not { } pending) return await AskAsync(town, null, "コードの有効時間が過ぎました。もう一度、メールアドレスを入力してください。");
        if (await signIn.TryAsync(town, pending, typed, Cancellation) is not { } came) return await CodeAsync(town, context, isWrong: true);
        sessions.Begin(context, town, came.Person, came.Generation);
        return Results.Redirect(pending.To);
    }

    public async Task<IResult> OnceAsync(string town, string word) => signIn.Holds(town, word)
        ? new RazorComponentResult<OncePage>(new { Municipality = await MunicipalityAsync(town), Word = word })
        : NoAddress(town);

    public async Task<IResult> UseAsync(string town, string word, HttpContext context)
    {
        if (await signIn.UseAddressAsync(town, word, Cancellation) is not { } came) return NoAddress(town);
        sessions.Begin(context, town, came.Person, came.Generation);
        return Results.Redirect(ReturnPath.Home(town));
    }

    public Task<IResult> SignOutAsync(string town, HttpContext context)
    {
        sessions.End(context, town);
        return Task.FromResult<IResult>(Failures.Message(StatusCodes.Status200OK, "サインアウトしました",
            choice.Entra is null ? ($"/{town}/desk/sign-in", "サインインの画面を開く") : (EntraAddresses.SignOut(town), "職員のアカウントからもサインアウトする"), "この端末での作業を終えました。"));
    }

    PendingSignIn? Pending(string town, HttpContext context) =>
        context.Features.Get<DeskVisit>() is { } visit ? signIn.Pending(town, visit, Sessions.Code(context)) : null;

    static RazorComponentResult<Message> NoAddress(string town) => Failures.Message(StatusCodes.Status410Gone, "このアドレスは使えません", ($"/{town}/desk/sign-in", "サインインの画面を開く"),
        "一度使われたか、有効時間が過ぎたか、途中で切れています。", "サーバーで「reformflow signin」をもう一度実行すると、新しいアドレスが表示されます。");

    async Task<Core.Organisation.Municipality> MunicipalityAsync(string town) =>
        await archive.MunicipalityAsync(town, (await cycles.OfficeAsync(town, Cancellation)).Organisation!, Cancellation);
}
