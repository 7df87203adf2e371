using System.Text;
using System.Text.Json;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Plans;

// Cases: shape before rules, the real plans where they are at hand, and small fictional plans of two further shapes, all read without loss.
public class PlanFileTests
{
    [Fact]
    public void Problems_of_shape_come_before_problems_of_rules_and_hide_none()
    {
        var shape = PlanFile.Read("""{"format":"reform-plan/1","municipality":{"name":"見本市"},"plan":{"title":"計画","firstYear":"R5","lastYear":"R4"},"items":[{"no":"1","node":"9"}]}"""u8);
        var rules = PlanFile.Read("""{"format":"reform-plan/1","municipality":{"name":"見本市"},"plan":{"title":"計画","firstYear":"R5","lastYear":"R4"},"items":[{"no":"1","node":"9","title":"題"}]}"""u8);

        Assert.Equal(["$.items[0].title", "$.plan.lastYear", "$.items[0].node"], shape.Problems.Select(p => p.Place));
        Assert.Equal(["$.plan.lastYear", "$.items[0].node"], rules.Problems.Select(p => p.Place));
        Assert.Null(rules.Value);
    }

    [Fact]
    public void Heading_without_an_id_is_named_by_its_path()
    {
        var reading = PlanFile.Read("""{"format":"reform-plan/1","municipality":{"code":"1"},"plan":{"title":"計画","firstYear":"R5"},"nodes":[{"level":0,"title":"柱"}],"items":[]}"""u8);

        Assert.Equal(["$.municipality.name", "$.plan.lastYear", "$.nodes[0].id", "$.items", "$.nodes[0].level"], reading.Problems.Select(p => p.Place));
    }

    [Theory]
    [InlineData("yamaguchi")]
    [InlineData("mine")]
    [InlineData("nomi")]
    public void A_published_plan_is_read_and_written_again_without_loss(string name) => IsReadWithoutLoss(PublishedPlans.Read(name));

    [Theory]
    [InlineData("higher", false)]
    [InlineData("lower", true)]
    [InlineData("lower (以内)", true)]
    [InlineData("range", false)]
    [InlineData("text", false)]
    public void An_indicator_says_which_way_it_is_meant_to_go(string word, bool lowerIsBetter)
    {
        var reading = PlanFile.Read(PlanWith($$"""{ "name": "受付件数", "direction": "{{word}}" }"""));
        Assert.Empty(reading.Problems);
        Assert.Equal(lowerIsBetter, reading.Value!.Items[0].Indicators![0].LowerIsBetter);
    }

    [Fact]
    public void An_unknown_direction_is_named_with_its_path() =>
        Assert.Equal("$.items[0].indicators[0].direction", Assert.Single(PlanFile.Read(PlanWith("""{ "name": "受付件数", "direction": "up" }""")).Problems).Place);

    [Fact]
    public void An_action_may_have_a_schedule_and_neither_number_nor_title()
    {
        var action = Assert.Single(PlanFile.Read(PlanWith("""{ "name": "受付件数" }""")).Value!.Items[0].Actions!);
        Assert.Null(action.No);
        Assert.Null(action.Title);
    }

    // Lettered rows are items under a heading that owns the bureaus; a row may stand alone; no scale, no grade, no indicator.
    [Fact]
    public void Plan_of_lettered_rows_is_read_without_loss()
    {
        var plan = IsReadWithoutLoss(Sample.Utf8("""
            {
              "format": "reform-plan/1",
              "municipality": { "name": "見本市" },
              "plan": { "title": "見本市行革プラン", "firstYear": "R3", "lastYear": "R7" },
              "edition": { "year": "R4", "period": "annual", "asOf": "R５.９.３０現在" },
              "levels": ["施策", "展開", "項目名"],
              "nodes": [
                { "id": "1", "code": "１　", "level": 0, "title": "ゆたかな財布" },
                { "id": "1-1", "code": "１）", "level": 1, "parent": "1", "title": "つかいみち" },
                { "id": "1-1-1", "code": "①", "level": 2, "parent": "1-1", "title": "公営の仕事", "departments": ["水道局", "市場事業部"] },
                { "id": "1-1-2", "code": "②", "level": 2, "parent": "1-1", "title": "印刷の見直し", "departments": ["総務局"] }
              ],
              "scales": [{ "appliesTo": "plan-cell", "symbols": [{ "symbol": "→", "definition": "続ける" }, { "symbol": "" }] }],
              "departments": ["総務局", "水道局", "市場事業部"],
              "items": [
                {
                  "no": "1-1)①a", "node": "1-1-1", "title": "a）水道", "texts": { "description": "・水をつくる。\n　※ｸﾚｼﾞｯﾄ決済" },
                  "actions": [{ "no": "1", "title": "", "plan": { "R3": "・策定", "R4": "→", "R5": "", "R6": null, "R7": "・R７年度の検証" }, "bars": [{ "text": "策定" }, { "text": "実行", "from": "R4" }] }],
                  "answers": { "R4": { "texts": { "achievements": "R3⇒R4　94.4％→94.3％" } } }
                },
                { "no": "1-1)①b", "node": "1-1-1", "title": "b）市場" },
                { "no": "1-1)②a", "node": "1-1-2", "title": "a）用紙", "answers": { "R4": { "texts": { "achievements": "※令和５年度より取組開始" } } } }
              ]
            }
            """));

        Assert.Equal(["水道局", "市場事業部"], plan.Nodes[2].Departments!);
        Assert.Equal("→", plan.Items[0].Actions![0].Plan![new(2022)]);
        Assert.Null(plan.Items[0].Actions![0].Bars![0].From);
        Assert.Equal(new FiscalYear(2022), plan.Items[0].Actions![0].Bars![1].From);
        Assert.All(plan.Items, i => Assert.True(i.IsOpen));
    }

