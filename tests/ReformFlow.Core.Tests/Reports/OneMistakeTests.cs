using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>Every kind of value of a sound file, made wrong by itself: it is told where it stands, and no rule tells errors that are none.</summary>
public partial class OneMistakeTests
{
    public static TheoryData<string> Templates => [.. BuiltInTemplates.Names];

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_value_of_a_wrong_kind_in_a_template_is_told_alone(string name) =>
        Assert.Empty(Wrong(Template(name)).SelectMany(f => Others(TemplateFile.Read(f.File).Problems, f.Places)));

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_misspelt_name_in_a_template_is_told_alone(string name) =>
        Assert.Empty(Misspelt(Template(name)).SelectMany(f => Others(TemplateFile.Read(f.File).Problems, f.Places)));

    [Fact]
    public void A_value_of_a_wrong_kind_in_a_plan_is_told_alone() =>
        Assert.Empty(Wrong(Plan()).SelectMany(f => Others(PlanFile.Read(f.File).Problems, f.Places)));

    [Fact]
    public void A_misspelt_name_in_a_plan_is_told_alone() =>
        Assert.Empty(Misspelt(Plan()).SelectMany(f => Others(PlanFile.Read(f.File).Problems, f.Places)));

    static IEnumerable<string> Others(IReadOnlyList<Problem> problems, IReadOnlyList<string> places) =>
        problems.Where(p => !places.Contains(Entry().Replace(p.Place, ".$1"))).Select(p => $"{places[0]} -> {p}");

    [GeneratedRegex("""\["([^"]*)"\]""")]
    private static partial Regex Entry();

    static string Template(string name)
    {
        using var stream = typeof(BuiltInTemplates).Assembly.GetManifestResourceStream($"ReformFlow.Core.Reports.{name}.json")!;
        return new StreamReader(stream).ReadToEnd();
    }

    // Three items have every kind of value.
    static string Plan()
    {
        var plan = JsonNode.Parse(TestPlans.Read("kirinoura"))!;
        var items = plan["items"]!.AsArray();
        var few = new JsonArray([.. new[] { 1, 9, 5 }.Select(i => items[i]!.DeepClone())]);
        few[0]!["effects"] = JsonNode.Parse("""[{"kind": "saving", "planned": {"R7": 1000}, "actual": {"R7": 900}}]""");
        few[2]!["mergedInto"] = few[0]!["no"]!.DeepClone();
        few[2]!["actions"]![0]!["bars"] = JsonNode.Parse("""[{"text": "実施", "from": "R6", "to": "R7"}]""");
        plan["items"] = few;
        return plan.ToJsonString();
    }

    static IEnumerable<(byte[] File, IReadOnlyList<string> Places)> Wrong(string json) =>
        Kinds(json).Where(p => p.Path is not ("$" or "$.format")).Select(p =>
        {
            var root = JsonNode.Parse(json)!;
            // A list is wrong wherever a word is right, and a number wherever a list is.
            p.Find(root).ReplaceWith<JsonNode>(p.Find(root) is JsonArray or JsonObject ? 7 : new JsonArray(7));
            return (Bytes(root), (IReadOnlyList<string>)[p.Path]);
        });

    static IEnumerable<(byte[] File, IReadOnlyList<string> Places)> Misspelt(string json) =>
        Kinds(json).Where(p => p.Name is { Length: > 3 } && p.Path != "$.format").Select(p =>
        {
            var root = JsonNode.Parse(json)!;
            var (parent, value) = (p.Find(root).Parent!.AsObject(), p.Find(root));
            parent.Remove(p.Name!);
            parent[p.Name + "z"] = value;
            return (Bytes(root), (IReadOnlyList<string>)[p.Path + "z", p.Path]);
        });

    static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    // Of the entries of lists the first that has a field stands for all.
    static IEnumerable<At> Kinds(string json) => Paths(JsonNode.Parse(json)!).DistinctBy(p => Index().Replace(p.Path, "[]"));

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    sealed record At(string Path, string? Name, Func<JsonNode, JsonNode> Find);

    static IEnumerable<At> Paths(JsonNode node, string path = "$", string? name = null, Func<JsonNode, JsonNode>? find = null)
    {
        find ??= root => root;
        yield return new(path, name, find);
        if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
            {
                var index = i;
                if (list[i] is { } entry) foreach (var inner in Paths(entry, $"{path}[{i}]", null, root => find(root)[index]!)) yield return inner;
            }
        if (node is JsonObject fields)
            foreach (var (key, value) in fields)
                if (value is not null) foreach (var inner in Paths(value, $"{path}.{key}", key, root => find(root)[key]!)) yield return inner;
    }
}
