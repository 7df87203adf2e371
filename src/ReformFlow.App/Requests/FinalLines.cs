using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>Final figures beside the 見込 that they follow, in the office's mail.</summary>
static class FinalLines
{
    /// <summary>One line for each figure that the round asks for.</summary>
    public static string Of(StartedCycle cycle, RequestHead head, IReadOnlyList<Append> appends)
    {
        var (before, now) = (AnswerHistory.At(appends, (appends.LastOrDefault(a => a.Events.Any(e => e is FinalsAsked))?.Version ?? 1) - 1), AnswerHistory.Now(appends));
        var lines = from item in cycle.ItemsOf(head.Department)
                    from field in FormFields.Of(cycle.Template, cycle.Plan, item, cycle.Settings.Period)
                    where head.ReturnedItems.Count > 0 && RequestRules.IsAsked(head, item.Key!, field.Name)
                    let place = new ItemField(item.Key!, field.Name)
                    select $"・{item.No}　{field.About ?? field.Label}\n　　{Words(now[place])}（{cycle.Template.Words.Provisional}では {before[place].Text}）";
        return string.Join('\n', lines);

        string Words(AnswerValue value) => value.Provisional == true ? $"{value.Text}（{cycle.Template.Words.Provisional}のまま）" : value.Text;
    }
}
