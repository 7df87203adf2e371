using System.Text;
using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Tests.Reports.Pages;

public class ReviewsPageTests
{
    static readonly ReportTemplate _template = SamplePlan.Standard with { Pages = [new ReviewsPage { CommentHead = "委員の意見", ReplyHead = "市の考え方" }, new ItemSheets()] };
    static readonly ReportSource _source = SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "遅れ"))) with { Template = _template };

    static Section? Page(ReportSource source) => ReportComposer.Compose(source).Sections.FirstOrDefault(s => s.Name == "reviews");

    static Reading<OfficeTexts> Read(Dictionary<string, string> texts) =>
        OfficeTexts.Read(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { format = OfficeTexts.FormatName, texts })), _template, _source.Plan);

    [Fact]
    public void What_a_cycle_recorded_is_printed_by_item_with_its_reply()
    {
        var mark = new ReviewMark(new("s1", "行政改革推進委員会", new(2026, 7, 1), true), default) { Outcome = ReviewOutcome.AgreedWithChanges, ConcludedOn = new(2026, 7, 8) };
        var record = new ReviewRecord(mark,
        [
            new("s1-1", "i2", "遅れの理由を詳しく。", "委員") { Reply = "「{item:1}」と合わせて書き足しました。" },
            new("s1-2", null, "分かりやすい。", null),
            new("s1-3", "i2", "誤って記録した意見。", null) { Withdrawn = "誤記" },
        ], new Dictionary<string, string>(), "おおむね妥当とされました。");

        var page = Page(_source with { Reviews = [record] })!;

        Assert.Equal(["審議の状況", "行政改革推進委員会（令和8年7月8日）"], page.Blocks.OfType<Heading>().Select(h => h.Text));
        Assert.Equal(["結果　修正のうえ了承", "おおむね妥当とされました。"], page.Blocks.OfType<Paragraph>().Select(PrintedText.Of));
        Assert.Equal("取組事項\t委員の意見\t市の考え方\n報告書全体\t分かりやすい。\t〔回答を準備中〕\n2　窓口の案内2\t（委員）遅れの理由を詳しく。\t「窓口の案内1」と合わせて書き足しました。", PrintedText.Of(page.Blocks[^1]));
    }

    [Fact]
    public void A_texts_file_says_the_same_in_parts_of_its_place()
    {
        var reading = Read(new()
        {
            ["reviews/1/body"] = "推進本部",
            ["reviews/1/day"] = "2026-07-01",
            ["reviews/1/outcome"] = "了承",
            ["reviews/1/comments/1/item"] = "2",
            ["reviews/1/comments/1/text"] = "期限を明らかに。",
            ["reviews/1/comments/1/reply"] = "明記しました。",
        });
        Assert.True(reading.IsGood);
        var page = Page(_source with { Texts = reading.Value })!;
        Assert.Equal("推進本部（令和8年7月1日）", page.Blocks.OfType<Heading>().Last().Text);
        Assert.EndsWith("2　窓口の案内2\t期限を明らかに。\t明記しました。", PrintedText.Of(page.Blocks[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_are_none_or_missing_and_items_that_are_not_there_are_named_at_once()
    {
        var reading = Read(new() { ["reviews/1/colour"] = "赤", ["reviews/1/comments/1/item"] = "99", ["reviews"] = "一括", ["reviews/2/body"] = "{item:77}" });
        Assert.Equal(["$.texts.reviews", "$.texts.reviews/1/body", "$.texts.reviews/1/colour", "$.texts.reviews/1/comments/1/item", "$.texts.reviews/1/comments/1/text", "$.texts.reviews/2/body"],
            reading.Problems.Select(p => p.Place).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_said_is_no_page() => Assert.Null(Page(_source));
}
