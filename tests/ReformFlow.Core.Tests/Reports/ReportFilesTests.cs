using System.Text;
using System.Text.Json.Nodes;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>Plan, template and texts together: errors of shape beside broken rules, in all three files and between them, told in one run and without what only follows.</summary>
public class ReportFilesTests
{
    [Fact]
    public void Good_files_make_a_report()
    {
        var files = Read(_ => { }, _ => { }, """{"format": "office-texts/1", "texts": {}}""");
        Assert.True(files.AreGood, Words(files));
        Assert.Equal((11, "tamana"), (files.Plan!.Items.Count, files.Template!.Name));
    }

    [Fact]
    public void Every_mistake_of_every_file_is_told_at_once()
    {
        var files = Read(
            plan =>
            {
                plan["colour"] = "red";
                plan["nodes"]![0]!["parent"] = plan["nodes"]![1]!["id"]!.DeepClone();
                plan["items"]![0]!["title"] = 7;
                plan["items"]![1]!["node"] = "nowhere";
                plan["items"]![2]!["subTitle"] = new JsonArray();
            },
            template =>
            {
                template["titel"] = template["title"]!.DeepClone();
                template.Remove("title");
                template["fields"]![0]!["lenght"] = 3;
                template["fields"]![1]!["kind"] = "poem";
                template["scales"]![0]!.AsObject().Remove("symbols");
                template["pages"]![0]!["lines"]![0]!["text"] = "{nengo}";
                template["pages"]!.AsArray().Add(JsonNode.Parse("""{"kind": "counts", "rating": "mood", "level": 6, "place": "remarks", "rows": [{"label": "合計", "isTotal": true}], "columns": [{"kind": "count", "head": "{year:eraLong}"}]}"""));
                template["pages"]!.AsArray().Add(JsonNode.Parse("""{"kind": "verse"}"""));
                template["derivations"]!.AsArray().Add(JsonNode.Parse("""{"kind": "markByPlanWord", "mark": "○", "planWords": [], "becomes": "●"}"""));
            },
            """{"format": "office-texts/1", "colour": 1, "texts": {"remarks/合計": "{item:99}", "other": 5}}""");

        var counts = files.Template!.Pages.Count - 2;
        Told("plan.json", "$.colour", "$.nodes[0].parent", "$.items[0].title", "$.items[1].node", "$.items[2].subTitle");
        Told("template.json", "$.titel", "$.title", "$.fields[0].lenght", "$.fields[1].kind", "$.scales[0].symbols", "$.pages[0].lines[0].text", "$.derivations[1]", "$.derivations[1].planWords", $"$.pages[{counts}].rating", $"$.pages[{counts}].columns[0].head", $"$.pages[{counts + 1}].kind");
        Told("template.json for plan.json", $"$.pages[{counts}].level");
        Told("texts.json", "$.colour", "$.texts.remarks/合計", "$.texts[\"other\"]");
        Assert.Equal(4, files.Problems.Count);
        Assert.Empty(files.Notices);

        void Told(string file, params string[] places) => Assert.Equal(places.Order(StringComparer.Ordinal), Places(files, file).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_only_follows_from_what_can_t_be_read_is_not_told()
    {
        var files = Read(
            plan => plan["levels"] = "方針",
            template => template["fields"] = 7,
            """{"format": "office-texts/1", "texts": {}}""");
        Assert.Equal(["$.levels"], Places(files, "plan.json"));
        Assert.Equal(["$.fields"], Places(files, "template.json"));
        Assert.Equal(2, files.Problems.Count);
    }

    [Fact]
    public void A_file_that_is_no_json_hides_nothing_of_the_others()
    {
        var files = ReportFiles.Read(new("plan.json", "{"u8.ToArray()), Template(t => t["pages"]![0]!["lines"]![0]!["text"] = "{nengo}"), null, new("texts.json", """{"format": "office-texts/1", "texts": {"nosuch": "文"}}"""u8.ToArray()));
        Assert.Equal(["$"], Places(files, "plan.json"));
        Assert.Equal(["$.pages[0].lines[0].text"], Places(files, "template.json"));
        Assert.Equal(["$.texts.nosuch"], Places(files, "texts.json"));
    }

    [Fact]
    public void A_list_of_placeholders_is_told_once()
    {
        var files = Read(_ => { }, template => (template["pages"]![0]!["lines"]![0]!["text"], template["pages"]![0]!["lines"]![1]!["text"]) = ("{nengo}", "{yaer}"), null);
        var told = files.Problems.SelectMany(p => p.Problems).Select(p => p.Message).ToList();
        Assert.Equal("\"{yaer}\" is no placeholder. Perhaps {year} is meant.", told[1]);
        Assert.StartsWith("\"{nengo}\" is no placeholder. Placeholders are {municipality} ", told[0], StringComparison.Ordinal);
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public void Places_without_a_text_are_named_where_nothing_is_wrong()
    {
        var template = new NamedFile("okayama", []);
        var plan = new NamedFile("plan.json", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reports", "Plans", "shiomino.json")));
        Assert.Equal("--texts: There is no text for longTermVision, midTermPlan; nothing is printed there.", Notice(null));
        Assert.Equal("$.texts: There is no text for midTermPlan; nothing is printed there.", Notice("""{"format": "office-texts/1", "texts": {"longTermVision": "文"}}"""));

        string Notice(string? texts) => Assert.Single(Assert.Single(ReportFiles.Read(plan, template, BuiltInTemplates.Find("okayama"), texts is null ? null : new("texts.json", Encoding.UTF8.GetBytes(texts))).Notices).Problems).ToString();
    }

    static ReportFiles Read(Action<JsonObject> plan, Action<JsonObject> template, string? texts) =>
        ReportFiles.Read(Changed("plan.json", TestPlans.Read("kirinoura"), plan), Template(template), null, texts is null ? null : new("texts.json", Encoding.UTF8.GetBytes(texts)));

    static NamedFile Template(Action<JsonObject> change)
    {
        using var stream = typeof(BuiltInTemplates).Assembly.GetManifestResourceStream("ReformFlow.Core.Reports.tamana.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Changed("template.json", bytes, change);
    }

    static NamedFile Changed(string name, byte[] file, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(file)!.AsObject();
        change(json);
        return new(name, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    static IEnumerable<string> Places(ReportFiles files, string file) => files.Problems.Where(p => p.File == file).SelectMany(p => p.Problems).Select(p => p.Place);

    static string Words(ReportFiles files) => string.Join("\n", files.Problems.SelectMany(p => p.Problems));
}
