using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>A plan as its report's pages look things up in it, prepared once so that composing stays linear.</summary>
sealed class PrintedPlan
{
    readonly Dictionary<string, PlanNode> _nodes;
    readonly Dictionary<string, ScaleSymbol> _planWords;
    readonly Dictionary<string, PrintedItem> _byNumber;
    readonly Dictionary<string, int> _nodePositions;
    readonly Dictionary<string, IReadOnlyList<PlanNode>> _paths = [];
    Dictionary<char, ScaleSymbol>? _signs;
    readonly Dictionary<PrintedItem, int> _sheetNumbers;
    readonly Dictionary<PrintedItem, int> _positions;
    readonly Dictionary<PrintedItem, ItemGroup> _groups;
    // By the page itself: two of one kind may have the same parameters.
    readonly Dictionary<TemplatePage, IReadOnlyList<Section>> _sections = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, IReadOnlyList<ScaleSymbol>> _scales = [];

    public PrintedPlan(ReportSource source)
    {
        // A file brings no keys; figures name their sources by them, so they are given here as an import gives them.
        var shown = HiddenDepartments.In(source);
        Source = shown with { Plan = PermanentKeys.Give(shown.Plan) };
        _nodes = Plan.Nodes.ToDictionary(n => n.Id);
        _nodePositions = Plan.Nodes.Select((node, index) => (node.Id, index)).ToDictionary(n => n.Id, n => n.index);
        _planWords = [];
        // A plan may use a sign without saying what it means; then the template says it.
        foreach (var symbol in Plan.Scales.Concat(Template.Scales).Where(s => s.AppliesTo is not ("action" or "item")).SelectMany(s => s.Symbols ?? []).Where(s => s.Label is not null))
            _planWords.TryAdd(symbol.Symbol, symbol);
        var byNumber = new Dictionary<string, PlanItem>();
        foreach (var item in Plan.Items) byNumber.TryAdd(item.No, item);
        Items = [.. Plan.Items.Select(item => new PrintedItem(this, item, byNumber))];
        _byNumber = Items.GroupBy(i => i.Item.No).ToDictionary(g => g.Key, g => g.First());
        _sheetNumbers = Items.Select((item, index) => (item, index)).ToDictionary(i => i.item, i => i.index + 1);
        _positions = Items.GroupBy(i => i.Item.Node).SelectMany(g => g.Select((item, index) => (item, index))).ToDictionary(i => i.item, i => i.index + 1);
        Groups = Template.ItemLevel is { } level ? ItemGroup.Of(this, level) : [];
        _groups = Groups.SelectMany(g => g.Items.Select(item => (item, g))).ToDictionary(g => g.item, g => g.g);
        UsedTexts = Items.SelectMany(i => i.Answer?.Texts?.Keys ?? []).ToHashSet();
    }

    public ReportSource Source { get; }
    public Plan Plan => Source.Plan;
    public ReportTemplate Template => Source.Template;
    public TemplateWords Words => Template.Words;
    public Period Period => Source.Period;

    /// <summary>The items in printed order.</summary>
    public IReadOnlyList<PrintedItem> Items { get; }

    /// <summary>The items with parts in printed order; none where the template knows no parts.</summary>
    public IReadOnlyList<ItemGroup> Groups { get; }

    /// <summary>Names of the texts that any item answered in the period.</summary>
    public IReadOnlySet<string> UsedTexts { get; }

    public string Title => Plan.About.ReportTitle ?? $"{Plan.About.Title}　進捗状況報告書";

    /// <summary>令和7年度（2025年度）, with the half where the report is about one.</summary>
    public string PeriodName => JapaneseDate.WithGregorian(Period.Year) + Half;

    /// <summary>令和7年度, with the half where the report is about one.</summary>
    public string ShortPeriodName => JapaneseDate.Year(Period.Year) + Half;

    public string LastYearName => JapaneseDate.Year(Period.Year.Previous) + Half;

    /// <summary>What the file prints of its own edition; null where the report is about another period.</summary>
    public PlanEdition? Edition => Plan.Edition is { } printed && printed.Year == Period.Year && printed.Period == Source.PrintedPart ? printed : null;

    /// <summary>Printed at the foot of every page but the cover.</summary>
    public string RunningFoot => FootOf(Title + (Source.AsOf is { } day ? $"（{JapaneseDate.Day(day)}現在）" : ""));

