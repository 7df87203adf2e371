using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Sheets;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The item sheets: one page or more per item with all that the plan and the answers say of it.</summary>
public sealed record ItemSheets : TemplatePage
{
    /// <summary>The heading of each sheet, with placeholders.</summary>
    public string Heading { get; init; } = "{no}　{title}";

    /// <summary>Read aloud after the heading, not printed, where that is the same on every sheet; with placeholders.</summary>
    public string? About { get; init; }

    /// <summary>Headings of the plan that are printed where they begin.</summary>
    public IReadOnlyList<LevelHeading> Levels { get; init; } = [];

    /// <summary>The level at whose headings a new page begins; null where every sheet begins one.</summary>
    public int? StartsPageAt { get; init; }

    /// <summary>How closely the sheets are set.</summary>
    public Density Density { get; init; }

    /// <summary>What stands at the foot of each sheet's pages in place of the page number, with placeholders: <c>{sheet} ページ</c>.</summary>
    public string? PageLabel { get; init; }

    /// <summary>What a sheet consists of, from top to bottom; without any, all that plan and answers say.</summary>
    public IReadOnlyList<SheetPart> Parts { get; init; } = [];

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path) =>
        Parts.SelectMany((part, i) => part.Problems(template, $"{path}.parts[{i}]"));

    internal override Section Compose(PrintedPlan plan)
    {
        if (Parts.Count > 0) return Composed(plan);
        var rating = plan.RatingOf(plan.Template.Pages.Select(p => p.CountedRating).FirstOrDefault(r => r is not null));
        return new()
        {
            Name = "items",
            RunningFoot = plan.RunningFoot,
            Blocks =
            [
                new Heading(2, TitleIn(plan) ?? $"{plan.Words.Item}ごとの状況", "items") { StartsPage = true },
                .. plan.Items.SelectMany((item, index) => Sheet(plan, item, rating, startsPage: index > 0)),
            ],
        };
    }

    // Pages with a label of their own are a section of their own.
    internal override IEnumerable<Section> Sections(PrintedPlan plan)
    {
        var all = Compose(plan);
        if (PageLabel is null || Parts.Count == 0) return [all];
        return plan.Items.Select((item, index) => all with
        {
            PageLabel = Pattern.Fill(PageLabel, plan, plan.PathOf(item.Item), item),
            Blocks = [.. index == 0 && Title is not null ? [all.Blocks[0]] : Array.Empty<Block>(), .. Placed(plan, item, index)],
        });
    }

    Section Composed(PrintedPlan plan) => new()
    {
        Name = "items",
        RunningFoot = plan.RunningFoot,
        Density = Density,
        Blocks =
        [
            .. Title is null ? Array.Empty<Block>() : [new Heading(2, Pattern.Fill(Title, plan, []), "items") { StartsPage = true }],
            .. plan.Items.SelectMany((item, index) => Placed(plan, item, index)),
        ],
    };

    // The headings that begin with an item, and its sheet.
    IEnumerable<Block> Placed(PrintedPlan plan, PrintedItem item, int index)
    {
        var (path, before) = (plan.PathOf(item.Item), index == 0 ? [] : plan.PathOf(plan.Items[index - 1].Item));
        var startsPage = StartsPageAt is not { } at ? index > 0 : index > 0 && NodeAt(path, at) != NodeAt(before, at);
        startsPage |= index == 0 && Title is null;
        foreach (var (heading, depth) in Levels.Select((l, i) => (l, i)))
        {
            if (NodeAt(path, heading.Level) is not { } node || node == NodeAt(before, heading.Level)) continue;
            yield return new Heading(Base + depth, Pattern.Fill(heading.Text, plan, plan.PathTo(node)), $"level-{node.Level}-{plan.PositionOf(node)}") { StartsPage = startsPage };
            startsPage = false;
        }
        foreach (var block in Composed(plan, item, startsPage)) yield return block;
    }

    static PlanNode? NodeAt(IReadOnlyList<PlanNode> path, int level) => path.FirstOrDefault(n => n.Level == level);

    int Base => Title is null ? 2 : 3;

    IEnumerable<Block> Composed(PrintedPlan plan, PrintedItem item, bool startsPage)
    {
        var level = Base + Levels.Count;
        yield return new Heading(level, Pattern.Fill(Heading, plan, plan.PathOf(item.Item), item), item.Anchor)
        {
            StartsPage = startsPage,
            About = About is null ? null : Pattern.Fill(About, plan, plan.PathOf(item.Item), item),
        };
        if (item.StandingWord(plan) is { } standing) yield return new Paragraph([new Note(standing)], ParagraphRole.Standing);
        if (item.ClosedMark is { } closed) yield return new Paragraph([item.Successor is { } into ? new Link(closed, PrintedItem.AnchorOf(into)) : closed], ParagraphRole.Standing);
        foreach (var block in Parts.SelectMany(part => part.Compose(plan, item, level + 1))) yield return block;
    }

    static IEnumerable<Block> Sheet(PrintedPlan plan, PrintedItem item, string? rating, bool startsPage)
    {
        yield return new Heading(3, $"{item.Item.No}　{item.Item.Title}", item.Anchor) { StartsPage = startsPage };
        if (item.Item.SubTitle is { } subTitle) yield return new Paragraph([subTitle], ParagraphRole.Subtitle);
        if (item.StandingWord(plan) is { } standing) yield return new Paragraph([new Note(standing)], ParagraphRole.Standing);
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
        if (item.Item.Effects is { Count: > 0 })
        {
            yield return new Heading(4, "財政効果額");
            foreach (var block in EffectSums.Of(plan).OfItem(item)) yield return block;
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

/// <summary>A level of the plan's headings, and their words with placeholders.</summary>
public sealed record LevelHeading(int Level, string Text);
