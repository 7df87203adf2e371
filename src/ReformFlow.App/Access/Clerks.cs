using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>Who writes behind a form link: asked at the first save of a browser, kept beside the log, remembered until the browser is closed.</summary>
public sealed class Clerks(IPeople people, SiteSettings site)
{
    /// <summary>The longest name and extension that are kept.</summary>
    public const int MaxName = 40, MaxExtension = 20;

    const string Cookie = "clerk";

    /// <summary>Who gave a name in this browser under this link; null where nobody did, or where the name was erased.</summary>
    public async Task<Person?> KnownAsync(HttpContext context, FormVisit visit) =>
        ClerkToken.Read(site.Key.Span, visit.Path, context.Request.Cookies[Cookie]) is { } number
        && await people.FindAsync(visit.Cycle.Settings.Town, number, context.RequestAborted) is { Name: not null } person
            ? person
            : null;

    /// <summary>The visit of whoever is named in a posted form; without a name there it stays as it was.</summary>
    public async Task<FormVisit> NamedAsync(HttpContext context, FormVisit visit, IFormCollection form)
    {
        var (name, extension) = (Line(form["clerk.name"], MaxName), Line(form["clerk.extension"], MaxExtension));
        if (name.Length == 0) return visit;
        var (town, department) = (visit.Cycle.Settings.Town, visit.Department.Key);
        var all = await people.AllAsync(town, context.RequestAborted);
        var person = all.FirstOrDefault(p => p.Department == department && p.Name == name && (p.Extension ?? "") == extension);
        if (person is null)
        {
            person = new(NewNumber(all), "", name, extension.Length == 0 ? null : extension) { Department = department };
            await people.SaveAsync(town, [person], context.RequestAborted);
        }
        context.Response.Cookies.Append(Cookie, ClerkToken.Write(site.Key.Span, visit.Path, person.Number), new()
        {
            // Without a day of its own it ends with the browser. A link in a mail still brings it.
            Path = visit.Path, HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = site.FormAddress.StartsWith("https:", StringComparison.Ordinal),
        });
        return visit with { Clerk = person };
    }

    /// <summary>A number that nobody has. By chance, not by counting: two who come at once never get the same one.</summary>
    internal static string NewNumber(IReadOnlyList<Person> all)
    {
        while (true)
            if (string.Create(CultureInfo.InvariantCulture, $"c{RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000)}") is var number && all.All(p => p.Number != number)) return number;
    }

    static string Line(string? typed, int longest)
    {
        var line = AnswerText.Clean(typed ?? "").Replace('\n', ' ').Replace('\t', ' ').Trim();
        return line.Length <= longest ? line : new StringInfo(line) is var text && text.LengthInTextElements > longest ? text.SubstringByTextElements(0, longest) : line;
    }
}
