using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>Counts of a rating in the rows and columns that the template names: over the whole plan, or a table for each heading of a level.</summary>
public sealed record CountsPage : TemplatePage
{
    /// <summary>The rating that is counted.</summary>
    public required string Rating { get; init => field = NamedFields.Rating(value); }

    /// <summary>The level whose headings have a table each, 0 for the outermost; null for one table of all items.</summary>
    public int? Level { get; init; }

    /// <summary>The heading of each level's table, with placeholders.</summary>
    public string Heading { get; init; } = "{level0.code}　{level0.title}";

    public required IReadOnlyList<CountRow> Rows { get; init; }
    public required IReadOnlyList<CountColumn> Columns { get; init; }

    /// <summary>Rows that count nothing are left out.</summary>
    public bool OmitsZeroRows { get; init; }

    /// <summary>The place of the office's remarks: <c>PLACE/ROW</c>, with the heading's id between where there are several tables.</summary>
    public string? Place { get; init; }

    internal override string CountedRating => Rating;

    internal override IEnumerable<string> Places => Place is null ? [] : [Place];

    internal override IEnumerable<OfficeTextSlot> Slots(PrintedPlan plan) => Place is null ? [] :
        from heading in Level is { } level ? plan.Items.Select(i => plan.PathOf(i.Item).FirstOrDefault(n => n.Level == level)).Distinct() : [null]
        from row in Rows
        select new OfficeTextSlot(KeyOf(heading, row), TitleIn(plan) ?? Place, heading is null ? null : Pattern.Fill(Heading, plan, plan.PathTo(heading)), row.Label);