    /// <summary>A page's own words at its foot, with what every page of a draft or a handout says before them.</summary>
    public string FootOf(string words) => (Source.DocumentNumber is { } number ? $"{number}　" : "") + (Source.IsDraft ? "【案】" : "") + words;

    /// <summary>上半期, 下半期, or nothing.</summary>
    public string Half => Source.PrintedPart switch
    {
        PeriodPart.FirstHalf => "上半期",
        PeriodPart.SecondHalf => "下半期",
        _ => "",
    };

    /// <summary>True where the report has a sheet or a row for each item that a list can lead to.</summary>
    public bool HasSheets => Template.Pages.Any(p => p is ItemSheets or ItemTablePage);

    /// <summary>The headings above an item, outermost first.</summary>
    public IReadOnlyList<PlanNode> PathOf(PlanItem item)
    {
        if (_paths.TryGetValue(item.Node, out var known)) return known;
        var path = new List<PlanNode>();
        for (var node = _nodes.GetValueOrDefault(item.Node); node is not null; node = node.Parent is { } parent ? _nodes.GetValueOrDefault(parent) : null)
            path.Insert(0, node);
        return _paths[item.Node] = path;
    }

    /// <summary>How many headings of the plan stand before one.</summary>
    public int PositionOf(PlanNode node) => _nodePositions[node.Id];

    /// <summary>A heading and those above it, outermost first.</summary>
    public IReadOnlyList<PlanNode> PathTo(PlanNode node) => node.Parent is { } parent && _nodes.TryGetValue(parent, out var above) ? [.. PathTo(above), node] : [node];

    /// <summary>The item of which this one is a part; null where the template knows no parts.</summary>
    public ItemGroup? GroupOf(PrintedItem item) => _groups.GetValueOrDefault(item);

    /// <summary>How many sheets there are up to an item's own.</summary>
    public int SheetNumberOf(PrintedItem item) => _sheetNumbers[item];

    /// <summary>The number of an item's own sheet, where sheets are numbered by themselves; null where only printing tells on which page the item stands.</summary>
    public int? SheetOf(PrintedItem item) => Template.Pages.Any(p => p is ItemSheets { PageLabel: not null }) ? SheetNumberOf(item) : null;

    /// <summary>An item's position under its heading, for plans that number their items anew there.</summary>
    public int PositionOf(PrintedItem item) => _positions[item];

    /// <summary>What a page of the template prints, composed once.</summary>
    public IReadOnlyList<Section> SectionsOf(TemplatePage page)
    {
        if (!_sections.TryGetValue(page, out var sections)) _sections[page] = sections = [.. page.Sections(this).Select(s => s with { Paper = page.Paper, Orientation = page.Orientation, Binding = page.Binding })];
        return sections;
    }

    /// <summary>An anchor for one of the template's pages: several may be of one kind.</summary>
    public string AnchorOf(TemplatePage page, string kind) => Template.Pages.TakeWhile(p => !ReferenceEquals(p, page)).Count(p => p.GetType() == page.GetType()) is > 0 and var before ? $"{kind}-{before + 1}" : kind;

    /// <summary>The office's own text at a place, with the titles of the items that it names; null where there is none.</summary>
    public string? OfficeText(string place) => Source.Texts?.Texts.GetValueOrDefault(place) is { } text
        ? string.Concat(ItemMentions.In(text).Select(piece => piece.No is { } no && _byNumber.TryGetValue(no, out var item) ? item.Item.Title : piece.Text)) : null;

    /// <summary>The same as it stands on a page: items that it names lead to their sheets.</summary>
    public IReadOnlyList<Inline>? OfficeContent(string place) => Source.Texts?.Texts.GetValueOrDefault(place) is { } text ? Mentioning(text) : null;

    /// <summary>A text of the office's whose items lead to their sheets.</summary>
    public IReadOnlyList<Inline> Mentioning(string text) => [.. ItemMentions.In(text).Select(piece =>
        piece.No is { } no && _byNumber.TryGetValue(no, out var item) ? HasSheets ? (Inline)new Link(item.Item.Title, item.Anchor) : item.Item.Title : piece.Text)];

