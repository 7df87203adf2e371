using Microsoft.AspNetCore.Http;
using ReformFlow.App.Cycles;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Access;

/// <summary>A department that has come in by its form link.</summary>
/// <param name="Path">The link's own path, under which all its pages lie.</param>
public sealed record FormVisit(StartedCycle Cycle, Department Department, RequestHead Head, string Path)
{
    /// <summary>How the log names who writes here.</summary>
    public string By => Department.By;
}

/// <summary>Opens form links: proves the code, and says what happened to a link that no longer opens.</summary>
public sealed class FormVisits(CycleFinder cycles, SiteSettings site, WrongTries wrongTries)
{
    /// <summary>The visit, or the page that tells why there is none.</summary>
    public async Task<(FormVisit? Visit, IResult? Refusal)> OpenAsync(string town, string cycle, string department, string code, CancellationToken cancellation)
    {
        var started = Keys.IsAddressKey(town) && Keys.IsAddressKey(cycle) ? await cycles.StartedAsync(town, cycle, cancellation) : null;
        if (started?.Asks(department) is not true) return (null, await UnknownAsync(cancellation));
        var head = await cycles.RequestAsync(started, department, cancellation);
        var address = new FormAddress(town, cycle, department);
        var generation = FormLink.GenerationOf(site.Key.Span, address, code, head.Generation);
        if (generation is null) return (null, await UnknownAsync(cancellation));
        if (generation < head.Generation)
            return (null, Failures.Message(StatusCodes.Status410Gone, "このアドレスは使われなくなりました",
                "担当の引継ぎなどにより、新しいアドレスをお送りしています。新しいメールのアドレスからお入りください。",
                $"ご不明な点は、{started.Municipality.Office.Name}（内線 {started.Municipality.Office.Extension}）へお問い合わせください。"));
        return (new(started, started.Municipality.Department(department), head, $"/{town}/{cycle}/{department}/{FormLink.Code(site.Key.Span, address, head.Generation)}"), null);
    }

    /// <summary>The path of the form that a typed department and code open, or null.</summary>
    /// <param name="typedTown">The town's key, as typed.</param>
    /// <param name="department">The department's name or key, as typed.</param>
    public async Task<string?> FindAsync(string typedTown, string department, string code, CancellationToken cancellation)
    {
        var town = TypedByHand.Plain(typedTown);
        if (Keys.IsAddressKey(town))
            foreach (var registered in (await cycles.OfficeAsync(town, cancellation)).Cycles.Reverse())
                if (await cycles.StartedAsync(town, registered.Key, cancellation) is { } started
                    && started.Municipality.Departments.FirstOrDefault(d => d.PrintedAs.Append(d.Key).Append(d.Name).Any(n => TypedByHand.Means(department, n))) is { } known
                    && started.Asks(known.Key)
                    && await cycles.RequestAsync(started, known.Key, cancellation) is var head
                    && FormLink.GenerationOf(site.Key.Span, new(town, registered.Key, known.Key), code, head.Generation) is not null)
                    return $"/{town}/{registered.Key}/{known.Key}/{FormLink.Code(site.Key.Span, new(town, registered.Key, known.Key), head.Generation)}";
        await wrongTries.SlowDownAsync(cancellation);
        return null;
    }

    async Task<IResult> UnknownAsync(CancellationToken cancellation)
    {
        await wrongTries.SlowDownAsync(cancellation);
        return Failures.Message(StatusCodes.Status404NotFound, "このアドレスでは開けません", ("/", "入口の画面を開く"),
            "アドレスが途中で切れていないか、ご確認ください。メールにあるアドレスは、1行で最後まで入力してください。",
            "入口の画面で、所属名と回答コードを入力して開くこともできます。");
    }
}
