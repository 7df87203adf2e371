using ReformFlow.App.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>A round in which answers were given back, as the department reads it: who gave them back, why, and by when they are due.</summary>
/// <param name="By">事務局, 所属長, or the department that writes the item.</param>
/// <param name="Reason">The reason for all of it; the items' and fields' own stand in the head.</param>
public sealed record AskedAgain(int Round, string By, string Reason, string DueDay)
{
    /// <summary>Keys of the returned items of which nothing has been changed since.</summary>
    public IReadOnlySet<string> Untouched { get; init; } = new HashSet<string>();

    /// <summary>The round that is open; null in the first, in one for final figures, and where nothing can be written.</summary>
    public static AskedAgain? Of(FormVisit visit, IReadOnlyList<Append> appends, DateTimeOffset now)
    {
        var (settings, head) = (visit.Cycle.Settings, visit.Head);
        if (head.Round == 1 || head.IsAskingFinals() || RequestRules.WhyClosed(settings, head, now) is not null) return null;
        // Items that came from elsewhere were given back in another stream: what stands here before a submission is about an earlier round.
        var last = appends.SelectMany(a => a.Events).LastOrDefault(e => e is Returned or ConfirmationDeclined or Submitted);
        var since = appends.Reverse().TakeWhile(a => !a.Events.Any(e => ReferenceEquals(e, last))).SelectMany(a => a.Events).OfType<AnswerChanged>().Select(c => c.Item).ToHashSet();
        return new(head.Round, last switch { ConfirmationDeclined => "所属長", Returned { Writer: { } writer } => visit.Cycle.Municipality.Departments.FirstOrDefault(d => d.Key == writer)?.Name ?? "回答をまとめる所属", _ => "事務局" }, last switch { Returned returned => returned.Reason, ConfirmationDeclined declined => declined.Reason, _ => "" },
            $"{JapaneseDate.DayAndHour(RequestRules.DueDay(settings, head), settings.Hours.DueAt)}（{MailValues.DueIn(settings, head, now)}）")
        { Untouched = last is Submitted ? new HashSet<string>() : head.ReturnedItems.Select(r => r.Item).Where(i => !since.Contains(i)).ToHashSet() };
    }
}
