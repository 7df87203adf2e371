using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The item sheets: one page or more per item with all that the plan and the answers say of it.</summary>
public sealed record ItemSheets : TemplatePage
{
    internal override Section Compose(PrintedPlan plan)
    {
        var rating = plan.RatingOf(plan.Template.Pages.Select(p => p.CountedRating).FirstOrDefault(r => r is not null));
        return new()
        {
            Name = "items",
            RunningFoot = plan.RunningFoot,
            Blocks =
            [
                new Heading(2, Title ?? $"{plan.Words.Item}ごとの状況", "items") { StartsPage = true },
                .. plan.Items.SelectMany((item, index) => Sheet(plan, item, rating, startsPage: index > 0)),
            ],
        };
    }

    static IEnumerable<Block> Sheet(PrintedPlan plan, PrintedItem item, string? rating, bool startsPage)
    {
        yield return new Heading(3, $"{item.Item.No}　{item.Item.Title}", item.Anchor) { StartsPage = startsPage };
        if (item.Item.SubTitle is { } subTitle) yield return new Paragraph([subTitle], ParagraphRole.Subtitle);
        if (StandingOf(plan, item) is { } standing) yield return new Paragraph([new Note(standing)], ParagraphRole.Standing);
        yield return new SheetGrid([.. PlanBoxes(plan, item)]);

        if (item.Item.Actions is { Count: > 0 } actions)
        {
            yield return new Heading(4, plan.Words.Action);
            foreach (var block in ActionTable.Compose(plan, item, actions)) yield return block;
        }
        if (item.Item.Indicators is { Count: > 0 } indicators)
        {
            yield return new Heading(4, plan.Words.Indicator);
            yield return IndicatorTable.Compose(plan, item, indicators);
        }
        if (AnswerBoxes.Of(plan, item, rating) is { Count: > 0 } answers)
        {
            yield return new Heading(4, $"{plan.ShortPeriodName}の状況");
            yield return new SheetGrid(answers);
        }
        if (item.Item.Glossary is { Count: > 0 } terms)
        {
            yield return new Heading(4, "用語の説明");
            yield return new SheetGrid([.. terms.Select(t => new SheetBox(t.Term, [t.Definition]))]);
        }
    }

    static string? StandingOf(PrintedPlan plan, PrintedItem item) => item.Standing switch
    {
        _ when item.IsClosed => null,
        AnswerStanding.Submitted => plan.Words.NotAccepted,
        AnswerStanding.Missing when plan.Source.IsDraft => $"{plan.Words.NotAnswered}（未提出）",
        _ => item.Remark,
    };

    static IEnumerable<SheetBox> PlanBoxes(PrintedPlan plan, PrintedItem item)
    {
        var path = plan.PathOf(item.Item);
        if (path.Count > 0) yield return new("体系", [string.Join("　＞　", path.Select(n => PrintedPlan.NameOf(n) + Owners(n)))]);
        List<string> departments = [.. (item.Item.LeadDepartments ?? []).Select(d => $"（主）{d}"), .. item.Item.SupportingDepartments ?? []];
        if (departments.Count > 0) yield return new("所属", [string.Join("　", departments)]);
        if (item.Original is { } original) yield return new("再掲", [Reference(plan, original), "の再掲です。"]);
        if (item.Item.ClosedMark is { } mark) yield return new("取扱い", item.Successor is { } into ? [mark, "　", Reference(plan, into)] : [mark]);
        else if (item.Successor is { } successor) yield return new("取扱い", [Reference(plan, successor), "に統合しました。"]);
        foreach (var (name, text) in item.Item.Texts ?? new Dictionary<string, string>()) yield return new(TextLabels.OfPlan(name), [text]);
    }

    static string Owners(PlanNode node) => node.Departments is { Count: > 0 } names ? $"（{string.Join("、", names)}）" : "";

    static Link Reference(PrintedPlan plan, PlanItem item) => new($"{plan.Words.Item} {item.No}「{item.Title}」", PrintedItem.AnchorOf(item));
}
