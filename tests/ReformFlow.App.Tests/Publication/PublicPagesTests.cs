using System.Text;
using ReformFlow.App.Publication;
using ReformFlow.App.Tests.Fakes;

namespace ReformFlow.App.Tests.Publication;

public class PublicPagesTests
{
    [Fact]
    public async Task Page_is_the_edition_with_the_way_to_its_own_files_and_to_the_list()
    {
        await using var office = new Office();
        await office.PublishTwoAsync();
        var cycle = await office.RunningAsync();
        foreach (var edition in cycle.Head.Editions)
        {
            var html = Encoding.UTF8.GetString((await office.Get<App.Organisation.Archive>().ReadAsync(Office.Town, edition.Files["report.html"], default))!);
            var page = Encoding.UTF8.GetString((await office.Get<PublicPages>().IndexAsync(cycle, edition, default))!);

            var at = page.IndexOf("<nav aria-label=\"ほかの形式\">", StringComparison.Ordinal);
            var end = page.IndexOf("</nav>", at, StringComparison.Ordinal) + "</nav>\n    ".Length;
            Assert.Equal(html, page.Remove(at, end - at));
            Assert.StartsWith("<footer>", page[end..], StringComparison.Ordinal);
            Assert.Contains($"<a href=\"editions/{edition.Document}/report.pdf\">PDF</a>", page[at..end], StringComparison.Ordinal);
            Assert.Contains($"<a href=\"editions/{edition.Document}/report.json\">データ（JSON）</a>", page[at..end], StringComparison.Ordinal);
            // The second one corrects the first, and leads to the list where it says so.
            Assert.Single(page.Split("href=\"editions\"").Skip(1));
        }
    }

    [Fact]
    public async Task Edition_without_a_PDF_leads_to_none()
    {
        await using var office = new Office { Pdf = null };
        await office.StartReviewedAsync(Core.Reviews.ApprovalRule.None);
        await office.PublishAsync();
        var cycle = await office.RunningAsync();

        Assert.DoesNotContain("report.pdf", Encoding.UTF8.GetString((await office.Get<PublicPages>().IndexAsync(cycle, cycle.Head.Published()!, default))!), StringComparison.Ordinal);
        Assert.DoesNotContain("report.pdf", await office.Get<PublicPages>().ListAsync(cycle), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_names_what_was_published_and_marks_what_is_current()
    {
        await using var office = new Office();
        await office.PublishTwoAsync();
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を、もう一度直した。");
        await office.CompileAsync();

        var list = await office.Get<PublicPages>().ListAsync(await office.RunningAsync());
        Assert.True(list.IndexOf("第2版", StringComparison.Ordinal) < list.IndexOf("現在の版</strong>", StringComparison.Ordinal) && list.IndexOf("現在の版</strong>", StringComparison.Ordinal) < list.IndexOf("第1版", StringComparison.Ordinal), list);
        Assert.DoesNotContain("第3版", list, StringComparison.Ordinal);

        Assert.Null(await office.Get<ReinstateEdition>().RunAsync(await office.RunningAsync(), 1, "取り違え", Office.By, default));
        list = await office.Get<PublicPages>().ListAsync(await office.RunningAsync());
        Assert.True(list.IndexOf("第1版", StringComparison.Ordinal) < list.IndexOf("現在の版</strong>", StringComparison.Ordinal), list);
    }

    [Fact]
    public async Task Every_public_page_carries_its_policy_and_runs_nothing()
    {
        await using var office = new Office();
        await office.PublishTwoAsync();
        var (cycle, pages) = (await office.RunningAsync(), office.Get<PublicPages>());
        foreach (var page in new[] { Encoding.UTF8.GetString((await pages.IndexAsync(cycle, cycle.Head.Published()!, default))!), await pages.ListAsync(cycle), await pages.ToListAsync(), await pages.NothingAsync() })
        {
            Assert.StartsWith("<!DOCTYPE html>", page.TrimStart(), StringComparison.Ordinal);
            Assert.Contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'", page, StringComparison.Ordinal);
            Assert.Contains("<html lang=\"ja\">", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("src=", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
        }
    }
}
