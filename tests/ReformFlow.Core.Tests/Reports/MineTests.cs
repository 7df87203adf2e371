using System.Text;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>The template of flow tables without departments, on the real plan.</summary>
public class MineTests
{
    static readonly ReportTemplate _template = BuiltInTemplates.Find("mine")!;

    [Fact]
    public void Report_has_every_text_of_the_plan_but_the_numbers_that_are_not_printed()
    {
        var printed = PrintedText.Of(Compose());

        // Actions are not numbered in print.
        Assert.All(PublishedPlans.Texts(Plan()).Except(["①", "②", "③", "④"]), text => Assert.Contains(text, printed, StringComparison.Ordinal));
        Assert.DoesNotContain("①", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Cover_says_the_half_year_in_words()
    {
        var cover = Compose().Sections[0].Blocks;

        Assert.Equal(["第三次美祢市行政改革大綱実施計画進捗状況報告書", "令和２年度上半期 実績", "令和2年12月", "美祢市"], cover.Select(PrintedText.Of));
    }

    [Fact]
    public void Page_numbers_begin_after_the_cover() => Assert.Equal([true, false, false, false, false], Compose().Sections.Select(s => s.IsUncounted));

    [Fact]
    public void Tables_stand_under_their_headings_and_the_outer_one_is_said_over_each()
    {
        var plan = Plan();
        var inner = plan.Nodes.Where(n => n.Level == 1).ToList();

        var blocks = Tables().SelectMany(s => s.Blocks).ToList();

        Assert.Equal(inner.SelectMany(n => new[] { Outer(plan, n), $"＜小分類{n.Code} {n.Title}＞", "表" }), blocks.Select(b => b is Table ? "表" : PrintedText.Of(b)));
        Assert.Equal(4, blocks.OfType<Heading>().Count(h => h.Level == 2));
        Assert.Equal(9, blocks.OfType<Heading>().Count(h => h.Level == 3));
    }

    [Fact]
    public void Each_outer_heading_begins_a_page_with_its_short_name_at_the_foot()
    {
        var names = new Dictionary<string, string> { ["shortNames/1"] = "組織・人材", ["shortNames/3"] = "歳入・歳出" };

        var sections = Tables(Source() with { Texts = new() { Format = OfficeTexts.FormatName, Texts = names } });

        Assert.Equal(["実施計画進捗状況報告書【１組織・人材】", "実施計画進捗状況報告書【２業務の見直し】", "実施計画進捗状況報告書【３歳入・歳出】", "実施計画進捗状況報告書【４協働の推進】"], sections.Select(s => s.RunningFoot));
        Assert.Equal([2, 2, 3, 2], sections.Select(s => s.Blocks.OfType<Table>().Count()));
        Assert.All(sections, s => Assert.Equal([true], s.Blocks.Select((b, i) => (b, i)).Where(b => b.b.StartsPage).Select(b => b.i == 0)));
        Assert.All(sections, s => Assert.Equal(Orientation.Landscape, s.Orientation));
    }

    [Fact]
    public void Columns_are_those_of_the_published_tables() => Assert.All(Tables().SelectMany(s => s.Blocks).OfType<Table>(), table =>
    {
        Assert.Equal(["№", "実施計画", "R2年度 年度計画", "R2年度 上半期実績", "R2 上半期評価"], Texts(table.Rows[0]));
        Assert.Equal(["実施項目", "行動計画", "R1", "R2", "R3", "R4", "R5"], Texts(table.Rows[1]));
        Assert.Equal([null, 7, null, null, null], table.Rows[0].Cells.Select(c => c.ColumnSpan));
        Assert.Equal("令和2年度 上半期評価", Assert.IsType<Mark>(table.Rows[0].Cells[^1].Content.Single()).Label);
        Assert.True(table.HeadOnce);
    });

    [Fact]
    public void Items_stand_in_order_with_their_actions_plan_result_and_grade()
    {
        var rows = Tables().SelectMany(s => s.Blocks).OfType<Table>().SelectMany(t => t.Rows.Skip(t.HeaderRows)).ToList();

        Assert.Equal(Plan().Items.Select(i => (i.No, i.Title)), rows.Where(r => r.StartsGroup).Select(r => (PrintedText.Of(r.Cells[0].Content), PrintedText.Of(r.Cells[1].Content))));
        Assert.Equal(Plan().Items.SelectMany(i => i.Actions!).Select(a => a.Title), rows.Select(r => PrintedText.Of(r.Cells[r.StartsGroup ? 2 : 0].Content)));
        Assert.Equal(Plan().Items.Select(Answered), rows.Where(r => r.StartsGroup).Select(r => string.Join('|', Texts(r).TakeLast(3))));
    }

    [Fact]
    public void Marks_lie_over_the_years_of_every_action_of_a_closed_item()
    {
        var rows = Tables().SelectMany(s => s.Blocks).OfType<Table>().SelectMany(t => t.Rows.Skip(t.HeaderRows)).ToList();
        var marks = rows.SelectMany(r => r.Cells).Where(c => c.ColumnSpan == 5).Select(c => PrintedText.Of(c.Content));

        Assert.Equal(Plan().Items.Where(i => i.ClosedMark is not null).SelectMany(i => i.Actions!.Select(_ => i.ClosedMark)), marks);
        Assert.Equal("item-i45", rows.SelectMany(r => r.Cells).SelectMany(c => c.Content).OfType<Link>().Single().Anchor);
    }

    // The plan's departments list is empty; a plan that names its departments prints none of them either.
    [Fact]
    public void Departments_of_items_are_not_printed()
    {
        var plan = Plan() with { Items = [.. Plan().Items.Select((i, n) => i with { LeadDepartments = [$"見えない課{n}"] })] };

        foreach (var draft in new[] { false, true })
        {
            var source = ReportSource.OfPlan(_template, plan) with { IsDraft = draft, Standings = new Dictionary<string, AnswerStanding> { ["i2"] = AnswerStanding.Missing } };
            Assert.DoesNotContain("見えない課", Encoding.UTF8.GetString(CanonicalJson.Write(ReportComposer.Compose(source))), StringComparison.Ordinal);
        }
    }

    // The second half's report of the same year: its own result and grade beside the plan that was written in the first.
    [Fact]
    public void Second_half_repeats_the_year_s_plan_from_the_first()
    {
        var item = Sample.Item("1", "窓口の案内") with
        {
            Answers = new Dictionary<Period, YearAnswer>
            {
                [new(new(2025), PeriodPart.FirstHalf)] = Answer("B", "・案内を一つにする", "・案を作った"),
                [new(new(2025), PeriodPart.SecondHalf)] = new(Ratings: new Dictionary<string, string> { ["rating"] = "Ａ" }, Texts: new Dictionary<string, string> { ["achievements"] = "・一つにした" }),
            },
        };
        var plan = Sample.Plan(item) with { Edition = new(new(2025), PeriodPart.SecondHalf) };

        var document = ReportComposer.Compose(ReportSource.OfPlan(_template, plan));

        var table = document.Sections.SelectMany(s => s.Blocks).OfType<Table>().Single();
        Assert.Equal(["R7年度 年度計画", "R7年度 下半期実績", "R7 下半期評価"], Texts(table.Rows[0]).TakeLast(3));
        Assert.Equal(["・案内を一つにする", "・一つにした", "A"], Texts(table.Rows[2]).TakeLast(3));
        Assert.Contains("令和７年度下半期 実績", PrintedText.Of(document), StringComparison.Ordinal);
        Assert.Equal(["text.achievements", "rating.rating"], FormFields.Of(_template, plan, item, new(new(2025), PeriodPart.SecondHalf)).Select(f => f.Name));
        Assert.Equal(["text.annualPlan", "text.achievements", "rating.rating"], FormFields.Of(_template, plan, item, new(new(2025), PeriodPart.FirstHalf)).Select(f => f.Name));
    }

    // The published report prints no counts; a page of the kind that counts gives them all the same.
    [Fact]
    public void Grades_without_a_definition_can_be_counted_by_heading()
    {
        var counts = new CountsPage
        {
            Title = "評価の件数", Rating = "rating", Level = 1, Heading = "{level1.title}", Rows = [.. new[] { "A", "B", "C" }.Select(g => new CountRow { Label = g, Counts = [g] })],
            Columns = [new() { Kind = CountColumnKind.Category, Head = "評価" }, new() { Kind = CountColumnKind.Count, Head = "件数" }],
        };

        var tables = ReportComposer.Compose(Source() with { Template = _template with { Pages = [counts] } }).Sections.SelectMany(s => s.Blocks).OfType<Table>();

        Assert.Equal(["0/2/0", "0/6/0", "1/4/1", "2/1/0", "1/14/3", "0/1/0", "1/8/2", "0/2/0", "1/3/1"], tables.Select(t => string.Join('/', t.Rows.Skip(1).Select(r => Texts(r).Last()))));
    }

    static YearAnswer Answer(string grade, string plan, string achievements) => new(
        Ratings: new Dictionary<string, string> { ["rating"] = grade }, Texts: new Dictionary<string, string> { ["annualPlan"] = plan, ["achievements"] = achievements });

    static string Answered(PlanItem item) => item.Answers?.Values.Single() is { } answer ? $"{answer.Texts!["annualPlan"]}|{answer.Texts["achievements"]}|{answer.Ratings!["rating"]}" : "||";

    static string Outer(Plan plan, PlanNode node) => plan.Nodes.First(n => n.Id == node.Parent) is var outer ? $"大分類{(char)('０' + int.Parse(outer.Code!, null))} {outer.Title}" : "";

    static Plan Plan() => PlanFile.Read(PublishedPlans.Read("mine")).Value!;

    static ReportSource Source() => ReportSource.OfPlan(_template, Plan());

    static ReportDocument Compose() => ReportComposer.Compose(Source());

    static List<Section> Tables(ReportSource? source = null) => [.. ReportComposer.Compose(source ?? Source()).Sections.Where(s => s.Name == "table")];

    static IEnumerable<string> Texts(Row row) => row.Cells.Select(c => PrintedText.Of(c.Content));
}
