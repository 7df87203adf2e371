using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>What the two pages of an item say, in the order of the published form.</summary>
static class TwoPageSheets
{
    /// <summary>Every text of the plan page, then every text of the record page.</summary>
    public static IEnumerable<string> Texts(Plan plan, PlanItem item) => PlanPage(plan, item).Concat(RecordPage(plan, item)).OfType<string>().Where(t => t.Length > 0);

    static IEnumerable<string?> PlanPage(Plan plan, PlanItem item)
    {
        var below = plan.Nodes.Single(n => n.Id == item.Node);
        var above = plan.Nodes.Single(n => n.Id == below.Parent);
        return
        [
            "基本方針", above.Code, above.Title, "基本施策", below.Code, below.Title, "取組事項", item.No, item.Title, "担当課", .. item.LeadDepartments ?? [],
            "現状・課題", item.Texts!["issues"], "取組内容", item.Texts["description"], "取組効果", item.Texts["expectedEffect"],
            "具体的な取組", "項目", "R４年度", "R５年度", "R６年度", "R７年度", "R８年度", .. item.Actions!.SelectMany(a => new[] { a.Title, "工程" }.Concat((a.Bars ?? []).Select(b => b.Text))),
            .. item.Indicators is null ? [] : new[] { "数値目標", "指標", "R４年度", "R５年度", "R６年度", "R７年度", "R８年度" }, .. (item.Indicators ?? []).SelectMany(n => Indicator(plan, n)),
            .. item.Glossary is null ? [] : new[] { "【用語解説】" }, .. (item.Glossary ?? []).SelectMany(t => new[] { t.Term, t.Definition }),
        ];
    }

    static IEnumerable<string?> Indicator(Plan plan, Indicator indicator) =>
    [
        indicator.Name,
        .. (indicator.Targets?.Values ?? []).Any(t => t is not null) ? new[] { "目標" }.Concat(plan.Years.Select(y => indicator.Targets!.GetValueOrDefault(y))) : [],
        "実績", .. plan.Years.Select(y => indicator.Actuals?.GetValueOrDefault(y)?.Text), indicator.Note,
    ];

    static IEnumerable<string?> RecordPage(Plan plan, PlanItem item)
    {
        var texts = item.Answers![new(new FiscalYear(2023))].Texts!;
        return
        [
            "（令和５年度の具体的な取組）", "取組実績", Text("achievements"), "進捗状況", "S．計画以上に進捗", "A．計画どおり進捗", "B．計画より遅れている", "C．未着手", .. Grades("progress"),
            "取組効果", Text("effects"), "進捗状況が「Ｓ」の場合その理由", Text("progressReasonS"), "「B」又は「C」の場合その理由及び改善に向けた方策", Text("delays"),
            "（令和５年度の数値目標の達成状況）", "達成状況", "S．目標を大幅に達成", "A.目標どおり達成", "B.目標を下回った", "C.目標を大幅に下回った", .. Grades("achievement"),
            "達成状況が「Ｓ」の場合その要因", Text("targetFactorS"), "「B」又は「C」の場合その要因及び達成に向けた方策", Text("targetShortfall"),
            "（令和６年度の取組計画）", "課題", Text("nextIssues"), "取組内容", Text("nextSteps"),
        ];

        string? Text(string name) => texts.GetValueOrDefault(name);
        IEnumerable<string?> Grades(string rating) => plan.Years.Select(y => $"R{y.Year - 2018}").Concat(plan.Years.Select(y => item.Answers!.GetValueOrDefault(new(y))?.Ratings?.GetValueOrDefault(rating)));
    }

    /// <summary>The first text that does not stand after those before it; null where all stand in order.</summary>
    public static string? FirstOutOfOrder(string printed, IEnumerable<string> texts)
    {
        var at = 0;
        foreach (var text in texts)
        {
            var found = printed.IndexOf(text, at, StringComparison.Ordinal);
            if (found < 0) return text;
            at = found + text.Length;
        }
        return null;
    }
}
