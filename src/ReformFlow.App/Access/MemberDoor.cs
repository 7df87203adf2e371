using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>The pages of the office's members: who they are, what they may do, who stands in for whom; and everybody's own.</summary>
static class MemberDoor
{
    public static void MapMemberDoor(this IEndpointRouteBuilder endpoints)
    {
        var members = endpoints.MapGroup("/{town}/desk/members").ForDesk();
        members.MapPage("", (string town, MemberPages pages) => pages.AllAsync(town));
        members.MapPage("/add", (string town, MemberPages pages) => pages.AddPageAsync(town)).RequireRole(Role.Edit);
        members.MapPost("/add", (string town, HttpRequest request, MemberPages pages) => pages.AddAsync(town, request));
        members.MapPage("/{person}", (string town, string person, MemberPages pages) => pages.OneAsync(town, person));
        members.MapPost("/{person}", (string town, string person, HttpRequest request, MemberPages pages) => pages.ChangeAsync(town, person, request));
        members.MapPost("/{person}/remove", (string town, string person, MemberPages pages) => pages.RemoveAsync(town, person));
        members.MapPost("/{person}/sessions", (string town, string person, MemberPages pages) => pages.EndSessionsAsync(town, person));
        // Whose deputy it is, the rules ask: everybody may name and end their own.
        members.MapPost("/{person}/deputies", (string town, string person, HttpRequest request, MemberPages pages) => pages.NameDeputyAsync(town, person, request)).RequireRole(Role.View);
        members.MapPost("/{person}/deputies/end", (string town, string person, HttpRequest request, MemberPages pages) => pages.EndDeputyAsync(town, person, request)).RequireRole(Role.View);

        var me = endpoints.MapGroup("/{town}/desk/me").ForDesk().RequireRole(Role.View);
        me.MapPage("", (string town, MemberPages pages) => pages.MeAsync(town));
        me.MapPost("", (string town, HttpRequest request, MemberPages pages) => pages.CorrectMeAsync(town, request));
        me.MapPage("/authenticator", (string town, MemberPages pages) => pages.OfferAsync(town));
        me.MapPost("/authenticator", (string town, HttpRequest request, MemberPages pages) => pages.SetAsync(town, request));
        me.MapPost("/authenticator/remove", (string town, MemberPages pages) => pages.RemoveAuthenticatorAsync(town));
        me.MapPost("/sessions", (string town, HttpContext context, MemberPages pages) => pages.EndMySessionsAsync(town, context));
    }
}

