using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReformFlow.App.Web;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Tests.Web;

/// <summary>What the desk says of a file in Japanese: every sentence that rules and reader have for templates and texts.</summary>
public partial class JapaneseProblemsTests
{
    [Theory]
    [InlineData("Unknown field. Known here: name, title. Perhaps \"title\" is meant.", "この名前の項目はありません。ここで使えるのは、name, titleです。「title」の誤りではありませんか。")]
    [InlineData("Unknown field. Known here: name, title.", "この名前の項目はありません。ここで使えるのは、name, titleです。")]
    [InlineData("Expected a list [ … ], found the text \"方針\".", "[ … ]（並び）を書くところに、\"方針\"が書かれています。")]
    [InlineData("Expected true or false, found 3.", "true か falseを書くところに、3が書かれています。")]
    [InlineData("\"{yaer}\" is no placeholder. Perhaps {year} is meant.", "「{yaer}」という差込みの語はありません。「year」の誤りではありませんか。")]
    [InlineData("The plan has no item \"99\". Write {item:NO} with a number as the plan prints it: 1, 2.", "計画に番号「99」の取組はありません。計画に書かれたとおりの番号にしてください。")]
    public void A_problem_is_said_in_Japanese(string english, string japanese) => Assert.Equal(japanese, JapaneseProblems.Of(new("$", english)));

    [Fact]
    public void Words_that_are_not_known_are_left_as_they_are() => Assert.Null(JapaneseProblems.Of(new("$", "Something else.")));

    [Theory]
    [InlineData("$.fieldz", "1"), InlineData("$.pages", "[]"), InlineData("$.pages", "7"), InlineData("$.pages[0]", """{"kind": "verse"}""")]
    [InlineData("$.pages[0]", """{"kind": "cover", "lines": [{"text": "{nengo}"}, {"role": "title", "spaced": true, "text": "{year:long}"}]}""")]
    [InlineData("$.pages[0]", """{"kind": "cover", "lines": [{"text": "市", "place": "a b"}]}""")]
    [InlineData("$.pages[0]", """{"kind": "counts", "rating": "mood", "rows": [{"label": "計"}], "columns": [{"kind": "remarks", "head": "備考"}]}""")]
    [InlineData("$.pages[0]", """{"kind": "contents", "depth": 9}"""), InlineData("$.pages[0]", """{"kind": "definitions", "scale": "item", "rows": []}"""), InlineData("$.pages[0]", """{"kind": "systemDiagram", "steps": []}""")]
    [InlineData("$.pages[0]", """{"kind": "itemList", "columns": [{"kind": "heading", "head": "柱"}, {"kind": "rating", "head": "評価"}]}"""), InlineData("$.pages[0]", """{"kind": "itemTable", "columns": []}""")]
    [InlineData("$.pages[0]", """{"kind": "itemTable", "columns": [{"kind": "group", "columns": [{"kind": "group", "head": "群", "columns": []}]}, {"kind": "field", "field": "mark.*"}, {"kind": "schedule"}, {"kind": "schedule"}]}""")]
    [InlineData("$.pages[0]", """{"kind": "itemSheets", "parts": [{"kind": "boxes", "boxes": [{}, {"text": "文"}, {"field": "text.nosuch"}, {"field": "mark.*"}]}, {"kind": "grid", "widths": [1], "rows": [[{}, {"field": "actual.*"}]]}]}""")]
    [InlineData("$.fields[0]", """{"name": "effect.other", "label": "額", "kind": "figure"}"""), InlineData("$.fields[0]", """{"name": "text.a", "label": "文", "kind": "choice", "asked": "once", "maxLength": 0, "requiredIf": {"field": "rating.mood", "in": []}}""")]
    [InlineData("$.scales[0]", """{"appliesTo": "item"}"""), InlineData("$.scales[0]", """{"appliesTo": "item", "symbols": [{"symbol": "順調"}, {"symbol": "順調"}]}""")]
    [InlineData("$.derivations", """[{"kind": "ratingFromMarks", "rating": "status", "scale": "item", "rules": [{"gives": "快調"}], "otherwise": "順調"}]""")]
    public void Every_mistake_of_a_template_is_said_in_Japanese(string path, string value)
    {
        using var stream = typeof(BuiltInTemplates).Assembly.GetManifestResourceStream("ReformFlow.Core.Reports.standard.json")!;
        var template = JsonNode.Parse(stream)!.AsObject();
        if (Entry().Match(path) is { Success: true } entry) template[entry.Groups["name"].Value]![0] = JsonNode.Parse(value);
        else template[path[2..]] = JsonNode.Parse(value);

        var problems = TemplateFile.Read(Encoding.UTF8.GetBytes(template.ToJsonString())).Problems;

        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.True(JapaneseProblems.Of(p) is not null, p.Message));
    }

    [Theory]
    [InlineData("""{"format": "office-texts/1", "texts": {"nosuch": "文", "preface": "{item:99}{item", "preface/a": "文", "reviews/1/day": "文", "reviews/x": "文"}}""")]
    [InlineData("""{"format": "report-template/1"}"""), InlineData("{"), InlineData("""{"format": "office-texts/1"}"""), InlineData("""{"format": "office-texts/1", "texts": {"preface": null, "preface": 7}}""")]
    public void Every_mistake_of_texts_is_said_in_Japanese(string file)
    {
        var problems = OfficeTexts.Read(Encoding.UTF8.GetBytes(file), BuiltInTemplates.Find("standard")!).Problems;

        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.True(JapaneseProblems.Of(p) is not null, p.Message));
    }

    [GeneratedRegex(@"^\$\.(?<name>[a-z]+)\[0\]$", RegexOptions.IgnoreCase)]
    private static partial Regex Entry();
}
