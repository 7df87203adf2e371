using System.Net;
using System.Text.Json.Nodes;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;

namespace ReformFlow.EndToEnd.Tests.Organisation;

/// <summary>A new organisation is imported while the cycle runs: the office lets the cycle adopt it, and old links lead on.</summary>
public sealed class ReorganisationTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task Old_links_open_the_successor_s_form_with_the_draft_in_it()
    {
        var (zeimu, soumu) = (town.LinkOf("zeimu"), town.LinkOf("soumu"));
        var item = await town.ItemAddressAsync("zeimu");
        var open = await town.Visitor.OpenAsync(item);
        await town.Visitor.PostAsync(open, new Uri(item).AbsolutePath, ("text.effects", "課税課で書いたこと"));
        Assert.Equal(HttpStatusCode.OK, (await town.Visitor.OpenAsync($"{town.Desk}/r7/organisation")).Status);

        // 税務課 is renamed and gets another key; 総務課 is split in two.
        await town.ImportAsync(organisation =>
        {
            var departments = organisation["departments"]!.AsArray();
            foreach (var writer in organisation["writers"]!.AsArray().Where(w => (string)w!["department"]! == "soumu")) writer!["department"] = "houmu";
            var (tax, general) = (Of(departments, "zeimu"), Of(departments, "soumu"));
            tax["key"] = "shizei";
            tax["name"] = "市税課";
            AddName(tax, "税務課");
            tax["succeeds"] = new JsonArray("zeimu");
            general["key"] = "houmu";
            general["name"] = "法務課";
            AddName(general, "総務課");
            general["succeeds"] = new JsonArray("soumu");
            departments.Insert(0, new JsonObject { ["key"] = "bunsho", ["name"] = "文書課", ["post"] = "文書課長", ["address"] = "bunsho@city.mizuhono.example.jp", ["succeeds"] = new JsonArray(new JsonObject { ["department"] = "soumu", ["items"] = new JsonArray("8") }) });
        });
        Assert.Contains("新しい組織が取り込まれています。", (await town.Visitor.OpenAsync($"{town.Desk}/r7")).Text);
        var page = await town.Visitor.OpenAsync($"{town.Desk}/r7/organisation");
        Assert.Equal(["総務課", "総務課", "税務課"], page.All("tbody th").Select(th => th.TextContent));
        await PageRules.CheckAsync(await chromium.OpenAsync($"{town.Desk}/r7/organisation"), "organisation");
        await town.Visitor.PostAsync(page, "/mizuhono/desk/r7/organisation");
        await town.PassToAsync(new(2026, 6, 22), new(10, 0));

        var form = await town.Visitor.OpenAsync(zeimu);
        Assert.StartsWith("/mizuhono/r7/shizei/", form.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("市税課", form.One("header").TextContent);
        var draft = await town.Visitor.OpenAsync($"{town.FormAddress}{form.All(".tasks a")[0].GetAttribute("href")}");
        Assert.Equal("課税課で書いたこと", draft.ValueOf("text.effects"));

        var choice = await town.Visitor.OpenAsync(soumu);
        Assert.Equal(["文書課の入力画面を開く", "法務課の入力画面を開く"], choice.All(".tasks a").Select(a => a.TextContent).Order());
        await PageRules.CheckAsync(await chromium.OpenAsync(soumu), "passed-on");

        // A page left open says where the request went, and takes nothing.
        var late = await town.Visitor.PostAsync(open, new Uri(item).AbsolutePath, ("text.effects", "遅れて書いたこと"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("今送られた内容は保存していません。", late.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync(zeimu[..^4] + "0000")).Status);

        // Typed by hand with the name in the old mail it opens too.
        var front = await town.Visitor.OpenAsync($"{town.FormAddress}/");
        var typed = await town.Visitor.PostAsync(front, "/", ("town", "mizuhono"), ("department", "税務課"), ("code", zeimu[(zeimu.LastIndexOf('/') + 1)..]));
        Assert.StartsWith("/mizuhono/r7/shizei/", typed.Address.AbsolutePath, StringComparison.Ordinal);

        var desk = await town.Visitor.OpenAsync($"{town.Desk}/r7");
        Assert.Equal(["文書課", "法務課", "市税課"], desk.All("tbody th a").Select(a => a.TextContent).Where(n => n is "文書課" or "法務課" or "市税課"));
        Assert.Equal(["総務課", "総務課", "税務課"], (await town.Visitor.OpenAsync($"{town.Desk}/r7/organisation")).All("tbody th").Select(th => th.TextContent));
        await PageRules.CheckAsync(await chromium.OpenAsync($"{town.Desk}/r7/organisation"), "organisation-adopted");
        Assert.Contains("組織の改正により", (await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/shizei")).One("#history ~ .timeline").TextContent);

        // The day had its mails; successors hear on the next.
        await town.PassToAsync(new(2026, 6, 23), new(9, 30));
        var mail = town.Outbox.Mails().Last(m => m.Key.Contains("~request~shizei~", StringComparison.Ordinal));
        Assert.Contains("・税務課から", mail.Body, StringComparison.Ordinal);
    }

    static void AddName(JsonObject department, string name)
    {
        var names = department["printedAs"]?.AsArray() ?? [];
        if (names.All(n => (string)n! != name)) names.Add(name);
        department["printedAs"] = names.DeepClone();
    }

    static JsonObject Of(JsonArray departments, string key) => departments.Select(d => d!.AsObject()).Single(d => (string)d["key"]! == key);
}
