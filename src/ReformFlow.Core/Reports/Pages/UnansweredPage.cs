using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>For drafts only: what has not come in, by department, and what was decided for it.</summary>
public sealed record UnansweredPage : TemplatePage
{
    const string NoDepartment = "所属の記載なし";

    internal override Section? Compose(PrintedPlan plan) => !plan.Source.IsDraft ? null : new()
    {
        Name = "unanswered",
        RunningFoot = plan.RunningFoot,
        Blocks = [new Heading(2, TitleIn(plan) ?? $"回答のない{plan.Words.Item}", "unanswered") { StartsPage = true }, .. Blocks(plan)],
    };

    static IEnumerable<Block> Blocks(PrintedPlan plan)
    {
        var order = plan.Source.DepartmentOrder.Distinct().Select((name, index) => (name, index)).ToDictionary(n => n.name, n => n.index);
        var named = !plan.Template.HidesDepartments;
        // A repetition is answered under its original and would be listed twice.
        var byDepartment = plan.Items.Where(i => i.IsUnanswered && !i.IsClosed && i.Original is null)
            .GroupBy(i => i.Item.LeadDepartments?.FirstOrDefault() ?? NoDepartment)
            .OrderBy(d => order.GetValueOrDefault(d.Key, int.MaxValue)).ToList();
        if (byDepartment.Count == 0)
        {
            yield return new Paragraph([$"回答のない{plan.Words.Item}はありません。"]);
            yield break;
        }
        yield return new Paragraph([$"この一覧は案にのみ掲載しています。{byDepartment.Sum(d => d.Count())}件の回答を確認しています。"]);
        yield return new Table($"回答のない{plan.Words.Item}", named ? [24, 10, 42, 24] : [10, 58, 32], 1,
        [
            new([.. named ? [Cell.OfColumn("所属")] : Array.Empty<Cell>(), Cell.OfColumn("No."), Cell.OfColumn(plan.Words.Item), Cell.OfColumn("報告書での扱い")]),
            .. byDepartment.SelectMany(d => d.Select((item, index) => new Row(
            [
                .. index == 0 && named ? [Cell.OfRow([d.Key], d.Count())] : Array.Empty<Cell>(),
                new([item.Item.No]) { Align = Alignment.Center },
                new([plan.HasSheets ? new Link(item.Item.Title, item.Anchor) : item.Item.Title]),
                new([item.Standing == AnswerStanding.Missing ? "未提出（扱いは未定）" : $"「{item.Remark}」と掲載"]),
            ]) { StartsGroup = index == 0 })),
        ])
        { HideCaption = true };
    }
}
