using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Requests;

/// <summary>How a request stands once items have come to it.</summary>
/// <param name="IsAsked">True where some of the items have still to be answered: their request is sent anew.</param>
/// <param name="IsOpen">True where anything at all has still to be answered.</param>
/// <param name="Round">The round that is answered next, or was submitted last.</param>
/// <param name="DueDay">The request's own due day; null while the cycle's holds.</param>
/// <param name="ReturnedItems">What is asked, where not everything is.</param>
/// <param name="AsksFinals">True where only figures that have become final are asked.</param>
public sealed record TakenStanding(bool IsAsked, bool IsOpen, int Round, DateOnly? DueDay, IReadOnlyList<ReturnedItem> ReturnedItems, bool AsksFinals = false);

/// <summary>Brings two requests' standing together when items pass from one to the other: nobody loses time, nothing is asked twice, nothing is forgotten.</summary>
public static class TakingOver
{
    /// <summary>True where a request would pass on now: what was handed in, accepted, excused or withdrawn stays where it is until it is asked for again.</summary>
    public static bool IsDue(RequestHead from) => from.SubmittedAt is null && !from.IsClosed();

    /// <summary>The standing of the request that takes over.</summary>
    /// <param name="from">The request that passes on, as it stood before.</param>
    /// <param name="to">The request that takes over, as it stands.</param>
    /// <param name="moved">The items that pass.</param>
    /// <param name="own">The items that the one that takes over has already.</param>
    public static TakenStanding Of(CycleSettings cycle, RequestHead from, RequestHead to, IReadOnlyList<string> moved, IReadOnlyList<string> own)
    {
        var (come, stay) = (Asked(from, moved), own.Count == 0 ? [] : Asked(to, own));
        List<ReturnedItem> asked = [.. come, .. stay];
        var round = own.Count == 0 ? from.Round
            : stay.Count > 0 || come.Count == 0 ? Math.Max(to.Round, stay.Count > 0 ? from.Round : 0)
            : Math.Max(to.Round + 1, from.Round);
        // Whoever was given longer keeps it, and gives it to the other.
        var due = new[] { come.Count > 0 ? RequestRules.DueDay(cycle, from) : (DateOnly?)null, stay.Count > 0 ? RequestRules.DueDay(cycle, to) : null }.Max();
        var isEverything = asked.Select(a => a.Item).ToHashSet().SetEquals(moved.Concat(own)) && asked.All(a => a is { Fields.Count: 0, Reason: "", Reasons: null });
        return new(come.Count > 0, asked.Count > 0, round, due is null ? to.DueDay : due == cycle.Dates.DueDay ? null : due, isEverything ? [] : asked,
            come.Count > 0 && from.IsAskingFinals() && (stay.Count == 0 || to.IsAskingFinals()));
    }

    // One entry for each item that has still to be answered.
    static List<ReturnedItem> Asked(RequestHead head, IReadOnlyList<string> items) =>
        !IsDue(head) ? []
        : head.ReturnedItems.Count > 0 ? [.. head.ReturnedItems.Where(r => items.Contains(r.Item))]
        : [.. items.Select(i => new ReturnedItem(i, [], ""))];
}