    string KeyOf(PlanNode? heading, CountRow row) => $"{Place}/{(heading is null ? "" : $"{heading.Id}/")}{row.Label}";

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in NamedFields.UnknownRating(template, Rating, $"{path}.rating")) yield return problem;
        if (Columns.Count == 0) yield return new($"{path}.columns", "A table without columns shows nothing. List at least one.");
        for (var i = 0; i < Rows.Count; i++)
            if (Rows[i].Counts.Count == 0 && !Rows[i].IsTotal) yield return new($"{path}.rows[{i}].counts", "This row counts nothing. List the ratings that it counts, or make it the total.") { ReliesOn = $"{path}.rows[{i}].isTotal" };
        if (Place is null && Columns.Any(c => c.Kind == CountColumnKind.Remarks)) yield return new($"{path}.place", "A column of remarks needs the place of the office's texts. Name one.") { ReliesOn = $"{path}.columns[].kind" };
    }

    internal override Section Compose(PrintedPlan plan) => new() { Name = "counts", RunningFoot = plan.RunningFoot, Blocks = [.. Blocks(plan)] };

    IEnumerable<Block> Blocks(PrintedPlan plan)
    {
        if (Title is not null) yield return new Heading(2, Pattern.Fill(Title, plan, []), plan.AnchorOf(this, "counts")) { StartsPage = true };
        if (Level is not { } level)
        {
            yield return Table(plan, TitleIn(plan) ?? "件数", plan.Items, null);
            yield break;
        }
        foreach (var group in plan.Items.GroupBy(i => plan.PathOf(i.Item).FirstOrDefault(n => n.Level == level)))
        {
            var heading = group.Key is null ? "その他" : Pattern.Fill(Heading, plan, plan.PathTo(group.Key));
            yield return new Heading(3, heading);
            yield return Table(plan, heading, [.. group], group.Key);
        }
    }

    Table Table(PrintedPlan plan, string caption, IReadOnlyList<PrintedItem> items, PlanNode? heading)
    {
        var counted = new Counted(plan, this, items, heading);
        return new(caption, [.. Columns.Select(c => c.Width)], 1,
            [new([.. Columns.Select(c => Cell.OfColumn(Pattern.Head(c.Head, plan, heading is null ? [] : plan.PathTo(heading))))]), .. Rows.Where(r => !OmitsZeroRows || counted.Of(r).Count > 0).Select(counted.Row)])
        { HideCaption = true, KeepTogether = true };
    }

    /// <summary>The items of one table, counted.</summary>
    sealed class Counted
    {
        readonly PrintedPlan _plan;
        readonly CountsPage _page;
        readonly PlanNode? _heading;
        readonly List<(string? Rating, FigureSource Source)> _now;
        readonly IReadOnlyDictionary<string, LastYearCount>? _before;

        public Counted(PrintedPlan plan, CountsPage page, IReadOnlyList<PrintedItem> items, PlanNode? heading)
        {
            (_plan, _page, _heading) = (plan, page, heading);
            _now = [.. items.Where(i => !i.IsClosed).Select(i => (i.Rating(page.Rating), i.Source($"rating.{page.Rating}")))];
            var answered = items.Select(i => (Rating: i.LastYearRating(page.Rating, plan.Period), Source: new FigureSource(i.Item.Key!, $"rating.{page.Rating}", plan.Period.Previous))).Where(i => i.Rating is not null).ToList();
            _before = answered.Count > 0 ? answered.GroupBy(i => i.Rating!).ToDictionary(g => g.Key, g => new LastYearCount(g.Count(), [.. g.Select(i => i.Source)]))
                : heading is null && plan.Plan.PriorCounts is { } prior && prior.Year == plan.Period.Year.Previous && prior.Rating == page.Rating ? prior.Counts.ToDictionary(c => c.Key, c => new LastYearCount(c.Value, []))
                : null;
        }

        public IReadOnlyList<FigureSource> Of(CountRow row) => [.. _now.Where(n => row.IsTotal || n.Rating is { } rating && row.Counts.Contains(rating)).Select(n => n.Source)];

        LastYearCount? Before(CountRow row)
        {
            if (_before is null || row.HasNoLastYear) return null;
            var counted = _before.Where(b => row.IsTotal || row.Counts.Contains(b.Key)).Select(b => b.Value).ToList();
            return new(counted.Sum(c => c.Count), [.. counted.SelectMany(c => c.Sources)]);
        }

        public Row Row(CountRow row)
        {
            var (sources, before, rounding) = (Of(row), Before(row), _plan.Template.Rounding);
            var (total, totalBefore) = (_now.Count, _before?.Values.Sum(b => b.Count) ?? 0);
            return new([.. _page.Columns.Select(column => column.Kind switch
            {
                CountColumnKind.Category => Cell.OfRow([row.Label]),
                CountColumnKind.Count => Cell.OfFigure([$"{sources.Count}"], sources),
                CountColumnKind.Share => Cell.OfFigure([Percent(rounding.Share(sources.Count, total)) is { } percent ? percent : Signs.Of("－", "算出なし")], sources),
                CountColumnKind.LastYearCount => Cell.OfFigure(before is not null ? [$"{before.Count}"] : [], before?.Sources ?? []),
                CountColumnKind.LastYearShare => Cell.OfFigure(before is not null && Percent(rounding.Share(before.Count, totalBefore)) is { } share ? [share] : [], before?.Sources ?? []),
                CountColumnKind.Difference => Cell.OfFigure(before is not null ? [.. Difference(sources.Count - before.Count, rounding.Difference(sources.Count, total, before.Count, totalBefore))] : [], [.. sources, .. before?.Sources ?? []]),
                CountColumnKind.CountDifference => Cell.OfFigure(before is not null ? [Alone(sources.Count - before.Count, "0")] : [], [.. sources, .. before?.Sources ?? []]),
                CountColumnKind.ShareDifference => Cell.OfFigure(before is not null && rounding.Difference(sources.Count, total, before.Count, totalBefore) is { } points ? [Alone(points, $"F{rounding.ShareDecimals}")] : [], [.. sources, .. before?.Sources ?? []]),
                CountColumnKind.Remarks => new([_plan.OfficeText(_page.KeyOf(_heading, row)) ?? ""]),
                _ => throw new ArgumentOutOfRangeException(nameof(row), $"{column.Kind} is no column of counts."),
            })]);
        }

        string? Percent(decimal? share) => share is { } value ? $"{value.ToString($"F{_plan.Template.Rounding.ShareDecimals}", System.Globalization.CultureInfo.InvariantCulture)}%" : null;

        // ＋1(＋2.3%), △1(△2.3%), and 「-」 where nothing has changed.
        IEnumerable<Inline> Difference(int count, decimal? share)
        {
            if (count == 0 && share is null or 0)
            {
                yield return Signs.Of("-", "増減なし");
                yield break;
            }
            yield return Signed(count, $"{Math.Abs(count)}");
            if (share is not { } points) yield break;
            yield return "(";
            yield return Signed(points, Percent(Math.Abs(points))!);
            yield return ")";
        }

        static Inline Alone(decimal difference, string format) => difference == 0 ? Signs.Of("-", "増減なし") : Signed(difference, Math.Abs(difference).ToString(format, System.Globalization.CultureInfo.InvariantCulture));

        static Inline Signed(decimal value, string amount) => value < 0 ? new Decrease(amount) : value == 0 ? amount : $"＋{amount}";
    }
}

/// <summary>A row of a table of counts.</summary>
public sealed record CountRow
{
    public required string Label { get; init; }

    /// <summary>The ratings that it counts, as the answers give them.</summary>
    public IReadOnlyList<string> Counts { get; init; } = [];

    /// <summary>It counts every item, rated or not.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Nothing is known of it in last year's counts; its cells stay empty.</summary>
    public bool HasNoLastYear { get; init; }
}

/// <summary>A column of a table of counts.</summary>
public sealed record CountColumn
{
    public required CountColumnKind Kind { get; init; }
    public required string Head { get; init; }

    /// <summary>Its share of the width, in any unit.</summary>
    public int Width { get; init; } = 10;
}

/// <summary>What a column of counts shows; a difference is that of counts with that of shares in brackets, or one of the two by itself, shares in points.</summary>
public enum CountColumnKind { Category, Count, Share, LastYearCount, LastYearShare, Difference, CountDifference, ShareDifference, Remarks }
