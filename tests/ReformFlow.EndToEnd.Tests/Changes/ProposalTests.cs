using System.Net;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;

namespace ReformFlow.EndToEnd.Tests.Changes;

/// <summary>A department proposes to change the plan behind its form link; the office decides at the desk.</summary>
public sealed class ProposalTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task Proposal_goes_from_the_item_s_page_to_the_office_and_back()
    {
        var link = town.LinkOf("zeimu");
        var item = await town.Visitor.OpenAsync(await town.ItemAddressAsync("zeimu"));
        var form = await town.Visitor.OpenAsync($"{town.FormAddress}{item.All("main a").Single(a => a.TextContent == "計画の変更を申し出る").GetAttribute("href")}");
        Assert.Equal("計画の変更の申し出（変更）", form.Title);
        var path = new Uri($"{link}/changes/propose").AbsolutePath;

        var refused = await town.Visitor.PostAsync(form, path, ("reason", ""));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("変更する欄がありません。", refused.One(".summary-error").TextContent);
        Assert.Contains("理由を入力してください。", refused.One(".summary-error").TextContent);

        var half = await town.Visitor.PostAsync(form, path, ("field.title", "別の名称"), ("reason", ""));
        Assert.Equal("別の名称", half.ValueOf("field.title"));
        await Look(await OpenAsync($"{link}/changes/propose?kind=revise&item={form.ValueOf("item")}"), "propose-revise");
        var made = await town.Visitor.PostAsync(half, path, ("reason", "制度が変わったため。\n次の年度から改めたい。"), ("clerk.name", "税務　三郎"), ("clerk.extension", "2600"));
        Assert.Contains("事務局で検討中", made.One("section h3").TextContent);
        // The name is asked here as with the first answer, and known from then on.
        Assert.Equal((await town.PeopleAsync()).Single(p => p.Name == "税務　三郎").Number, (await town.HistoryAsync("zeimu")).Single(a => a.Events.Any(e => e is ReformFlow.Core.Changes.ChangeProposed)).By);
        Assert.Contains("税務　三郎（内線 2600）", (await town.Visitor.OpenAsync($"{link}/changes/propose?kind=new")).One("main details").TextContent);
        await town.Visitor.PostAsync(half, path, ("reason", "制度が変わったため。\n次の年度から改めたい。"));
        Assert.Single((await town.Visitor.OpenAsync($"{link}/changes")).All("section"));

        var newItem = await town.Visitor.OpenAsync($"{link}/changes/propose?kind=new&item=i1");
        await town.Visitor.PostAsync(newItem, path, ("field.title", "口座振替の手続をオンラインで受け付ける"), ("field.node", newItem.All("option")[1].GetAttribute("value")), ("field.text.description", "届出を紙から改める。"), ("reason", "要望が多いため。"));
        await Look(await OpenAsync($"{link}/changes"), "proposals");
        await Look(await OpenAsync($"{link}/changes/propose?kind=new"), "propose-new");

        var desk = await town.Visitor.OpenAsync($"{town.Desk}/r7/changes");
        Assert.Contains("2件が決定を待っています。", desk.Text);
        await Look(await OpenAsync($"{town.Desk}/r7/changes"), "desk-changes");
        var decide = $"/mizuhono/desk/r7/changes/zeimu/1";
        var early = await town.Visitor.PostAsync(desk, decide, ("decision", "accept"), ("from", "R7"));
        Assert.Contains("令和8年度以後を選んでください。", early.One(".summary-error").TextContent);
        Assert.Contains("見送る理由", (await town.Visitor.PostAsync(desk, decide, ("decision", "reject"))).One(".summary-error").TextContent);
        var decided = await town.Visitor.PostAsync(desk, decide, ("decision", "accept"), ("note", "承知しました。"));
        Assert.Contains("採用（令和8年度から）", decided.Text);
        await town.Visitor.PostAsync(desk, "/mizuhono/desk/r7/changes/zeimu/2", ("decision", "reject"), ("note", "次の計画で検討します。"));
        await Look(await OpenAsync($"{town.Desk}/r7/changes"), "desk-changes-decided");

        await town.PassToAsync(new(2026, 6, 22), new(10, 0));
        var told = await town.Visitor.OpenAsync($"{link}/changes");
        Assert.Equal(["採用（令和8年度から）", "見送り"], told.All("section h3 .status").Select(s => s.TextContent));
        Assert.False(told.Has("form[action$='/withdraw']"));
        await Look(await OpenAsync($"{link}/changes"), "proposals-decided");
        var mail = town.Outbox.Mails().Last(m => m.Key.Contains("~decision~zeimu~", StringComparison.Ordinal));
        Assert.Contains("承知しました。", mail.Body, StringComparison.Ordinal);
        Assert.Contains("計画の次の版に入れました。", (await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/zeimu")).Text);
        await Look(await OpenAsync($"{town.Desk}/r7"), "desk-cycle-with-changes");

        await town.Visitor.PostAsync(await town.Visitor.OpenAsync($"{town.Desk}/r7"), "/mizuhono/desk/r7/compile");
        Assert.Contains("計画の変更一覧", (await town.Visitor.OpenAsync($"{town.Desk}/r7/editions/1/report.html")).Text);
    }

    [Fact]
    public async Task Proposal_is_taken_back_by_its_department_only()
    {
        var (link, others) = (town.LinkOf("soumu"), town.LinkOf("kanzai"));
        var path = new Uri($"{link}/changes/propose").AbsolutePath;
        var form = await town.Visitor.OpenAsync($"{link}/changes/propose?kind=stop&item={(await town.Visitor.OpenAsync($"{link}/changes")).One("#item option").GetAttribute("value")}");
        var made = await town.Visitor.PostAsync(form, path, ("reason", "終えたため。"));
        var withdraw = new Uri($"{link}/changes/1/withdraw").AbsolutePath;
        var foreign = new Uri($"{others}/changes/1/withdraw").AbsolutePath;
        Assert.Equal(HttpStatusCode.BadRequest, (await town.Visitor.PostAsync(new Uri($"{town.FormAddress}{foreign}"), "x=y")).Status);
        Assert.Contains("取下げ", (await town.Visitor.PostAsync(made, withdraw)).One("section h3").TextContent);
        Assert.Contains("取下げ", (await town.Visitor.PostAsync(made, withdraw)).One("section h3").TextContent);
    }

    [Theory, InlineData("propose"), InlineData("propose?kind=stop&item=nothing"), InlineData("propose?kind=7&item=i1")]
    public async Task An_address_that_names_nothing_shows_the_list(string address) =>
        Assert.Equal("計画の変更の申し出", (await town.Visitor.OpenAsync($"{town.LinkOf("jinji")}/changes/{address}")).Title);

    Task<Microsoft.Playwright.IPage> OpenAsync(string address) => chromium.OpenAsync(address);

    static Task Look(Microsoft.Playwright.IPage window, string name) => PageRules.CheckAsync(window, name);
}
