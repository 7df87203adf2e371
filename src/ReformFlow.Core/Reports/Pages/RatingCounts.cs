using System.Globalization;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>How many items have each rating, this year and last year, with shares and differences.</summary>
sealed class RatingCounts
{
    readonly IReadOnlyDictionary<string, int>? _lastYear;
    readonly IReadOnlyDictionary<string, IReadOnlyList<FigureSource>> _lastYearSources;

    /// <param name="categories">What is counted, in printed order.</param>
    /// <param name="thisYear">The counted items by category.</param>
    /// <param name="lastYear">Last year's counts by category; null where nothing is known of last year.</param>
    /// <param name="lastYearSources">The answers that last year's counts come from; empty for counts that were only handed down.</param>
    public RatingCounts(
        IReadOnlyList<RatingCategory> categories, ILookup<string, FigureSource> thisYear,
        IReadOnlyDictionary<string, int>? lastYear, IReadOnlyDictionary<string, IReadOnlyList<FigureSource>> lastYearSources)
    {
        (_lastYear, _lastYearSources) = (lastYear, lastYearSources);
        Total = thisYear.Sum(c => c.Count());
        Lines = [.. categories.Select(c => Line(c.Name, c.Printed, [.. thisYear[c.Name]])), TotalLine([.. thisYear.SelectMany(c => c)])];
    }

    public int Total { get; }
    public bool HasLastYear => _lastYear is not null;

    /// <summary>One line per category, then the total.</summary>
    public IReadOnlyList<RatingLine> Lines { get; }

    /// <summary>True where the printed shares do not add up to 100.0.</summary>
    public bool IsRoundedOff => Total > 0 && Lines.SkipLast(1).Sum(l => Share(l.Count, Total)) != 100m;

    int LastYearTotal => _lastYear?.Values.Sum() ?? 0;

    RatingLine Line(string name, string printed, IReadOnlyList<FigureSource> sources) => new(
        printed, sources.Count, ShareText(sources.Count, Total), _lastYear?.TryGetValue(name, out var before) == true ? before : null,
        _lastYear?.TryGetValue(name, out before) == true ? ShareText(before, LastYearTotal) : null, sources, _lastYearSources.GetValueOrDefault(name, []),
        _lastYear?.TryGetValue(name, out before) == true && Total > 0 && LastYearTotal > 0 ? Share(sources.Count, Total) - Share(before, LastYearTotal) : null);

    RatingLine TotalLine(IReadOnlyList<FigureSource> sources) => new(
        "合計", Total, ShareText(Total, Total), _lastYear is null ? null : LastYearTotal, _lastYear is null ? null : ShareText(LastYearTotal, LastYearTotal),
        sources, [.. _lastYearSources.Values.SelectMany(s => s)], _lastYear is null || Total == 0 || LastYearTotal == 0 ? null : 0m);

    static string ShareText(int count, int total) => total == 0 ? "－" : $"{Share(count, total).ToString("0.0", CultureInfo.InvariantCulture)}%";

    // 四捨五入 to one decimal, as public offices round.
    static decimal Share(int count, int total) => total == 0 ? 0m : Math.Round(100m * count / total, 1, MidpointRounding.AwayFromZero);
}

/// <summary>One category of a rating: the word it is counted under and how it is printed.</summary>
sealed record RatingCategory(string Name, string Printed);

/// <summary>One line of a table of counts; null where last year knows no such category.</summary>
/// <param name="Points">Difference of the printed shares, so that the page adds up for whoever subtracts on it.</param>
sealed record RatingLine(
    string Printed, int Count, string Share, int? LastYearCount, string? LastYearShare,
    IReadOnlyList<FigureSource> Sources, IReadOnlyList<FigureSource> LastYearSources, decimal? Points)
{
    /// <summary>＋1, △1, 「-」 for no difference, 「…」 where nothing can be compared.</summary>
    public Inline CountDifference => Signed(LastYearCount is { } before ? Count - before : null, "0");
    public Inline ShareDifference => Signed(Points, "0.0");

    static Inline Signed(decimal? difference, string format) => difference switch
    {
        null => "…",
        0 => "-",
        > 0 => $"＋{difference.Value.ToString(format, CultureInfo.InvariantCulture)}",
        _ => new Decrease((-difference.Value).ToString(format, CultureInfo.InvariantCulture)),
    };
}
