using System.Globalization;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>How many items have each rating, this year and last year, with shares and differences.</summary>
sealed class RatingCounts
{
    readonly Rounding _rounding;
    readonly int _total;
    readonly int _lastYearTotal;

    /// <param name="rounding">The template's.</param>
    /// <param name="categories">What is counted, in printed order.</param>
    /// <param name="thisYear">The counted answers by category.</param>
    /// <param name="lastYear">Last year's counts by category; null where nothing is known of last year.</param>
    public RatingCounts(
        Rounding rounding, IReadOnlyList<RatingCategory> categories, ILookup<string, FigureSource> thisYear, IReadOnlyDictionary<string, LastYearCount>? lastYear)
    {
        (_rounding, HasLastYear) = (rounding, lastYear is not null);
        _total = thisYear.Sum(c => c.Count());
        _lastYearTotal = lastYear?.Values.Sum(c => c.Count) ?? 0;
        Lines =
        [
            .. categories.Select(c => Line(c.Printed, [.. thisYear[c.Name]], lastYear?.GetValueOrDefault(c.Name))),
            Line("合計", [.. thisYear.SelectMany(c => c)], lastYear is null ? null : new(_lastYearTotal, [.. lastYear.Values.SelectMany(c => c.Sources)])),
        ];
    }

    public bool HasLastYear { get; }

    /// <summary>One line per category, then the total.</summary>
    public IReadOnlyList<RatingLine> Lines { get; }

    RatingLine Line(string printed, IReadOnlyList<FigureSource> sources, LastYearCount? before)
    {
        var (share, shareBefore) = (_rounding.Share(sources.Count, _total), before is null ? null : _rounding.Share(before.Count, _lastYearTotal));
        return new(printed, sources.Count, share, before?.Count, shareBefore, sources, before?.Sources ?? [])
        {
            Decimals = _rounding.ShareDecimals,
            DifferenceOfShares = before is null ? null : _rounding.Difference(sources.Count, _total, before.Count, _lastYearTotal),
        };
    }
}

/// <summary>One category of a rating: the word it is counted under and how tables print it.</summary>
sealed record RatingCategory(string Name, string Printed);

/// <summary>Last year's count of a category and the answers it comes from; none for a count that was only handed down.</summary>
sealed record LastYearCount(int Count, IReadOnlyList<FigureSource> Sources);

/// <summary>One line of a table of counts; last year's values are null where it knows no such category.</summary>
sealed record RatingLine(
    string Printed, int Count, decimal? Share, int? LastYearCount, decimal? LastYearShare,
    IReadOnlyList<FigureSource> Sources, IReadOnlyList<FigureSource> LastYearSources)
{
    /// <summary>Decimals of its shares.</summary>
    public int Decimals { get; init; } = 1;

    /// <summary>The difference of the shares, as the template rounds it.</summary>
    public decimal? DifferenceOfShares { get; init; }

    static readonly Inline _notComparable = new Mark("…", "比較できる値なし");

    public Inline ShareText => Percent(Share) is { } share ? share : Signs.Of("－", "算出なし");
    public Inline LastYearCountText => LastYearCount?.ToString(CultureInfo.InvariantCulture) is { } count ? count : _notComparable;
    public Inline LastYearShareText => Percent(LastYearShare) is { } share ? share : _notComparable;

    /// <summary>＋1, △1, 「-」 for no difference, 「…」 where nothing can be compared.</summary>
    public Inline CountDifference => Signed(Count - LastYearCount, "0");

    /// <summary>The same of the shares, in points.</summary>
    public Inline ShareDifference => Signed(DifferenceOfShares, $"F{Decimals}");

    string? Percent(decimal? share) => share is { } value ? $"{value.ToString($"F{Decimals}", CultureInfo.InvariantCulture)}%" : null;

    static Inline Signed(decimal? difference, string format) => difference switch
    {
        null => _notComparable,
        0 => Signs.Of("-", "増減なし"),
        > 0 => $"＋{difference.Value.ToString(format, CultureInfo.InvariantCulture)}",
        _ => new Decrease((-difference.Value).ToString(format, CultureInfo.InvariantCulture)),
    };
}
