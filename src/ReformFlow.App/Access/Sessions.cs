using Microsoft.AspNetCore.Http;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>The desk's cookies: nothing is stored for them, so that every instance believes them and a restart ends none.</summary>
/// <remarks>A cookie holds for one town's desk and for the browser's own life; it carries no date that a virtual clock could contradict.</remarks>
public sealed class Sessions(SiteSettings site, AccessClock clock, Chance chance, TimeProvider time)
{
    /// <summary>The cookie of somebody who is signed in.</summary>
    public const string Name = "reformflow-desk";

    const string VisitName = "reformflow-visit", CodeName = "reformflow-code";

    /// <summary>So long after it was written a session's cookie is written anew: it knows when something was asked last.</summary>
    static readonly TimeSpan _fresh = TimeSpan.FromMinutes(10);

    /// <summary>The session that the request's cookie proves, or null.</summary>
    public DeskSession? Read(HttpContext context, string town, OfficeHead office)
    {
        var now = clock.Now;
        if (SessionToken.Read(site.Key.Span, context.Request.Cookies[Name], town, now) is not { } token
            || office.Members.GetValueOrDefault(token.Person) is not { } mark || !mark.IsMember() || mark.Generation != token.Generation) return null;
        if (now - token.SeenAt >= _fresh) Write(context, town, Name, (token with { SeenAt = now }).Write(site.Key.Span));
        return new(token, MemberRules.RolesOn(office, token.Person, TokyoTime.DayOf(time.GetUtcNow())), mark);
    }

    /// <summary>Lets a member in: a new session, whatever the browser brought along.</summary>
    public void Begin(HttpContext context, string town, string person, int generation)
    {
        var now = clock.Now;
        Write(context, town, Name, new SessionToken(town, person, generation, chance.Word(), now, now).Write(site.Key.Span));
        if (context.Request.Cookies.ContainsKey(VisitName)) Write(context, town, VisitName, "");
        if (context.Request.Cookies.ContainsKey(CodeName)) Write(context, town, CodeName, "");
    }

    /// <summary>Ends the browser's session.</summary>
    public void End(HttpContext context, string town) => Write(context, town, Name, "");

    /// <summary>The browser's own word before it has signed in; a page gives it one.</summary>
    internal DeskVisit? Visit(HttpContext context, string town)
    {
        if (context.Request.Cookies[VisitName] is { Length: 32 } known && known.All(char.IsAsciiHexDigitLower)) return new(known);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return null;
        var visit = new DeskVisit(chance.Word());
        Write(context, town, VisitName, visit.Word);
        return visit;
    }

    internal static string? Code(HttpContext context) => context.Request.Cookies[CodeName];

    internal void KeepCode(HttpContext context, string town, string code) => Write(context, town, CodeName, code);

    // A proxy takes the encryption off before us, so what the office types into its browser decides, not what arrives here.
    void Write(HttpContext context, string town, string name, string value) => context.Response.Cookies.Append(name, value, new()
    {
        Path = $"/{town}/desk",
        HttpOnly = true,
        // A notice's link to the desk is followed from a mail, which «Strict» would take for a stranger's; nothing is changed by following links.
        SameSite = SameSiteMode.Lax,
        Secure = site.DeskAddress.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
    });
}
