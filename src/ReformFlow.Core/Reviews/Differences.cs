using ReformFlow.Core.Answers;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Reviews;

/// <summary>One place at which two editions of a report differ.</summary>
/// <param name="About">The action's or indicator's own name; null for the item itself.</param>
/// <param name="Item">The item's key; for a text of the office's own, its page after a slash, which no key has.</param>
public sealed record Difference(string Item, string No, string Title, string Field, string? About, string Old, string New)
{
    /// <summary>True for a text of the office's own.</summary>
    public bool IsOfficeText => Item.StartsWith('/');
}

/// <summary>All that differs between two editions, in the order of the report.</summary>
/// <param name="Confirmed">Numbers of the items that the office has confirmed since, and that are the same else.</param>
public sealed record DifferenceList(IReadOnlyList<Difference> Differences, IReadOnlyList<string> Confirmed)
{
    /// <summary>True when both editions say the same of every item.</summary>
    public bool IsEmpty => Differences.Count == 0 && Confirmed.Count == 0;

    /// <summary>Compares what two editions were composed from, item by item, field by field.</summary>
    /// <remarks>The sources and not the documents: a summary that counts otherwise follows from its items.</remarks>
    public static DifferenceList Between(ReportSource before, ReportSource after)
    {
        var (old, now) = (Sheet(before), Sheet(after));
        var gone = before.Plan.Items.Where(b => after.Plan.Items.All(a => a.Key != b.Key));
        var (differences, confirmed) = (new List<Difference>(), new List<string>());
        foreach (var item in after.Plan.Items.Concat(gone))
        {
            var first = differences.Count;
            var (was, stands) = (Standing(before, item), Standing(after, item));
            if (Words(before, was) is var oldWords && Words(after, stands) is var newWords && oldWords != newWords)
                differences.Add(new(item.Key!, item.No, item.Title, "回答の扱い", null, oldWords, newWords));
            differences.AddRange(OfPlan(before, after, item));
            differences.AddRange(FormFields.Of(after.Template, after.Plan, item, after.Period)
                .Select(f => new Difference(item.Key!, item.No, item.Title, f.Label, f.About, Printed(before, old, item, f), Printed(after, now, item, f)))
                .Where(d => d.Old != d.New));
            if (differences.Count == first && was == AnswerStanding.Submitted && stands == AnswerStanding.Accepted) confirmed.Add(item.No);
        }
        differences.AddRange(OfTexts(before, after));
        return new(differences, confirmed);
    }

    // What the office wrote itself, in the order of the report's pages.
    static IEnumerable<Difference> OfTexts(ReportSource before, ReportSource after)
    {
        if (before.Texts is null && after.Texts is null) return [];
        return from slot in OfficeTextSlots.Of(after)
               let was = before.Texts?.Texts.GetValueOrDefault(slot.Key) ?? ""
               let now = after.Texts?.Texts.GetValueOrDefault(slot.Key) ?? ""
               where was != now
               select new Difference($"/{slot.Page}", "", slot.Page, slot.Part.Length > 0 ? slot.Part : "文章", null, was, now);
    }

    static IEnumerable<Difference> OfPlan(ReportSource before, ReportSource after, PlanItem item)
    {
        foreach (var change in after.Changes.Where(c => c.Item == item.Key && before.Changes.All(b => b.Id != c.Id)))
            yield return new(item.Key!, item.No, item.Title, "計画の変更一覧", null, "", $"{ChangeWords.Of(change.Kind)}（{change.Reason}）");
        if (before.Plan.Items.FirstOrDefault(i => i.Key == item.Key) is not { } old || after.Plan.Items.FirstOrDefault(i => i.Key == item.Key) is not { } now) yield break;
        foreach (var field in PlanFields.Of(after.Plan, now, after.Period.Year).Where(f => !after.Template.HidesDepartments || !PlanFields.IsOfDepartments(f.Name)))
            if ((PlanFields.Read(old, field.Name) ?? "") is var text && text != field.Text)
                yield return new(item.Key!, item.No, item.Title, field.Label, field.Group, text, field.Text);
    }

    // What was begun and not handed in, or decided to be left blank, is printed nowhere.
    static AnswerSheet Sheet(ReportSource source)
    {
        var printed = source.Plan.Items.Where(i => Standing(source, i) is AnswerStanding.Accepted or AnswerStanding.Submitted).Select(i => i.Key!).ToHashSet();
        return new(PlanAnswers.SheetOf(source.Plan, source.Period).Values.Where(v => printed.Contains(v.Key.Item)));
    }

    static string Printed(ReportSource source, AnswerSheet sheet, PlanItem item, FormField field) =>
        sheet[new(item.Key!, field.Name)] is var value && value.Provisional == true ? $"{value.Text}（{source.Template.Words.Provisional}）" : value.Text;

    static AnswerStanding Standing(ReportSource source, PlanItem item) => source.Standings.GetValueOrDefault(item.Key!, AnswerStanding.Accepted);

    static string Words(ReportSource source, AnswerStanding standing) => standing switch
    {
        AnswerStanding.LastYear => source.Template.Words.LastYearPrinted,
        AnswerStanding.Blank => source.Template.Words.NotAnswered,
        AnswerStanding.NotApplicable => source.Template.Words.NotApplicable,
        AnswerStanding.Withdrawn => source.Template.Words.Withdrawn,
        AnswerStanding.Missing => "未提出",
        _ => "回答あり",
    };
}