/// <summary>Answers the members' pages.</summary>
sealed class MemberPages(Members members, Authenticators authenticators, SignIn signIn, Sessions sessions, CycleFinder cycles, Archive archive, DeskVisitor visitor, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> AllAsync(string town)
    {
        var office = await cycles.OfficeAsync(town, Cancellation);
        return new RazorComponentResult<MembersPage>(new { Municipality = await MunicipalityAsync(town), Members = await members.AllAsync(town, Cancellation), Today, TooFew = MemberRules.TooFewEditors(office) });
    }

    public async Task<IResult> AddPageAsync(string town, TypedMember? typed = null, IReadOnlyList<Problem>? problems = null) =>
        new RazorComponentResult<MemberPage>(new { Municipality = await MunicipalityAsync(town), Typed = typed ?? new("", "", null, [Role.Edit]), Problems = problems ?? [], Today }) { StatusCode = Status(problems) };

    public async Task<IResult> AddAsync(string town, HttpRequest request)
    {
        var typed = await ReadAsync(request);
        return await members.AddAsync(town, typed, visitor.By, Cancellation) is { Count: > 0 } problems ? await AddPageAsync(town, typed, problems) : Results.Redirect($"/{town}/desk/members");
    }

    public async Task<IResult> OneAsync(string town, string person, TypedMember? typed = null, IReadOnlyList<Problem>? problems = null)
    {
        var all = await members.AllAsync(town, Cancellation);
        return all.FirstOrDefault(m => m.Person.Number == person) is not { } member ? Results.NotFound()
            : new RazorComponentResult<MemberPage>(new
            {
                Municipality = await MunicipalityAsync(town), Member = member, Others = all.Where(m => m != member).ToList(), Problems = problems ?? [], Today,
                Typed = typed ?? new(member.Person.Name ?? "", member.Person.Address, member.Person.Extension, member.Mark.Roles),
            })
            { StatusCode = Status(problems) };
    }

    public async Task<IResult> ChangeAsync(string town, string person, HttpRequest request)
    {
        var typed = await ReadAsync(request);
        return await members.ChangeAsync(town, person, typed, visitor.By, Cancellation) is { Count: > 0 } problems ? await OneAsync(town, person, typed, problems) : Results.Redirect($"/{town}/desk/members");
    }

    public async Task<IResult> RemoveAsync(string town, string person) =>
        await members.RemoveAsync(town, person, visitor.By, Cancellation) is { } refusal ? await OneAsync(town, person, null, [new("remove", refusal)]) : Results.Redirect($"/{town}/desk/members");

    public async Task<IResult> EndSessionsAsync(string town, string person)
    {
        await signIn.SignOutEverywhereAsync(town, person, visitor.By, Cancellation);
        return Results.Redirect($"/{town}/desk/members/{Uri.EscapeDataString(person)}");
    }

    public async Task<IResult> NameDeputyAsync(string town, string person, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        var refusal = Day(form["from"]) is { } from && Day(form["to"]) is { } to
            ? await members.NameDeputyAsync(town, person, form["deputy"].ToString(), from, to, visitor.By, Cancellation)
            : "代理の始まりの日と終わりの日を入力してください。";
        return await AfterDeputyAsync(town, person, refusal);
    }

    public async Task<IResult> EndDeputyAsync(string town, string person, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        var refusal = Day(form["from"]) is { } from ? await members.EndDeputyAsync(town, person, form["deputy"].ToString(), from, visitor.By, Cancellation) : null;
        return await AfterDeputyAsync(town, person, refusal);
    }

    public async Task<IResult> MeAsync(string town, string? problem = null)
    {
        var all = await members.AllAsync(town, Cancellation);
        return new RazorComponentResult<ProfilePage>(new
        {
            Municipality = await MunicipalityAsync(town), Member = all.First(m => m.Person.Number == visitor.By), Others = all.Where(m => m.Person.Number != visitor.By).ToList(), Problem = problem, Today,
        })
        { StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
    }

    public async Task<IResult> CorrectMeAsync(string town, HttpRequest request)
    {
        var typed = await ReadAsync(request);
        return await members.CorrectOwnAsync(town, visitor.By, typed.Name, typed.Extension, Cancellation) is { } problem ? await MeAsync(town, problem) : Results.Redirect($"/{town}/desk/me");
    }

    public async Task<IResult> EndMySessionsAsync(string town, HttpContext context)
    {
        await signIn.SignOutEverywhereAsync(town, visitor.By, visitor.By, Cancellation);
        sessions.End(context, town);
        return Failures.Message(StatusCodes.Status200OK, "すべての端末でサインアウトしました", ($"/{town}/desk/sign-in", "サインインの画面を開く"), "ほかの端末でも、次の操作からサインインが必要になります。");
    }

    public async Task<IResult> OfferAsync(string town, string? offered = null, string? problem = null)
    {
        var person = visitor.By;
        // The same secret again after a mistyped code: the app has it already.
        if (offered is null || authenticators.Open(town, person, offered) is not { } secret)
            secret = authenticators.Open(town, person, offered = authenticators.Offer(town, person))!;
        var account = (await members.AllAsync(town, Cancellation)).First(m => m.Person.Number == person).Person.Address;
        return new RazorComponentResult<AuthenticatorPage>(new { Municipality = await MunicipalityAsync(town), Secret = secret, Offered = offered, Account = account, Problem = problem })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    public async Task<IResult> SetAsync(string town, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        return await authenticators.SetAsync(town, visitor.By, form["offered"], form["code"].ToString(), Cancellation) is { } problem
            ? await OfferAsync(town, form["offered"], problem)
            : Results.Redirect($"/{town}/desk/me");
    }

    public async Task<IResult> RemoveAuthenticatorAsync(string town)
    {
        await authenticators.RemoveAsync(town, visitor.By, Cancellation);
        return Results.Redirect($"/{town}/desk/me");
    }

    Task<IResult> AfterDeputyAsync(string town, string person, string? refusal) => (refusal, person == visitor.By) switch
    {
        (null, true) => Task.FromResult(Results.Redirect($"/{town}/desk/me")),
        (null, false) => Task.FromResult(Results.Redirect($"/{town}/desk/members/{Uri.EscapeDataString(person)}")),
        (_, true) => MeAsync(town, refusal),
        _ => OneAsync(town, person, null, [new("deputy", refusal)]),
    };

    async Task<TypedMember> ReadAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        string Text(string name) => form[name].ToString().Trim();
        return new(Text("name"), Text("address"), Text("extension") is { Length: > 0 and <= 40 } extension ? extension : null,
            [.. form["roles"].Select(r => Enum.TryParse<Role>(r, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : (Role?)null).OfType<Role>().Distinct().Order()]);
    }

    async Task<Municipality> MunicipalityAsync(string town) => await archive.MunicipalityAsync(town, (await cycles.OfficeAsync(town, Cancellation)).Organisation!, Cancellation);

    DateOnly Today => TokyoTime.DayOf(time.GetUtcNow());

    static int Status(IReadOnlyList<Problem>? problems) => problems is { Count: > 0 } ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= Holidays.FirstYear and <= Holidays.LastYear ? day : null;
}
