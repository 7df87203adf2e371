using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>An item of which the plan's items may be parts: 「③収納の確保」 with a) and b). An item without parts is a group of its own.</summary>
/// <remarks>A plan has such an item as its last level of headings, or repeats its title at each part.</remarks>
sealed class ItemGroup
{
    readonly PlanNode? _heading;

    ItemGroup(PlanNode? heading, int position, IReadOnlyList<PrintedItem> items)
    {
        (_heading, Items) = (heading, items);
        var named = heading?.Title ?? items[0].Item.Title;
        Number = PrintedNumber.Of(heading?.Code) ?? PrintedNumber.Leading(named) ?? NumberIn(items[0].Item.No) ?? $"{position}";
        Title = PrintedNumber.Bare(named, Number);
    }

    /// <summary>The number by itself, without circle and brackets.</summary>
    public string Number { get; }

    /// <summary>The title without the number.</summary>
    public string Title { get; }

    /// <summary>The parts, in printed order.</summary>
    public IReadOnlyList<PrintedItem> Items { get; }

    /// <summary>Every department once: in the order of the heading that owns them, then in that of the parts.</summary>
    public IEnumerable<string> Departments(bool leadOnly) =>
        (_heading?.Departments ?? []).Concat(Items.SelectMany(i => (i.Item.LeadDepartments ?? []).Concat(leadOnly ? [] : i.Item.SupportingDepartments ?? []))).Distinct();

    /// <summary>The name of a part with its letter; null for an item without parts.</summary>
    public string? NameOf(PrintedItem part)
    {
        var name = part.Item.SubTitle ?? (_heading is null || PrintedNumber.Bare(part.Item.Title, Number) == Title ? null : part.Item.Title);
        var letter = PrintedNumber.OfPart(part.Item.No).Letter;
        return letter is null || name is not null && PrintedNumber.HasLetter(name) ? name : $"{letter}）{name}";
    }

    /// <summary>The groups of a plan in printed order.</summary>
    /// <param name="level">The level whose headings, where a plan has it, are items with parts.</param>
    public static IReadOnlyList<ItemGroup> Of(PrintedPlan plan, int level)
    {
        var groups = new List<ItemGroup>();
        var open = new List<PrintedItem>();
        var positions = new Dictionary<string, int>();
        foreach (var item in plan.Items)
        {
            if (open.Count > 0 && !Belongs(plan, item, open[^1], level)) Close();
            open.Add(item);
        }
        Close();
        return groups;

        void Close()
        {
            if (open.Count == 0) return;
            var heading = HeadingOf(plan, open[0], level);
            var under = heading?.Parent ?? open[0].Item.Node;
            positions[under] = positions.GetValueOrDefault(under) + 1;
            groups.Add(new(heading, positions[under], [.. open]));
            open.Clear();
        }
    }

    static bool Belongs(PrintedPlan plan, PrintedItem item, PrintedItem before, int level) =>
        HeadingOf(plan, item, level) is { } heading ? heading == HeadingOf(plan, before, level)
        : item.Item.Node == before.Item.Node
          && (PrintedNumber.OfPart(item.Item.No).Whole == PrintedNumber.OfPart(before.Item.No).Whole || item.Item.SubTitle is not null && item.Item.Title == before.Item.Title);

    static PlanNode? HeadingOf(PrintedPlan plan, PrintedItem item, int level) => plan.PathOf(item.Item).FirstOrDefault(n => n.Level == level);

    static string? NumberIn(string no) => PrintedNumber.Of(PrintedNumber.OfPart(no).Whole);
}
