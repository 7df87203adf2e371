using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>The plan of a city that does not exist (潮見野市), with items in lettered parts, in every shape in which such a plan may be written down.</summary>
/// <remarks>Lone a) without b), four bureaus on one item, joint items, one to four schedule lines, words replaced in mid-line, blank years, an item that begins later, a very long one, notes, tables in the text, half-width katakana, wide digits.</remarks>
static class OkayamaPlan
{
    public static Plan Rows { get; } = PlanFile.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reports", "Plans", "shiomino.json"))).Value!;

    /// <summary>Other ways to write the same plan.</summary>
    public static Plan In(string shape) => shape switch
    {
        "plain codes" => Rows with { Nodes = [.. Rows.Nodes.Select(n => n with { Code = DigitWidth.Half(n.Code!).TrimEnd('）') })] },
        "narrow codes" => Rows with { Nodes = [.. Rows.Nodes.Select(n => n with { Code = n.Level == 0 ? $"施策{n.Code}" : DigitWidth.Half(n.Code!).Replace('）', ')') })] },
        "circled codes" => Rows with { Nodes = [.. Rows.Nodes.Select(n => n with { Code = $"{(char)('①' + DigitWidth.Half(n.Code!)[0] - '1')}" })] },
        "numbers in titles" => Rows with
        {
            Nodes = [.. Rows.Nodes.Select(n => n with { Code = null, Title = $"{n.Code}{(n.Level == 0 ? "　" : "")}{n.Title}" })],
            Items = [.. Rows.Items.Select(i => i with { Title = WholeNo(i)[^1] + i.Title })],
        },
        "numbers in both" => Rows with { Nodes = [.. Rows.Nodes.Select(n => n with { Title = $"{n.Code}{(n.Level == 0 ? "　" : " ")}{n.Title}" })] },
        "letters in numbers only" => Rows with { Items = [.. Rows.Items.Select(i => i with { SubTitle = i.SubTitle is { } name && name[0] < 'ａ' ? name[2..] : i.SubTitle })] },
        "supporting bureaus" => Rows with { Items = [.. Rows.Items.Select(i => i with { LeadDepartments = [i.LeadDepartments![0]], SupportingDepartments = [.. i.LeadDepartments.Skip(1)] })] },
        "items as headings" => AsHeadings(),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
    };

    public static IReadOnlyList<string> Shapes { get; } = ["plain codes", "narrow codes", "circled codes", "numbers in titles", "numbers in both", "letters in numbers only", "supporting bureaus", "items as headings"];

    // 項目名 is a third level of headings, which own the bureaus; items are the lettered parts.
    static Plan AsHeadings()
    {
        var wholes = Rows.Items.GroupBy(WholeNo).ToList();
        return Rows with
        {
            Levels = [.. Rows.Levels, "項目名"],
            Nodes = [.. Rows.Nodes, .. wholes.Select(w => new PlanNode(w.Key, 2, w.First().Title, w.Key[^1..], w.First().Node, [.. w.SelectMany(i => i.LeadDepartments!).Distinct()]))],
            Items = [.. Rows.Items.Select(i => i with { Node = WholeNo(i), Title = i.SubTitle ?? i.Title, SubTitle = null, LeadDepartments = null })],
        };
    }

    /// <summary>1-1)-③-a → 1-1)-③.</summary>
    public static string WholeNo(PlanItem item) => item.SubTitle is null ? item.No : item.No[..^2];
}
