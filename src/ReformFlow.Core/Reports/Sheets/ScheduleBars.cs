using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>Lays an action's bars over year columns: side by side in one track, in a further track from where they overlap.</summary>
static class ScheduleBars
{
    /// <summary>The cells of each track, from the first year column to the last; each bar stands in exactly one of them.</summary>
    public static IReadOnlyList<IReadOnlyList<Cell>> Tracks(IReadOnlyList<ScheduleBar> bars, IReadOnlyList<FiscalYear> years)
    {
        var tracks = new List<List<Laid>>();
        foreach (var bar in bars.Select(b => Lay(b, years)))
        {
            // Printed order is reading order: a bar never goes before one that stands before it in the plan, and a track that was left is not gone back to.
            if (tracks.Count == 0 || tracks[^1][^1].Last >= bar.First) tracks.Add([]);
            tracks[^1].Add(bar);
        }
        return [.. tracks.Select(t => (IReadOnlyList<Cell>)[.. Cells(t, years)])];
    }

    sealed record Laid(ScheduleBar Bar, int First, int Last, Bar Ends);

    // A bar whose years nobody knows keeps its text over all of them, open at the ends that are not known.
    static Laid Lay(ScheduleBar bar, IReadOnlyList<FiscalYear> years)
    {
        var first = bar.From is { } from ? years.TakeWhile(y => y < from).Count() : 0;
        var last = bar.To is { } to ? years.TakeWhile(y => y <= to).Count() - 1 : years.Count - 1;
        return last < first || first >= years.Count
            ? new(bar, 0, years.Count - 1, new(IsOpenAtStart: true, IsOpenAtEnd: true))
            : new(bar, first, last, new(bar.From is null, bar.To is null));
    }

    static IEnumerable<Cell> Cells(IReadOnlyList<Laid> track, IReadOnlyList<FiscalYear> years)
    {
        var column = 0;
        foreach (var laid in track)
        {
            for (; column < laid.First; column++) yield return new([]);
            yield return new([laid.Bar.Text, new Spoken(Span(laid, years))])
            {
                ColumnSpan = laid.Last > laid.First ? laid.Last - laid.First + 1 : null,
                Align = Alignment.Center,
                Bar = laid.Ends,
            };
            column = laid.Last + 1;
        }
        for (; column < years.Count; column++) yield return new([]);
    }

    static string Span(Laid laid, IReadOnlyList<FiscalYear> years)
    {
        var (first, last) = (JapaneseDate.Year(years[laid.First]), JapaneseDate.Year(years[laid.Last]));
        return laid.Ends switch
        {
            { IsOpenAtStart: true, IsOpenAtEnd: true } => "（年度の記載なし）",
            { IsOpenAtStart: true } => $"（{last}まで）",
            { IsOpenAtEnd: true } => $"（{first}から）",
            _ => first == last ? $"（{first}）" : $"（{first}から{last}まで）",
        };
    }
}
