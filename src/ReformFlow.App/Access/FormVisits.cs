using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ReformFlow.App.Cycles;
using ReformFlow.App.Requests;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Access;

/// <summary>A department that has come in by its form link.</summary>
/// <param name="Path">The link's own path, under which all its pages lie.</param>
public sealed record FormVisit(StartedCycle Cycle, Department Department, RequestHead Head, string Path)
{
    /// <summary>Who gave a name in this browser; null until somebody does.</summary>
    public Person? Clerk { get; init; }

    /// <summary>How the log names who writes here.</summary>
    public string By => Clerk?.Number ?? Department.By;
}

/// <summary>A superior that has come in by the link under which a submission is confirmed.</summary>
/// <param name="Path">The page's own path.</param>
public sealed record ConfirmVisit(StartedCycle Cycle, Department Department, RequestHead Head, string Path)
{
    /// <summary>How the log names who confirms here, or whose deputy does.</summary>
    public string By => Department.SuperiorPerson ?? Department.By;
}

/// <summary>Opens form links: proves the code, and says what happened to a link that no longer opens.</summary>
public sealed class FormVisits(CycleFinder cycles, SiteSettings site, WrongTries wrongTries, IHttpContextAccessor http)
{
    /// <summary>The visit, or the page that tells why there is none.</summary>
    public async Task<(FormVisit? Visit, IResult? Refusal)> OpenAsync(string town, string cycle, string department, string code, CancellationToken cancellation)
    {
        var started = Keys.IsAddressKey(town) && Keys.IsAddressKey(cycle) ? await cycles.StartedAsync(town, cycle, cancellation) : null;
        if (started is null || !started.Asks(department) && started.Head.Passed.All(p => p.From != department)) return (null, await UnknownAsync(cancellation));
        var head = await cycles.RequestAsync(started, department, cancellation);
        var address = new FormAddress(town, cycle, department);
        var generation = FormLink.GenerationOf(site.Key.Span, address, code, head.Generation);
        if (generation is null) return (null, await UnknownAsync(cancellation));
        if (generation < head.Generation)
            return (null, Failures.Message(StatusCodes.Status410Gone, "このアドレスは使われなくなりました",
                "担当の引継ぎなどにより、新しいアドレスをお送りしています。新しいメールのアドレスからお入りください。",
                $"ご不明な点は、{started.Municipality.Office.Name}（内線 {started.Municipality.Office.Extension}）へお問い合わせください。"));
        if (!started.Asks(department)) return (null, await PassedOnAsync(started, department, cancellation));
        return (new(started, started.Municipality.Department(department), head, PathOf(address, head.Generation, LinkPurpose.Form)), null);
    }

    /// <summary>The superior's visit, or the page that tells why there is none: only the round that waits is confirmed.</summary>
    public async Task<(ConfirmVisit? Visit, IResult? Refusal)> OpenConfirmationAsync(string town, string cycle, string department, string code, CancellationToken cancellation)
    {
        var started = Keys.IsAddressKey(town) && Keys.IsAddressKey(cycle) ? await cycles.StartedAsync(town, cycle, cancellation) : null;
        if (started is not { Settings.NeedsConfirmation: true } || !started.Asks(department)) return (null, await UnknownAsync(cancellation));
        var head = await cycles.RequestAsync(started, department, cancellation);
        var address = new FormAddress(town, cycle, department);
        if (FormLink.GenerationOf(site.Key.Span, address, code, head.Round, LinkPurpose.Confirmation) is not { } round) return (null, await UnknownAsync(cancellation));
        return ConfirmWords.WhyOver(started.Settings, head, round) is { } over
            ? (null, Failures.Message(StatusCodes.Status410Gone, "この確認のお願いは終わりました", over, $"ご不明な点は、{started.Municipality.Office.Name}（内線 {started.Municipality.Office.Extension}）へお問い合わせください。"))
            : (new(started, started.Municipality.Department(department), head, PathOf(address, round, LinkPurpose.Confirmation)), null);
    }

