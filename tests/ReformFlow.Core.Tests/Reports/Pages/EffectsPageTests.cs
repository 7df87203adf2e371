using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports.Pages;

/// <summary>財政効果額: sums before rounding, both kinds, headings, years and their accumulation; what is not counted; where amounts come from.</summary>
public class EffectsPageTests
{
    static readonly PlanItem _one = SamplePlan.Item("1", "順調") with { Effects = [Effect(EffectKind.Saving, (2024, 1_400), (2025, 2_400)), Effect(EffectKind.Revenue, (2025, 5_000))] };
    static readonly PlanItem _two = SamplePlan.Item("2", "順調", node: "2-1") with { Effects = [Effect(EffectKind.Saving, (2024, 1_400), (2025, 2_400))] };
    static readonly PlanItem _again = SamplePlan.Item("3") with { RepeatOf = "1" };

    static Effect Effect(EffectKind kind, params (int Year, long Yen)[] amounts) => new()
    {
        Kind = kind,
        Planned = amounts.ToDictionary(a => new FiscalYear(a.Year), a => new Amount(a.Yen)),
        Actual = amounts.ToDictionary(a => new FiscalYear(a.Year), a => new Amount(-a.Yen)),
    };

    static Section? Page(Plan plan, EffectsPage? page = null, params (string, AnswerStanding)[] standings) => ReportComposer.Compose(SamplePlan.Source(plan, false, standings) with
    {
        Template = SamplePlan.Standard with { Pages = [page ?? new(), new ItemSheets()] },
    }).Sections.FirstOrDefault(s => s.Name == "effects");

    static IEnumerable<Table> Tables(Section page) => page.Blocks.OfType<Table>();

    static IEnumerable<string> Rows(Table table) => PrintedText.Of(table).Split('\n').Skip(table.HeaderRows);

    [Fact]
    public void Sums_are_added_in_yen_and_rounded_once()
    {
        var table = Tables(Page(SamplePlan.Of(_one, _two, _again))!).First();
        // 2,400 and 2,400 yen are 2 and 2 thousand, and 5 together.
        Assert.Equal(["1　窓口を近くする\t2\t△2\t5\t△5\t7\t△7", "2　財政を整える\t2\t△2\t－\t－\t2\t△2", "合計\t5\t△5\t5\t△5\t10\t△10"], Rows(table));
    }

    [Fact]
    public void Years_accumulate_and_those_to_come_have_no_actual_amounts()
    {
        var rows = Rows(Tables(Page(SamplePlan.Of(_one, _two, _again))!).ElementAt(1)).ToList();
        Assert.Equal("歳出削減\t計画\t3\t5\t－", rows[0]);
        Assert.Equal("実績\t△3\t△5\t", rows[1]);
        Assert.Equal("累計\t計画\t3\t13\t13", rows[6]);
        Assert.Equal("実績\t△3\t△13\t", rows[7]);
    }

    [Theory]
    [InlineData(MoneyUnit.Yen, RoundingMode.HalfUp, "9,800", "単位：円")]
    [InlineData(MoneyUnit.ThousandYen, RoundingMode.Down, "9", "千円未満を切り捨て")]
    [InlineData(MoneyUnit.MillionYen, RoundingMode.HalfUp, "0", "百万円未満を四捨五入")]
    public void Unit_and_rounding_are_the_templates_and_printed(MoneyUnit unit, RoundingMode rounding, string sum, string words)
    {
        var page = Page(SamplePlan.Of(_one, _two), new() { Unit = unit, Amounts = rounding })!;
        Assert.Contains(words, PrintedText.Of(page.Blocks[1]), StringComparison.Ordinal);
        Assert.Equal(sum, Rows(Tables(page).First()).Last().Split('\t')[5]);
    }

    [Fact]
    public void Every_sum_names_the_amounts_that_it_was_added_from()
    {
        var cells = Tables(Page(SamplePlan.Of(_one, _two, _again))!).First().Rows[^1].Cells;
        Assert.Equal([new FigureSource("i1", "plan.effect.saving.R7", new(SamplePlan.R7)), new("i2", "plan.effect.saving.R7", new(SamplePlan.R7))], cells[1].Sources!);
        Assert.Equal([new FigureSource("i1", "effect.revenue.R7", new(SamplePlan.R7))], cells[4].Sources!);
    }

    [Fact]
    public void What_has_not_come_in_is_not_counted_and_said()
    {
        var page = Page(SamplePlan.Of(_one, _two), null, ("i1", AnswerStanding.LastYear))!;
        Assert.Equal("△2", Rows(Tables(page).First()).Last().Split('\t')[2]);
        Assert.Contains("1件の額は、実績に含みません", PrintedText.Of(page.Blocks[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_amounts_has_no_such_page() => Assert.Null(Page(SamplePlan.Of(SamplePlan.Item("1", "順調"))));

    [Fact]
    public void A_provisional_amount_is_marked_in_its_sums()
    {
        var item = _two with { Effects = [new() { Kind = EffectKind.Saving, Actual = new Dictionary<FiscalYear, Amount> { [SamplePlan.R7] = new(9_000, Provisional: true) } }] };
        Assert.Equal("合計\t－\t9〔（見込）〕\t－\t－\t－\t9〔（見込）〕", Rows(Tables(Page(SamplePlan.Of(item))!).First()).Last());
    }

    [Fact]
    public void Departments_are_asked_where_the_plan_expects_an_effect_and_their_answer_is_what_is_added()
    {
        var plan = SamplePlan.Of(_one with { Effects = [_one.Effects![0] with { Actual = null }] }, SamplePlan.Item("2"));
        var asked = FormFields.Of(SamplePlan.Standard, plan, plan.Items[0], new(SamplePlan.R7)).Single(f => f.Template.IsAmount);
        Assert.Equal(("effect.saving.R7", "2,400円"), (asked.Name, asked.Target));
        Assert.DoesNotContain(FormFields.Of(SamplePlan.Standard, plan, plan.Items[1], new(SamplePlan.R7)), f => f.Template.IsAmount);

        var answered = PlanAnswers.Overlay(plan, new(SamplePlan.R7), Sheet("３千円"));
        Assert.Equal(new Amount(3_000, "３千円", true, new(2026, 7, 1)), answered.Items[0].Effects![0].Actual![SamplePlan.R7]);
        Assert.Equal(new AnswerValue("３千円", true, new(2026, 7, 1)), PlanAnswers.SheetOf(answered, new(SamplePlan.R7))[new("i1", "effect.saving.R7")]);

        static AnswerSheet Sheet(string text) => new(new Dictionary<ItemField, AnswerValue> { [new("i1", "effect.saving.R7")] = new(text, true, new(2026, 7, 1)) });
    }
}