    // Two grades, glossaries, half-years, figures that are provisional or consist of several, four states of "no target", closed items.
    [Fact]
    public void Plan_of_grades_and_glossaries_is_read_without_loss()
    {
        var plan = IsReadWithoutLoss(Sample.Utf8("""
            {
              "format": "reform-plan/1",
              "municipality": { "name": "見本市", "code": "999999" },
              "plan": { "title": "第４次計画", "reportTitle": "＜進行管理報告書＞", "firstYear": "R1", "lastYear": "R8" },
              "edition": { "year": "R2", "period": "firstHalf", "publishedOn": "令和２年１２月" },
              "levels": ["基本方針"],
              "nodes": [{ "id": "1", "code": "【1】", "level": 0, "title": "健全な運営" }],
              "scales": [{ "appliesTo": "progress", "symbols": [{ "symbol": "S", "label": "計画以上" }, { "symbol": "-" }] }, { "appliesTo": "achievement" }],
              "departments": ["総務課", "情報政策課"],
              "items": [
                {
                  "key": "staff", "no": "③-1", "node": "1", "title": "組織の見直し", "subTitle": "（係を含む）",
                  "leadDepartments": ["総務課"], "supportingDepartments": ["情報政策課"],
                  "indicators": [
                    {
                      "key": "n1", "name": "部課係数", "unit": "", "baseline": "【Ｒ３：11.3日】", "finalTarget": "全国平均以上", "direction": "lower",
                      "targets": { "R2": "448人以下", "R3": null, "R4": "-", "R5": "" },
                      "actuals": { "R1": "9部41課85係", "R2": { "text": "9部41課86係", "provisional": true, "finalOn": "2021-04-01" }, "R3": null },
                      "note": "※２　次年度4月1日時点", "finalOn": "2021-04-01"
                    }
                  ],
                  "glossary": [{ "term": "部課係数", "definition": "部と課と係の数。" }],
                  "answers": {
                    "R1": { "ratings": { "progress": "A", "achievement": "-" } },
                    "R2/firstHalf": { "ratings": { "progress": "S", "achievement": "B" }, "texts": { "progressReasonS": "早くできた ため", "targetShortfall": "" } },
                    "R2/secondHalf": {}
                  }
                },
                { "no": "③-2", "node": "1", "title": "再掲", "repeatOf": "③-1" },
                { "no": "④", "node": "1", "title": "統合", "mergedInto": "③-1" },
                { "no": "⑤", "node": "1", "title": "達成", "closedMark": "達成", "actions": [] }
              ],
              "priorCounts": { "year": "H30", "rating": "rating", "counts": { "A": 12, "B": 0 } },
              "published": { "tables": [[1.50, "１", null, true]] }
            }
            """));

        Assert.Equal(new("9部41課86係", true, new(2021, 4, 1)), plan.Items[0].Indicators![0].Actuals![new(2020)]);
        Assert.Null(plan.Items[0].Indicators![0].Targets![new(2021)]);
        Assert.False(plan.Items[0].Indicators![0].Targets!.ContainsKey(new(2024)));
        Assert.Equal("S", plan.Items[0].Answers![new(new(2020), PeriodPart.FirstHalf)].Ratings!["progress"]);
        Assert.Equal([true, false, false, false], plan.Items.Select(i => i.IsOpen));
        Assert.Equal(8, plan.Years.Count());
    }

    static Plan IsReadWithoutLoss(byte[] utf8)
    {
        var reading = PlanFile.Read(utf8);
        Assert.True(reading.IsGood, string.Join("\n", reading.Problems));
        using var source = JsonDocument.Parse(utf8);
        Assert.Equal(Encoding.UTF8.GetString(CanonicalJson.Write(source.RootElement)), Encoding.UTF8.GetString(CanonicalJson.Write(reading.Value!)));
        return reading.Value!;
    }

    static byte[] PlanWith(string indicator) => Encoding.UTF8.GetBytes($$"""
        {
          "format": "reform-plan/1", "municipality": { "name": "架空市" },
          "plan": { "title": "架空計画", "firstYear": "R5", "lastYear": "R6" },
          "levels": ["方針"], "nodes": [{ "id": "1", "level": 0, "title": "窓口" }],
          "items": [{ "no": "1", "node": "1", "title": "窓口", "actions": [{ "plan": { "R5": "実施" } }], "indicators": [{{indicator}}] }]
        }
        """);
}