    /// <summary>The path that a typed department and code open, of the form or of the superior's page, or null.</summary>
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
                    && FindIn(new(town, registered.Key, known.Key), head, code) is { } path)
                    return path;
        if (Keys.IsAddressKey(town) && await FindPassedAsync(town, department, code, cancellation) is { } passed) return passed;
        await wrongTries.SlowDownAsync(cancellation);
        return null;
    }

    // The mail of a department that is no more prints the name that it had.
    async Task<string?> FindPassedAsync(string town, string department, string code, CancellationToken cancellation)
    {
        foreach (var registered in (await cycles.OfficeAsync(town, cancellation)).Cycles.Reverse())
            if (await cycles.StartedAsync(town, registered.Key, cancellation) is { Head: { Passed.Count: > 0 } head } started)
                foreach (var known in (await cycles.FormerAsync(head, cancellation)).SelectMany(f => f.Departments)
                    .Where(d => head.Passed.Any(p => p.From == d.Key) && d.PrintedAs.Append(d.Key).Append(d.Name).Any(n => TypedByHand.Means(department, n))).DistinctBy(d => d.Key))
                    if (await cycles.RequestAsync(started, known.Key, cancellation) is var request
                        && FormLink.GenerationOf(site.Key.Span, new(town, registered.Key, known.Key), code, request.Generation) == request.Generation)
                        return $"/{town}/{registered.Key}/{known.Key}/{FormLink.Code(site.Key.Span, new(town, registered.Key, known.Key), request.Generation)}";
        return null;
    }

    // A section's old link opens the form of whoever has taken its items over; where they went to several, each is offered.
    async Task<IResult> PassedOnAsync(StartedCycle started, string department, CancellationToken cancellation)
    {
        var (town, cycle) = (started.Settings.Town, started.Settings.Key);
        var heirs = new List<(string Address, string Name)>();
        foreach (var heir in Heirs(started.Head, department, []).Distinct().Where(started.Asks))
        {
            var generation = (await cycles.RequestAsync(started, heir, cancellation)).Generation;
            heirs.Add(($"/{town}/{cycle}/{heir}/{FormLink.Code(site.Key.Span, new(town, cycle, heir), generation)}", started.Municipality.Department(heir).Name));
        }
        var isPost = http.HttpContext is { } context && HttpMethods.IsPost(context.Request.Method);
        if (isPost && http.HttpContext!.Request.Headers.ContainsKey("X-Autosave"))
            return Results.Json(new { message = "組織の改正により、照会がほかの所属に引き継がれました。入力中の内容を控えて、画面を開き直してください。" }, statusCode: StatusCodes.Status409Conflict);
        if (heirs is [var only] && !isPost) return Results.Redirect(only.Address);
        return new RazorComponentResult<PassedOnPage>(new { started.Municipality, Heirs = heirs, WasPost = isPost }) { StatusCode = isPost ? StatusCodes.Status409Conflict : StatusCodes.Status200OK };
    }

    static IEnumerable<string> Heirs(CycleHead head, string department, IReadOnlyList<string> seen) =>
        head.Passed.Where(p => p.From == department).Select(p => p.To).Distinct().Where(to => !seen.Contains(to))
            .SelectMany(to => Heirs(head, to, [.. seen, department]).Prepend(to));

    // A code of an earlier generation leads to its own address, which says what happened to it.
    string? FindIn(FormAddress address, RequestHead head, string code) =>
        FormLink.GenerationOf(site.Key.Span, address, code, head.Generation) is { } generation ? PathOf(address, generation, LinkPurpose.Form)
        : FormLink.GenerationOf(site.Key.Span, address, code, head.Round, LinkPurpose.Confirmation) is { } round ? PathOf(address, round, LinkPurpose.Confirmation)
        : null;

    string PathOf(FormAddress address, int generation, LinkPurpose purpose) =>
        $"/{address.Town}/{address.Cycle}/{address.Department}/{FormLink.Code(site.Key.Span, address, generation, purpose)}{(purpose == LinkPurpose.Confirmation ? "/confirm" : "")}";

    async Task<IResult> UnknownAsync(CancellationToken cancellation)
    {
        await wrongTries.SlowDownAsync(cancellation);
        return Failures.Message(StatusCodes.Status404NotFound, "このアドレスでは開けません", ("/", "入口の画面を開く"),
            "アドレスが途中で切れていないか、ご確認ください。メールにあるアドレスは、1行で最後まで入力してください。",
            "入口の画面で、所属名と回答コードを入力して開くこともできます。");
    }
}
