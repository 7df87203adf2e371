using System.Net;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Web;

/// <summary>What the office compiled and released, as the desk shows it and as citizens read it.</summary>
public sealed class PublicReportTests(PublishedTown town, Chromium chromium) : IClassFixture<PublishedTown>
{
    string Address => $"{town.FormAddress}/mizuhono/report/r7/";

    [Fact]
    public async Task Draft_and_released_edition_stand_at_the_desk()
    {
        Assert.Equal("第1版（案）", town.Draft.One("#editions ~ .scroll tbody th").TextContent);
        var page = await town.Visitor.OpenAsync($"{town.Desk}/r7");
        Assert.Equal(["第2版", "第1版（案）"], page.All("#editions ~ .scroll tbody th").Select(th => th.TextContent));
        Assert.Contains("8月27日 10:00", page.All("#editions ~ .scroll tbody tr")[0].TextContent);
        Assert.Equal("公表済み", (await town.Visitor.OpenAsync(town.Desk)).One(".tasks .status").TextContent);
        Assert.True((await town.Visitor.OpenAsync($"{town.Desk}/r7/editions/1/report.html")).IsGood);
    }

    [Fact]
    public async Task Report_is_public_at_its_hour_and_without_a_slash_leads_there()
    {
        var report = await town.Visitor.OpenAsync(Address);
        Assert.True(report.IsGood);
        Assert.Equal(Address, (await town.Visitor.OpenAsync(Address.TrimEnd('/'))).Address.ToString());
        Assert.Contains("窓口の案内を見直し、待ち時間を短くした。", report.Text);
    }

    [Theory, InlineData("report.html"), InlineData("report.json")]
    public async Task Public_file_holds_no_address_and_no_code(string file)
    {
        var text = (await town.Visitor.OpenAsync(Address + file)).Html;
        Assert.DoesNotContain("city.mizuhono.example.jp", text);
        Assert.DoesNotContain(town.LinkOf("shimin").Split('/')[^1], text);
    }

    [Theory, InlineData("mizuhono/report/r8/"), InlineData("mizuhono/report/R7/"), InlineData("hokanoshi/report/r7/"), InlineData("mizuhono/report/r7/people.json"), InlineData("mizuhono/report/r7/..%2f..%2fpeople.json")]
    public async Task Anything_else_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.FormAddress}/{path}")).Status);

    [Fact]
    public async Task Report_and_its_desk_have_one_heading_and_no_sideways_scrolling()
    {
        await PageRules.CheckAsync(await chromium.OpenAsync(Address), "public-report");
        await PageRules.CheckAsync(await chromium.OpenAsync($"{town.Desk}/r7"), "desk-cycle-published");
    }
}
