using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>One rating, counted over any part of the plan and always in the same categories.</summary>
sealed class CountedRating
{
    const string NotRated = "評価の記載なし";
    readonly PrintedPlan _plan;
    readonly IReadOnlyList<RatingCategory> _categories;
    readonly IReadOnlyDictionary<string, int>? _handedDown;
    readonly bool _answeredLastYear;
    readonly HashSet<string> _written;

    public CountedRating(PrintedPlan plan, string rating)
    {
        (_plan, Name) = (plan, rating);
        _written = plan.Items.Select(i => i.Rating(rating)).OfType<string>().ToHashSet();
        _answeredLastYear = plan.Items.Any(i => i.LastYearRating(rating, plan.Period) is not null);
        if (!_answeredLastYear && plan.Plan.PriorCounts is { } prior && prior.Year == plan.Period.Year.Previous && prior.Rating == rating)
            _handedDown = prior.Counts;

        Scale = plan.RatingScale(rating);
        var thisYear = plan.Items.Where(i => !i.IsClosed).Select(Category).ToList();
        var occurring = thisYear.Concat(plan.Items.Select(LastYearCategory).OfType<string>()).Concat(_handedDown?.Keys ?? []).Distinct().ToList();
        var words = occurring.Except([NotRated, plan.Words.NotAnswered, plan.Words.NotApplicable, plan.Words.Withdrawn]).ToList();
        // A scale none of whose words occurs is the template's for plans without one; this plan has words of its own.
        if (words.Count > 0 && !Scale.Select(NameOf).Any(words.Contains)) Scale = [];

        var known = Scale.Select(NameOf).ToList();
        _categories = [.. Scale.Select(s => new RatingCategory(NameOf(s), Printed(s))), .. words.Concat(occurring).Distinct().Except(known).Select(n => new RatingCategory(n, n))];
        NotKnownLastYear = _handedDown is null ? [] : [.. thisYear.Distinct().Where(c => !_handedDown.ContainsKey(c) && known.Contains(c))];
    }

    /// <summary>The rating's name in the answers.</summary>
    public string Name { get; }
    public IReadOnlyList<ScaleSymbol> Scale { get; }

    /// <summary>Categories of this year that last year's handed-down counts do not have.</summary>
    public IReadOnlyList<string> NotKnownLastYear { get; }

    /// <summary>A symbol of the scale as tables of counts print it.</summary>
    /// <remarks>Where the answers are written in words, so are the counts.</remarks>
    public string Printed(ScaleSymbol symbol) =>
        symbol.Label is { } label && label != symbol.Symbol && _written.Contains(symbol.Symbol) ? $"{symbol.Symbol}　{label}" : NameOf(symbol);

    /// <summary>The counts of the whole plan.</summary>
    public RatingCounts OfAll() => new(_plan.Template.Rounding, _categories, ThisYear(_plan.Items), _answeredLastYear
        ? LastYear(_plan.Items)
        : _handedDown?.ToDictionary(c => c.Key, c => new LastYearCount(c.Value, [])));

    /// <summary>The counts of a part of the plan; handed-down counts know no parts.</summary>
    public RatingCounts Of(IReadOnlyList<PrintedItem> part) => new(_plan.Template.Rounding, _categories, ThisYear(part), _answeredLastYear ? LastYear(part) : null);

    ILookup<string, FigureSource> ThisYear(IEnumerable<PrintedItem> items) =>
        items.Where(i => !i.IsClosed).ToLookup(Category, i => i.Source($"rating.{Name}"));

    // An item that is closed by now was counted last year.
    Dictionary<string, LastYearCount> LastYear(IEnumerable<PrintedItem> items)
    {
        var before = items.ToLookup(LastYearCategory, i => new FigureSource(i.Item.Key!, $"rating.{Name}", _plan.Period.Previous));
        return _categories.ToDictionary(c => c.Name, c => new LastYearCount(before[c.Name].Count(), [.. before[c.Name]]));
    }

    string Category(PrintedItem item) =>
        item.Rating(Name) is { } value ? CategoryOf(value) : item.IsUnanswered ? item.UnansweredWord(_plan) : NotRated;

    string? LastYearCategory(PrintedItem item) =>
        item.LastYearRating(Name, _plan.Period) is { } value ? CategoryOf(value) : null;

    // Answers give the symbol or its label; both are one category.
    string CategoryOf(string value) =>
        Scale.FirstOrDefault(s => s.Symbol == value || s.Label == value) is { } symbol ? NameOf(symbol) : value;

    static string NameOf(ScaleSymbol symbol) => symbol.Label ?? symbol.Symbol;
}
