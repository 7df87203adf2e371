using System.Collections.Immutable;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Requests;

/// <summary>What the mail service told last about a mail: when, by its own clock, and whether it came back.</summary>
public sealed record DeliveryMark(DateTimeOffset On, bool HasBounced);

/// <summary>What became of a request's mails after they had been taken: tells come twice, late and in any order.</summary>
public static class DeliveryMarks
{
    /// <summary>Nothing told yet.</summary>
    public static ImmutableSortedDictionary<string, DeliveryMark> None { get; } = ImmutableSortedDictionary.Create<string, DeliveryMark>(StringComparer.Ordinal);

    /// <summary>Those of the facts that tell something new about this request's mails, in the order in which they happened.</summary>
    /// <remarks>Of a mail that the request never sent nothing is new, nor of one that its reader need not have. What was told before, or happened before that, is known.</remarks>
    public static IReadOnlyList<Event> News(RequestHead head, IEnumerable<Event> told)
    {
        var news = new List<Event>();
        var marks = head.Deliveries;
        // At the same moment a bounce counts: it comes after the delivery that it undoes.
        foreach (var fact in told.OrderBy(f => MarkOf(f)?.Mark.On).ThenBy(f => MarkOf(f)?.Mark.HasBounced))
        {
            if (MarkOf(fact) is not var (key, mark) || !IsOurs(head, key, mark)) continue;
            if (marks.GetValueOrDefault(key) is { } known && (known.HasBounced == mark.HasBounced || !IsLater(mark, known))) continue;
            news.Add(fact);
            marks = marks.After(fact);
        }
        return news;
    }

    internal static ImmutableSortedDictionary<string, DeliveryMark> After(this ImmutableSortedDictionary<string, DeliveryMark> marks, Event fact) =>
        MarkOf(fact) is var (key, mark) ? marks.SetItem(key, mark) : marks;

    /// <summary>True for a mail that takes the way to the department's own post, so that its fate says whether that post can be reached.</summary>
    internal static bool IsChase(string key) => StepKey.KindOf(key) is StepKind.Probe or StepKind.Request or StepKind.Remind;

    /// <summary>True where a bounce tells nothing about today: a request left after that mail, or a mail of the chase that is not older arrived since.</summary>
    internal static bool IsOvertaken(RequestHead head, string key, DateTimeOffset on) =>
        head.Steps.Any(s => s.Key != key && s.Value.Outcome == nameof(RequestSent) && s.Value.ClaimedAt > Claimed(head, key))
        || head.Deliveries.Any(d => !d.Value.HasBounced && d.Value.On > on && IsNotOlder(head, d.Key, key));

    /// <summary>True where a mail of the chase is the other one, or left after it.</summary>
    internal static bool IsNotOlder(RequestHead head, string key, string other) => IsChase(key) && Claimed(head, key) >= Claimed(head, other);

    static DateTimeOffset Claimed(RequestHead head, string key) => head.Steps.GetValueOrDefault(key)?.ClaimedAt ?? DateTimeOffset.MinValue;

    static bool IsOurs(RequestHead head, string key, DeliveryMark mark) =>
        head.Steps.ContainsKey(key) && StepKey.KindOf(key) is { } kind && StepKey.IsMail(kind) && (mark.HasBounced || IsChase(key));

    static bool IsLater(DeliveryMark mark, DeliveryMark known) => mark.On > known.On || mark.On == known.On && mark.HasBounced;

    static (string Key, DeliveryMark Mark)? MarkOf(Event fact) => fact switch
    {
        MailBounced bounced => (bounced.Key, new(bounced.On, true)),
        MailDelivered delivered => (delivered.Key, new(delivered.On, false)),
        _ => null,
    };
}
