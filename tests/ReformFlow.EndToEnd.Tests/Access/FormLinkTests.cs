using System.Net;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Access;

/// <summary>Links that open nothing, and what they say.</summary>
public sealed class FormLinkTests(RunningTown town) : IClassFixture<RunningTown>
{
    [Theory]
    [InlineData("/0000-0000-0000-0000")]
    [InlineData("/%E7%A8%8E%E5%8B%99")]
    [InlineData("/%ED%A0%80")]
    [InlineData("/0000-0000-0000-0000/items/i1")]
    [InlineData("/0000-0000-0000-0000/check")]
    [InlineData("/0000-0000-0000-0000/receipt")]
    public async Task Forged_code_opens_nothing_and_says_what_to_check(string forged)
    {
        var page = await town.Visitor.OpenAsync($"{town.FormAddress}/mizuhono/r7/zeimu{forged}");
        Assert.Equal((HttpStatusCode.NotFound, "このアドレスでは開けません"), (page.Status, page.Title));
        Assert.Equal("/", page.One("main a").GetAttribute("href"));
    }

    [Theory, InlineData("zaisei"), InlineData("nowhere"), InlineData("..")]
    public async Task Code_of_one_department_opens_no_other(string department)
    {
        var link = town.LinkOf("zeimu");
        var page = await town.Visitor.OpenAsync(link.Replace("/zeimu/", $"/{Uri.EscapeDataString(department)}/"));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task Link_in_any_case_and_width_opens_the_same_pages()
    {
        var link = town.LinkOf("zeimu");
        var code = link.Split('/')[^1];
        foreach (var typed in new[] { code.ToLowerInvariant(), code.Replace("-", ""), Uri.EscapeDataString(string.Concat(code.Select(c => (char)(c + 0xFEE0)))) })
        {
            var list = await town.Visitor.OpenAsync(link.Replace(code, typed));
            Assert.Equal((HttpStatusCode.OK, "令和7年度 進捗状況の回答"), (list.Status, list.Title));
            Assert.StartsWith(new Uri(link).AbsolutePath, list.One(".tasks a").GetAttribute("href"));
        }
    }

    [Fact]
    public async Task Link_from_before_a_handover_says_what_happened_and_keeps_nothing()
    {
        var item = await town.ItemAddressAsync("digital");
        var open = await town.Visitor.OpenAsync(item);
        await town.Streams.ChangeAsync<RequestHead>(StreamName.Request(ServedTown.Key, ServedTown.Cycle, "digital"), "office", head => [new HandedOver("p900", head.Generation + 1)], default);
        var before = await town.HistoryAsync("digital");

        foreach (var page in new[] { await town.Visitor.OpenAsync(town.LinkOf("digital")), await town.Visitor.OpenAsync(item), await town.Visitor.PostAsync(open, new Uri(item).AbsolutePath, ("text.effects", "前の担当の文章")) })
        {
            Assert.Equal((HttpStatusCode.Gone, "このアドレスは使われなくなりました"), (page.Status, page.Title));
            Assert.Contains("新しいメールのアドレスからお入りください。", page.Text);
        }
        Assert.DoesNotContain((await town.HistoryAsync("digital")).Skip(before.Count).SelectMany(a => a.Events), e => e is AnswerChanged);
    }
}
