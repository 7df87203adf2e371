using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>Where a member comes back to from Microsoft's sign-in, and goes in.</summary>
static class EntraDoor
{
    public static void MapEntraDoor(this IEndpointRouteBuilder endpoints)
    {
        var entra = endpoints.MapGroup("/{town}/desk/sign-in/entra").ForDesk().BeforeSignIn();
        entra.MapPage("", (string town, string? to, EntraPages pages) => pages.ShowAsync(town, to));
        entra.MapPost("", (string town, HttpContext context, EntraPages pages) => pages.EnterAsync(town, context));
    }
}

/// <summary>The platform's own addresses, answered before a request reaches us.</summary>
static class EntraAddresses
{
    /// <summary>Microsoft's sign-in, which leads back to the town's page.</summary>
    public static string SignIn(string town, string to) => $"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString($"/{town}/desk/sign-in/entra?to={Uri.EscapeDataString(to)}")}";

    /// <summary>The end of the account's session at the platform, which leads back to the town's sign-in page.</summary>
    public static string SignOut(string town) => $"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString($"/{town}/desk/sign-in")}";
}

/// <summary>Answers the pages of the sign-in by Entra ID.</summary>
sealed class EntraPages(SignInChoice choice, SignIn signIn, Sessions sessions, CycleFinder cycles, Archive archive, IHttpContextAccessor http)
{
    /// <summary>The platform takes it away from requests that come from outside, and writes its own.</summary>
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ShowAsync(string town, string? to)
    {
        if (choice.Entra is not { } entra) return Results.NotFound();
        var wanted = ReturnPath.Checked(town, to);
        return await RefusalAsync(town, entra, wanted) ?? new RazorComponentResult<EntraPage>(new { Municipality = await MunicipalityAsync(town), Account = AddressesOf(entra)[0], To = wanted });
    }

    public async Task<IResult> EnterAsync(string town, HttpContext context)
    {
        if (choice.Entra is not { } entra) return Results.NotFound();
        var to = ReturnPath.Checked(town, (await context.Request.ReadFormAsync(Cancellation))["to"]);
        if (await RefusalAsync(town, entra, to) is { } refusal) return refusal;
        // Between the look and the entry somebody may have been taken out.
        if (await signIn.UseEntraAsync(town, AddressesOf(entra), Cancellation) is not { } came) return NoMember(town, entra, await MunicipalityAsync(town));
        sessions.Begin(context, town, came.Person, came.Generation);
        return Results.Redirect(to);
    }

    async Task<IResult?> RefusalAsync(string town, EntraChoice entra, string to)
    {
        if (!entra.IsOn)
            return Failures.Message(StatusCodes.Status503ServiceUnavailable, "職員のアカウントによるサインインは、まだ使えません", ($"/{town}/desk/sign-in", "サインインの画面へ戻る"),
                "Azureの側の認証が有効になっていないため、アカウントを確かめられません。", "このシステムの管理者に、App Serviceの認証の設定を確認するよう依頼してください。");
        if (AddressesOf(entra).Count == 0)
            return Failures.Message(StatusCodes.Status403Forbidden, "職員のアカウントを確認できませんでした", (EntraAddresses.SignIn(town, to), "Microsoftのサインインの画面を開く"),
                "Microsoftの画面でのサインインが済んでいないか、この団体の職員のアカウントではありません（ゲストのアカウントでは入れません）。");
        return await signIn.IsMemberAsync(town, AddressesOf(entra), Cancellation) ? null : NoMember(town, entra, await MunicipalityAsync(town));
    }

    RazorComponentResult<Message> NoMember(string town, EntraChoice entra, Municipality municipality) => Failures.Message(StatusCodes.Status403Forbidden, "事務局の職員として登録されていません", (EntraAddresses.SignOut(town), "別のアカウントでサインインし直す"),
        $"「{AddressesOf(entra).FirstOrDefault()}」のアカウントは、事務局の画面を使う職員として登録されていません。",
        $"必要なときは、{municipality.Office.Name}（内線 {municipality.Office.Extension}）で「編集」の役割がある職員に、このアドレスでの登録を依頼してください。",
        "各課の方は、メールでお送りした回答用のアドレスからお入りください。");

    IReadOnlyList<string> AddressesOf(EntraChoice entra) => EntraPrincipal.Addresses(http.HttpContext!.Request.Headers[Header], entra.Tenant);

    async Task<Municipality> MunicipalityAsync(string town) => await archive.MunicipalityAsync(town, (await cycles.OfficeAsync(town, Cancellation)).Organisation!, Cancellation);
}