    /// <summary>A heading as printed: its number and title.</summary>
    public static string NameOf(PlanNode node) => node.Code is null ? node.Title : $"{node.Code}　{node.Title}";

    /// <summary>The rating that is counted and listed: the one asked for, else the first that the answers know; null where nothing is rated.</summary>
    public string? RatingOf(string? asked)
    {
        var names = Plan.Items.SelectMany(i => i.Answers?.Values ?? []).SelectMany(a => a.Ratings?.Keys ?? []).Distinct().ToList();
        if (asked is not null && names.Contains(asked)) return asked;
        // Of a cycle in which nobody has answered yet it can't be said that its plan isn't rated.
        return names.FirstOrDefault() ?? (Source.Standings.Count > 0 ? asked : null);
    }

    /// <summary>The symbols that a rating is chosen from.</summary>
    public IReadOnlyList<ScaleSymbol> RatingScale(string rating) =>
        Scale(Template.ScaleOf(rating) ?? "item");

    /// <summary>The symbols that an action's mark is chosen from.</summary>
    public IReadOnlyList<ScaleSymbol> MarkScale => Scale(Template.Fields.FirstOrDefault(f => f.Name == "mark.*")?.Scale ?? "action");

    IReadOnlyList<ScaleSymbol> Scale(string name)
    {
        if (!_scales.TryGetValue(name, out var symbols)) _scales[name] = symbols = InOneWidth(name, FormFields.Choices(Template, Plan, name));
        return symbols;
    }

    // Whoever writes Ａ and whoever writes A mean one grade; the template says in which form it is printed.
    IReadOnlyList<ScaleSymbol> InOneWidth(string name, IReadOnlyList<ScaleSymbol> symbols) => Template.Scales.FirstOrDefault(s => s.AppliesTo == name)?.Symbols is not { } forms ? symbols
        : [.. symbols.Select(s => forms.FirstOrDefault(f => LetterWidth.IsSame(f.Symbol, s.Symbol)) is { } form ? s with { Symbol = form.Symbol } : s)];

    /// <summary>A rating in the one form that its scale has for it.</summary>
    public string InScale(string rating, string value) => RatingScale(rating) is var scale && scale.Any(s => s.Symbol == value || s.Label == value) ? value
        : scale.FirstOrDefault(s => LetterWidth.IsSame(s.Symbol, value))?.Symbol ?? value;

    /// <summary>What a heading is called where room is short; its title where the office gave no other name.</summary>
    public string ShortOf(PlanNode node) => (Template.ShortNames is { } place ? OfficeText($"{place}/{node.Id}") : null) ?? node.Title;

    /// <summary>A line that speaks of marks by their signs, each read by its label: 「全ての取組が○のもの」.</summary>
    public IReadOnlyList<Inline> WithMarks(string line)
    {
        var signs = _signs ??= MarkScale.Where(s => s is { Label: not null, Symbol.Length: 1 } && !char.IsLetterOrDigit(s.Symbol[0])).DistinctBy(s => s.Symbol[0]).ToDictionary(s => s.Symbol[0]);
        // A text of several lines is set line by line and stays whole.
        if (line.Contains('\n') || !line.Any(signs.ContainsKey)) return [line];
        var content = new List<Inline>();
        var begin = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (!signs.TryGetValue(line[i], out var sign)) continue;
            if (i > begin) content.Add(line[begin..i]);
            content.Add(Printed(sign.Symbol, sign));
            begin = i + 1;
        }
        if (begin < line.Length) content.Add(line[begin..]);
        return content;
    }

    /// <summary>What is read of a label that speaks of marks by their signs; null for any other.</summary>
    public string? Heard(string label) => WithMarks(label) is { Count: > 1 } pieces ? string.Concat(pieces.Select(p => p is Mark mark ? mark.Label : ((PlainText)p).Text)) : null;

    /// <summary>A plan word (実施, →) as printed.</summary>
    public Inline PlanWord(string word) => Printed(word, _planWords.GetValueOrDefault(word));

    /// <summary>A symbol or word of a scale as printed.</summary>
    public static Inline Printed(string value, IReadOnlyList<ScaleSymbol> scale) => Printed(value, scale.FirstOrDefault(s => s.Symbol == value));

    static Inline Printed(string value, ScaleSymbol? symbol) => Signs.OfScale(value, symbol?.Label);
}
