using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Reports;

/// <summary>Which figures of a page lead to the items that they were computed from, and the lists that they lead to.</summary>
/// <remarks>Within a row figures of the same sources share one list, so that a page grows with its figures and not with their square.</remarks>
public sealed class FollowedFigures
{
    readonly Dictionary<Cell, string> _idOf = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<Table, List<SourceList>> _listsOf = new(ReferenceEqualityComparer.Instance);

    public FollowedFigures(ReportDocument document)
    {
        var items = document.Items.ToDictionary(i => i.Item);
        var number = 0;
        string? place = null;
        foreach (var block in document.Sections.SelectMany(s => s.Blocks))
        {
            if (block is Heading { Anchor: { } anchor }) place = anchor;
            if (block is not Table table) continue;
            var lists = new List<SourceList>();
            foreach (var (row, heads) in Headed(table))
            {
                var ofRow = new List<(IReadOnlyList<FigureSource> Sources, string Id)>();
                foreach (var cell in row.Cells.Where(c => IsFollowed(c) && !IsHere(c.Sources!)))
                {
                    var id = ofRow.FirstOrDefault(l => l.Sources.SequenceEqual(cell.Sources!)).Id;
                    if (id is null)
                    {
                        ofRow.Add((cell.Sources!, id = $"figure-{++number}"));
                        lists.Add(new(id, heads.Length > 0 ? heads : table.Caption, [.. Parts(cell.Sources!, items)]));
                    }
                    _idOf[cell] = id;
                }
            }
            if (lists.Count > 0) _listsOf[table] = lists;
        }

        // What is said of an item on its own sheet leads no further.
        bool IsHere(IReadOnlyList<FigureSource> sources) => items[sources[0].Item].Anchor is { } own && own == place && sources.All(s => s.Item == sources[0].Item);
    }

    /// <summary>The list that a figure leads to; null where it leads to none.</summary>
    public string? IdOf(Cell cell) => _idOf.GetValueOrDefault(cell);

    /// <summary>The lists that stand under a table.</summary>
    public IReadOnlyList<SourceList> ListsOf(Table table) => _listsOf.GetValueOrDefault(table) ?? [];

    // An indicator's actual is the answer itself and stands on the sheet of its item.
    static bool IsFollowed(Cell cell) => cell.Content.Count > 0 && cell.Sources is { Count: > 0 } sources && !(sources is [var only] && only.Field.StartsWith("actual.", StringComparison.Ordinal));

    static IEnumerable<SourcePart> Parts(IReadOnlyList<FigureSource> sources, IReadOnlyDictionary<string, SourceItem> items) => sources.GroupBy(s => s.Period).OrderByDescending(g => g.Key.Year)
        .Select(g => new SourcePart(PeriodWords(g.Key), [.. g.Select(s => s.Item).Distinct().Select(item => items[item])]));

    static string PeriodWords(Period period) => JapaneseDate.Year(period.Year) + period.Part switch { PeriodPart.FirstHalf => "上半期", PeriodPart.SecondHalf => "下半期", _ => "" };

    // The rows with the words at their head; a head over several rows is kept until its span ends.
    static IEnumerable<(Row Row, string Heads)> Headed(Table table)
    {
        var heads = new List<(string Text, int Rows)>();
        foreach (var row in table.Rows.Skip(table.HeaderRows))
        {
            heads.RemoveAll(h => h.Rows <= 0);
            heads.AddRange(row.Cells.Where(c => c.Header is not null).Select(c => (Words(c.Content), c.RowSpan ?? 1)));
            yield return (row, string.Join("　", heads.Select(h => h.Text).Where(t => t.Length > 0)));
            heads = [.. heads.Select(h => (h.Text, h.Rows - 1))];
        }
    }

    static string Words(IReadOnlyList<Inline> content) => string.Concat(content.Select(inline => inline switch
    {
        PlainText text => text.Text.Replace('\n', ' '),
        Mark mark => $"{mark.Symbol}　{mark.Label}",
        Note note => note.Text,
        Link link => link.Text,
        SpacedText text => text.Text,
        _ => "",
    }));
}

/// <summary>The items that a figure was computed from, by period, the latest first.</summary>
public sealed record SourceList(string Id, string Name, IReadOnlyList<SourcePart> Parts)
{
    /// <summary>The id of the figure that the list is opened from.</summary>
    public string FigureId => $"{Id}-in-table";
}

/// <summary>The items of one period.</summary>
public sealed record SourcePart(string Period, IReadOnlyList<SourceItem> Items);
