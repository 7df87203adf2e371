using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>Counts one rating over any part of the plan, always in the same categories.</summary>
sealed class RatingCount
{
    const string _notRated = "評価の記載なし";
    readonly PrintedPlan _plan;
    readonly IReadOnlyList<RatingCategory> _categories;
    readonly IReadOnlyDictionary<string, int>? _handedDown;
    readonly bool _answeredLastYear;
    readonly HashSet<string> _written;

    public RatingCount(PrintedPlan plan, string rating)
    {
        (_plan, Rating) = (plan, rating);
        _answeredLastYear = plan.Items.Any(i => i.LastYear?.Ratings?.ContainsKey(rating) == true);
        if (!_answeredLastYear && plan.Plan.PriorCounts is { } prior && prior.Year == plan.Period.Year.Previous && prior.Rating == rating)
            _handedDown = prior.Counts;

        _written = plan.Items.Select(i => i.Rating(rating)).OfType<string>().ToHashSet();
        Scale = plan.RatingScale(rating);
        var thisYear = plan.Items.Where(i => !i.IsClosed).Select(Category).ToList();
        var occurring = thisYear.Concat(plan.Items.Select(LastYearCategory).OfType<string>()).Concat(_handedDown?.Keys ?? []).Distinct().ToList();
        // A scale none of whose words occurs is the template's for plans without one; this plan has words of its own.
        var scale = Scale.Select(Name).ToList();
        if (!occurring.Any(scale.Contains) && occurring.Any(o => o != _notRated && o != plan.Words.NotAnswered)) (scale, Scale) = ([], []);
        var names = scale.Concat(occurring.Except([_notRated, plan.Words.NotAnswered])).Concat(occurring).Distinct();
        _categories = [.. names.Select(n => new RatingCategory(n, Scale.FirstOrDefault(s => Name(s) == n) is { } symbol ? Printed(symbol) : n))];
        NotKnownLastYear = _handedDown is null ? [] : [.. thisYear.Distinct().Where(c => !_handedDown.ContainsKey(c) && scale.Contains(c))];
    }

    public string Rating { get; }
    public IReadOnlyList<ScaleSymbol> Scale { get; }

    /// <summary>Categories of this year that last year's handed-down counts do not have.</summary>
    public IReadOnlyList<string> NotKnownLastYear { get; }

    /// <summary>The counts of some of the plan's items; handed-down counts are of the whole plan only.</summary>
    public RatingCounts Of(IEnumerable<PrintedItem> items)
    {
        var list = items.ToList();
        var thisYear = list.Where(i => !i.IsClosed).ToLookup(Category, i => i.Source($"rating.{Rating}"));
        if (!_answeredLastYear) return new(_categories, thisYear, list.Count == _plan.Items.Count ? _handedDown : null, new Dictionary<string, IReadOnlyList<FigureSource>>());

        var before = list.Where(i => LastYearCategory(i) is not null).ToLookup(i => LastYearCategory(i)!, i => new FigureSource(i.Item.Key!, $"rating.{Rating}", _plan.Period.Previous));
        return new(_categories, thisYear, _categories.ToDictionary(c => c.Name, c => before[c.Name].Count()), before.ToDictionary(b => b.Key, b => (IReadOnlyList<FigureSource>)[.. b]));
    }

    string Category(PrintedItem item) => item.Rating(Rating) is { } value ? CategoryOf(value) : item.IsUnanswered ? _plan.Words.NotAnswered : _notRated;
    string? LastYearCategory(PrintedItem item) => item.LastYear?.Ratings?.GetValueOrDefault(Rating) is { } value ? CategoryOf(value) : null;

    // Answers give the symbol or its label; both are one category.
    string CategoryOf(string value) => Scale.FirstOrDefault(s => s.Symbol == value || s.Label == value) is { } symbol ? Name(symbol) : value;

    static string Name(ScaleSymbol symbol) => symbol.Label ?? symbol.Symbol;

    /// <summary>A symbol of the scale as tables of counts print it.</summary>
    /// <remarks>Where the answers are written in words, so are the counts.</remarks>
    public string Printed(ScaleSymbol symbol) => symbol.Label is { } label && label != symbol.Symbol && _written.Contains(symbol.Symbol) ? $"{symbol.Symbol}　{label}" : Name(symbol);
}
