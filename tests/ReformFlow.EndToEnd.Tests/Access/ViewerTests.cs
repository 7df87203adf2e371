using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Access;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Access;

/// <summary>The sample city with a review, an approval, and a member of the office who only looks.</summary>
public sealed class LookedAtTown : RunningTown
{
    protected override (string Name, string? Value)[] Choices => [("review.1.name", "行政改革推進本部会議"), ("review.1.day", "2026-08-17"), ("approval", "required")];

    /// <summary>Presses a button of a desk's page in the running cycle.</summary>
    public async Task<WebPage> PostAsync(string page, string action, params (string Name, string? Value)[] typed) =>
        await Visitor.PostAsync(await Visitor.OpenAsync($"{Desk}/{Cycle}/{page}"), $"/{Key}/desk/{Cycle}/{action}", typed);

    /// <summary>Adds the member who may look, and gives the number.</summary>
    public async Task<string> AddViewerAsync()
    {
        const string address = "k-nozomi@city.mizuhono.example.jp";
        await Visitor.PostAsync(await Visitor.OpenAsync($"{Desk}/members/add"), $"/{Key}/desk/members/add", ("name", "望 かおる"), ("address", address), ("roles", "View"));
        return (await Services.GetRequiredService<Members>().ByAddressAsync(Key, address, default))!.Number;
    }
}

/// <summary>Who has 閲覧 alone walks over every page of the desk in many states of a cycle, and nowhere meets a button that would be refused.</summary>
public sealed class ViewerTests(LookedAtTown town) : IClassFixture<LookedAtTown>
{
    const string Desk = $"/{ServedTown.Key}/desk", Cycle = $"{Desk}/{ServedTown.Cycle}", Zeimu = $"{Cycle}/requests/zeimu";

    // Pages that are nothing but a form: no page leads a viewer there, and typed by hand they say whose they are.
    static readonly string[] _forms = [$"{Desk}/start", $"{Desk}/members/add", $"{Zeimu}/return", $"{Zeimu}/extend", $"{Zeimu}/withdraw", $"{Zeimu}/items/i1"];

    // Reached in a state that the cycle is not in, or from a page that leads elsewhere.
    static readonly string[] _others = [$"{Cycle}/organisation", $"{Zeimu}/delivery", $"{Zeimu}/hand", $"{Zeimu}/escalation", $"{Cycle}/changes", $"{Cycle}/differences", $"{Cycle}/editions/1/editions"];

    [Fact]
    public async Task Nobody_is_shown_a_form_that_would_be_refused()
    {
        var number = await town.AddViewerAsync();
        var viewer = town.VisitorOf(number);
        var seen = new HashSet<string>();

        await town.PostAsync("texts", "texts", ("text.preface", "はじめに"));
        await town.SubmitAllAsync("shimin");
        await ProposeAsync("zeimu");
        await town.PostAsync("requests/digital/delivery", "requests/digital/undelivered");
        await town.PostAsync("requests/digital/delivery", "requests/digital/channel", ("channel", "byHand"));
        await town.PostAsync("requests/digital/delivery", "requests/digital/resend");
        await town.ImportAsync(o => o["departments"]!.AsArray().First(d => (string)d!["key"]! == "zeimu")!["name"] = "納税課");
        await WalkAsync(viewer, number, seen);

        await town.PassToAsync(new(2026, 7, 28), new(9, 30));
        await WalkAsync(viewer, number, seen);

        await town.PassToAsync(new(2026, 8, 6), new(9, 30));
        await town.PostAsync("reviews/s1", "reviews/s1/open", ("number", "資料1"));
        await town.PostAsync("reviews/s1", "reviews/s1/comment", ("item", "i1"), ("text", "件数を示してほしい。"), ("speaker", "委員"));
        await town.PostAsync("", "accept", ("department", "shimin"));
        await town.PostAsync("", "compile");
        await WalkAsync(viewer, number, seen);

        foreach (var department in new[] { "zeimu", "kikaku", "digital", "soumu", "jinji", "zaisei", "kankyou", "kanzai" })
            await town.PostAsync($"requests/{department}", $"requests/{department}/missing");
        await town.PostAsync("", "compile");
        await WalkAsync(viewer, number, seen);

        await town.PostAsync("end", "end/stop", ("reason", "計画を改めるため。"));
        await WalkAsync(viewer, number, seen);

        foreach (var form in _forms)
        {
            Assert.DoesNotContain(form, seen);
            Assert.Equal(HttpStatusCode.Forbidden, (await viewer.OpenAsync(form)).Status);
        }
        // No page of the desk was left out.
        var pages = DeskPages().ToList();
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.Contains(seen.Concat(_forms), path => Matches(page, path)));
    }

    async Task ProposeAsync(string department)
    {
        var path = new Uri($"{town.LinkOf(department)}/changes/propose").AbsolutePath;
        var form = await town.Visitor.OpenAsync($"{path}?kind=new");
        var made = await town.Visitor.PostAsync(form, path, ("field.title", "口座振替の手続をオンラインで受け付ける"), ("field.node", form.All("option")[1].GetAttribute("value")), ("field.text.description", "届出を紙から改める。"), ("reason", "要望が多いため。"));
        Assert.Contains("事務局で検討中", made.Text);
    }

    static async Task WalkAsync(Visitor viewer, string number, HashSet<string> seen)
    {
        var (waiting, walked) = (new Queue<string>([Desk, .. _others]), new HashSet<string>());
        while (waiting.TryDequeue(out var path))
        {
            if (!walked.Add(path)) continue;
            var page = await viewer.OpenAsync(path);
            Assert.True(page.IsGood, $"{path} answered {(int)page.Status}.");
            foreach (var form in page.All("form:not([method=get])"))
                Assert.True(IsOwn(form.GetAttribute("action")!, number), $"{path} shows a form for {form.GetAttribute("action")}.");
            Assert.Empty(page.All("[formaction]"));
            foreach (var link in page.All("a[href]").Select(a => new Uri(page.Address, a.GetAttribute("href")).AbsolutePath).Where(p => p.StartsWith(Desk, StringComparison.Ordinal) && !p.EndsWith(".pdf", StringComparison.Ordinal))) waiting.Enqueue(link);
        }
        seen.UnionWith(walked);
    }

    // What everybody may do, for themselves alone.
    static bool IsOwn(string action, string number) =>
        action == $"{Desk}/sign-out" || action == $"{Desk}/me" || action.StartsWith($"{Desk}/me/", StringComparison.Ordinal) || action.StartsWith($"{Desk}/members/{number}/deputies", StringComparison.Ordinal);

    IEnumerable<RouteEndpoint> DeskPages() => town.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith("/{town}/desk", StringComparison.Ordinal) && !e.RoutePattern.RawText.Contains("/sign-in", StringComparison.Ordinal))
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"));

    static bool Matches(RouteEndpoint page, string path) => new TemplateMatcher(TemplateParser.Parse(page.RoutePattern.RawText!), []).TryMatch(new PathString(path), []);
}
