using ReformFlow.App.Cycles;
using ReformFlow.Core.Answers;

namespace ReformFlow.App.Requests;

/// <summary>What was given back of an item, in the words of mails and pages.</summary>
static class ReturnWords
{
    /// <summary>The fields, each with its reason where it has one, and the item's reason; a line each, empty where there is nothing to say.</summary>
    public static string Of(StartedCycle cycle, string department, ReturnedItem? returned)
    {
        if (returned is null || cycle.Plan.Items.FirstOrDefault(i => i.Key == returned.Item) is not { } item) return "";
        var all = cycle.FieldsOf(department, item).Select(f => (Label: f.About ?? f.Label, IsAsked: returned.Fields.Contains(f.Name), Reason: returned.ReasonOf(f.Name))).ToList();
        var asked = all.Where(f => f.IsAsked).Select(f => f.Label).ToList();
        return string.Join('\n', new[] { asked.Count > 0 ? $"直していただく欄　{string.Join("、", asked)}" : "", returned.Reason }
            .Concat(all.Where(f => f.Reason.Length > 0).Select(f => $"{f.Label}：{f.Reason}")).Where(l => l.Length > 0));
    }
}
