using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Requests;

/// <summary>The textless fold of a request's stream: all that policy and desk need to know.</summary>
public sealed record RequestHead(string Stream, int Shape, int Version, string Hash) : Head(Stream, Shape, Version, Hash)
{
    /// <summary>The department's key.</summary>
    [JsonIgnore]
    public string Department => Stream["request~".Length..];

    /// <summary>The round that is being answered, or that was submitted last.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The request's own due day after a return or an extension; null while the cycle's holds.</summary>
    public DateOnly? DueDay { get; init; }

    /// <summary>When the round was opened by a return; null in the first.</summary>
    public DateTimeOffset? RoundOpenedAt { get; init; }

    /// <summary>The generation of the form link that is valid.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>The person to whom the request was handed over; null for the post's own.</summary>
    public string? Person { get; init; }

    /// <summary>How often the request of a round was sent off anew, by handover or resending, counted from 1; it stands in the request's key.</summary>
    public int Sending { get; init; } = 1;

    /// <summary>How its mails go since the office chose another way; null while the cycle's settings hold.</summary>
    public Channel? Channel { get; init; }

    /// <summary>When round, due day or generation last changed: a request that says so leaves from then on.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>When the request of this round last reached the department; null before.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>When a request or reminder last left, and its key.</summary>
    public DateTimeOffset? MailedAt { get; init; }
    public string? MailedKey { get; init; }

    /// <summary>The key of the other cycle's mail that last said what was due here; it lists this request even where this was recorded before it left.</summary>
    public string? SaidBy { get; init; }

    /// <summary>When a mail was refused for good, or came back, since the last request that arrived.</summary>
    public DateTimeOffset? RefusedAt { get; init; }
    public string? RefusedKey { get; init; }

    /// <summary>The last mail to or about the department that was refused, or stayed in doubt: each is told to the office once.</summary>
    public RefusalMark? LastRefusal { get; init; }

    /// <summary>What the mail service told of the mails that it had taken, by key; empty where it tells nothing.</summary>
    public ImmutableSortedDictionary<string, DeliveryMark> Deliveries { get; init; } = DeliveryMarks.None;

    /// <summary>The department's last answer to the probe; null before.</summary>
    public ProbeAnswer? Probe { get; init; }

    public DateTimeOffset? SavedAt { get; init; }
    public int Filled { get; init; }
    public int Required { get; init; }

    /// <summary>When the current round was submitted; null while it is open.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The last submission of any round: what the receipt is for.</summary>
    public SubmissionMark? LastSubmission { get; init; }

    /// <summary>When the superior confirmed the current round; null where it did not, or need not.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>True when this round was opened by the superior, who gave the answers back.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>When the due day of this round was moved; null where it was not.</summary>
    public DateTimeOffset? ExtendedAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>When the office excused the request, and how its answers are printed.</summary>
    public DateTimeOffset? ExcusedAt { get; init; }
    public MissingAnswer? Print { get; init; }

    /// <summary>Items and fields asked again in this round; empty where everything may be edited.</summary>
    public IReadOnlyList<ReturnedItem> ReturnedItems { get; init; } = [];

    /// <summary>When the department passed all its items on, and in which adoption it last passed any; null where it did not.</summary>
    public DateTimeOffset? PassedOnAt { get; init; }
    public int? PassedOnIn { get; init; }

    /// <summary>Items that came from other departments.</summary>
    public IReadOnlyList<TakenItems> Taken { get; init; } = [];

    /// <summary>When items came last that are still asked in this round; null where none did.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>The adoption in which the post's link was last renewed.</summary>
    public int? RenewedIn { get; init; }

    /// <summary>How its proposals to change the plan stand; open ones wait for the office.</summary>
    public ChangeMarks Changes { get; init; } = ChangeMarks.None;
    /// <summary>Figures that stand as 見込, in the order in which they were given.</summary>
    public IReadOnlyList<ProvisionalFigure> Provisional { get; init; } = [];

    /// <summary>The round that asks for final figures alone; null where there was none.</summary>
    public int? FinalsRound { get; init; }

    /// <summary>Figures final on this day or before were asked for already.</summary>
    public DateOnly? FinalsAskedOn { get; init; }

    /// <summary>Escalations of this round and due day that the office let go, by key.</summary>
    public IReadOnlyList<string> ReleasedEscalations { get; init; } = [];

    /// <summary>The last escalation of this round and due day; null before.</summary>
    public EscalationMark? Escalation { get; init; }

    public ImmutableSortedDictionary<string, StepMark> Steps { get; init; } = StepMarks.None;

    /// <summary>True when nothing can be owed any more.</summary>
    public bool IsClosed() => AcceptedAt is not null || ExcusedAt is not null || WithdrawnAt is not null || PassedOnAt is not null;

    /// <summary>True while nobody knows whether the last mail of the chase arrived, and the office has not said.</summary>
    public bool IsInDoubt() => LastRefusal is { IsInDoubt: true } last && (RefusedKey, RefusedAt) == (last.Key, last.At);

    /// <summary>True when the office still has to decide how to print what never came; figures that stay 見込 hold nothing up.</summary>
    public bool IsMissing() => SubmittedAt is null && !IsClosed() && !IsAskingFinals();

    /// <summary>True in a round that asks only for figures that have become final.</summary>
    public bool IsAskingFinals() => FinalsRound == Round;

    /// <summary>True while a return is on its way or a proposal undecided, so that the department can't be blamed for waiting.</summary>
    public bool AwaitsOffice() => Round > 1 && RequestedAt is null || Changes.Open.Count > 0;

    /// <summary>True when every field that must be filled is filled, and something was saved since the round was opened.</summary>
    public bool IsComplete() => SavedAt is not null && !(SavedAt < RoundOpenedAt) && Filled >= Required;

    protected override Head Apply(Event fact, DateTimeOffset at)
    {
        var head = this with { Steps = Steps.After(fact, at), Changes = Changes.After(fact, at), Deliveries = Deliveries.After(fact) };
        return fact switch
        {
            // A mail may come back before its sender has written down that it left.
            RequestSent sent when sent.Key == RefusedKey => head.Mailed(sent.Key, at) with { RequestedAt = at },
            RequestSent sent => head.Mailed(sent.Key, at) with { RequestedAt = at, RefusedAt = null, RefusedKey = null },
            ReminderSent sent => head.Mailed(sent.Key, at),
            ProbeSent sent => head.Mailed(sent.Key, at),
            ProbeAnswered answered => head with { Probe = new(answered.IsRight, at) },
            MarkedUndelivered marked => head with { RefusedAt = at, RefusedKey = marked.Key },
            ResendAsked => head.SentOffAnew(at),
            ChannelChanged changed => head with { Channel = changed.Channel },
            EscalationReleased released => head with { ReleasedEscalations = [.. ReleasedEscalations, released.Key] },
            Escalated escalated => head with { Escalation = new((EscalationLevel)StepKey.NumberOf(escalated.Key), at) },
            StepSkipped { SaidBy: not null } said => head with { SaidBy = said.SaidBy, RequestedAt = StepKey.KindOf(said.Key) == StepKind.Request ? at : RequestedAt },
            MailRefused refused => head.Refused(refused.Key, at),
            MailInDoubt doubt => head.Refused(doubt.Key, at, isInDoubt: true),
            MailBounced bounced => DeliveryMarks.IsChase(bounced.Key) && DeliveryMarks.IsOvertaken(head, bounced.Key, bounced.On) ? head : head.Refused(bounced.Key, at),
            MailDelivered delivered => EndsPause(delivered) ? head.Arrived() : head,
            MarkedArrived arrived when arrived.Key == RefusedKey => head.Arrived(),
            AnswerChanged changed => head with { Provisional = Provisionals(changed) },
            DraftSaved draft => head with { SavedAt = at, Filled = draft.Filled, Required = draft.Required },
            Submitted submitted => head with { Round = submitted.Round, SubmittedAt = at, LastSubmission = new(submitted.Round, at) },
            Confirmed => head with { ConfirmedAt = at },
            ConfirmationDeclined declined => head.NextRound(declined.DueDay, ReturnedItems, at) with { IsDeclined = true, FinalsRound = IsAskingFinals() ? Round + 1 : FinalsRound },
            Returned returned => head.NextRound(returned.DueDay, returned.Items, at),
            FinalsAsked asked => head.NextRound(asked.DueDay, asked.Items, at) with { FinalsRound = Round + 1, FinalsAskedOn = asked.On },
            Accepted => head with { AcceptedAt = at },
            Extended extended => head.Reopened() with { DueDay = extended.DueDay, ChangedAt = at, ExtendedAt = at, LockedAt = null },
            Excused excused => head with { ExcusedAt = at, Print = excused.Print },
            Withdrawn => head with { WithdrawnAt = at },
            HandedOver handed => head.SentOffAnew(at) with { Person = handed.Person, Generation = handed.Generation },
            PassedOn passed => head.Passed(passed, at),
            TookOver took => head.Took(took, at),
            PostChanged changed => head.SentOffAnew(at) with { Generation = changed.Generation, RenewedIn = changed.Adoption },
            Locked => head with { LockedAt = at },
            _ => head,
        };
    }

    RequestHead Mailed(string key, DateTimeOffset at) => this with { MailedAt = at, MailedKey = key };

    // A notice that the office's own mailbox refuses can't be told to that mailbox.
    RequestHead Refused(string key, DateTimeOffset at, bool isInDoubt = false)
    {
        var kind = StepKey.KindOf(key);
        if (kind is StepKind.NoticeRefused or StepKind.NoticeInDoubt or StepKind.NoticeProbe or StepKind.NoticeFinals or StepKind.NoticeProposal) return this;
        var told = this with { LastRefusal = new(key, at, 1 + (LastRefusal?.Number ?? 0), isInDoubt) };
        return kind is StepKind.Probe or StepKind.Request or StepKind.Remind ? told with { RefusedAt = at, RefusedKey = key } : told;
    }

    // What the office itself marked, it knows better than a server that took the mail.
    bool EndsPause(MailDelivered delivered) => RefusedKey is { } refused && LastRefusal is { } last && (refused, RefusedAt) == (last.Key, last.At)
        && (last.IsInDoubt ? delivered.Key == refused
            : Deliveries.GetValueOrDefault(refused) is { HasBounced: true } bounce && delivered.On > bounce.On && DeliveryMarks.IsNotOlder(this, delivered.Key, refused));

    // What was in doubt arrived when it was sent, and so did what was thought to be lost at once.
    RequestHead Arrived() => (IsInDoubt() || MailedAt is null ? Mailed(RefusedKey!, RefusedAt!.Value) : this) with
    {
        RequestedAt = StepKey.KindOf(RefusedKey!) == StepKind.Request && StepKey.RoundOf(RefusedKey!) == Round ? RequestedAt ?? RefusedAt : RequestedAt,
        RefusedAt = null,
        RefusedKey = null,
    };

    // A doubt ends where the office has the request sent anew: nobody need be asked about the old one.
    RequestHead SentOffAnew(DateTimeOffset at) => (IsInDoubt() ? this with { RefusedAt = null, RefusedKey = null } : this) with { Sending = Sending + 1, ChangedAt = at, RequestedAt = null };

    // What the office decided about missing answers is undone by asking for them after all.
    RequestHead Reopened() => this with { ExcusedAt = null, Print = null, ReleasedEscalations = [], Escalation = null };

    RequestHead NextRound(DateOnly dueDay, IReadOnlyList<ReturnedItem> items, DateTimeOffset at) => Reopened() with
    {
        Round = Round + 1,
        RoundOpenedAt = at,
        TakenAt = null,
        DueDay = dueDay,
        ChangedAt = at,
        RequestedAt = null,
        SubmittedAt = null,
        ConfirmedAt = null,
        IsDeclined = false,
        ExtendedAt = null,
        AcceptedAt = null,
        LockedAt = null,
        ReturnedItems = items,
    };

    RequestHead Passed(PassedOn passed, DateTimeOffset at)
    {
        var items = passed.Successions.SelectMany(s => s.All).ToHashSet();
        List<ReturnedItem> left = [.. ReturnedItems.Where(r => !items.Contains(r.Item))];
        var kept = this with
        {
            PassedOnIn = passed.Adoption,
            PassedOnAt = passed.IsWhole ? at : null,
            Taken = [.. Taken.Select(t => t with { Items = [.. t.Items.Where(i => !items.Contains(i))] })],
            Provisional = [.. Provisional.Where(p => !items.Contains(p.Item))],
        };
        // Where all that was returned has gone, the rest stands as it was handed in.
        return passed.IsWhole || ReturnedItems.Count == 0 ? kept
            : left.Count > 0 ? kept with { ReturnedItems = left }
            : kept with { ReturnedItems = [], SubmittedAt = LastSubmission?.At ?? at };
    }

    RequestHead Took(TookOver took, DateTimeOffset at)
    {
        var (standing, taken) = (took.Standing, this with { PassedOnAt = null, Taken = [.. Taken, new(took.Adoption, took.From, took.Items)] });
        if (!standing.IsOpen) return taken with { Round = standing.Round, SubmittedAt = SubmittedAt ?? at };
        if (!standing.IsAsked) return taken with { ReturnedItems = standing.ReturnedItems };
        var sent = taken with
        {
            ExcusedAt = null,
            WithdrawnAt = null,
            SubmittedAt = null,
            ConfirmedAt = null,
            IsDeclined = false,
            AcceptedAt = null,
            LockedAt = null,
            ReleasedEscalations = [],
            Escalation = null,
            RoundOpenedAt = SubmittedAt is null && !IsClosed() ? RoundOpenedAt : at,
            Round = standing.Round,
            DueDay = standing.DueDay,
            ReturnedItems = standing.ReturnedItems,
            FinalsRound = standing.AsksFinals ? standing.Round : FinalsRound == standing.Round ? null : FinalsRound,
            TakenAt = at,
        };
        // A day that had its mail has no place for another.
        return sent.SentOffAnew(MailedAt is { } mailed && TokyoTime.DayOf(mailed) == TokyoTime.DayOf(at) ? TokyoTime.EndOf(TokyoTime.DayOf(at)) : at);
    }

    IReadOnlyList<ProvisionalFigure> Provisionals(AnswerChanged changed)
    {
        var others = Provisional.Where(p => p.Item != changed.Item || p.Field != changed.Field);
        return changed.Value is { Provisional: true, FinalOn: { } day } ? [.. others, new(changed.Item, changed.Field, day)] : [.. others];
    }
}

/// <summary>Items that came from another department.</summary>
public sealed record TakenItems(int Adoption, string From, IReadOnlyList<string> Items);

/// <summary>A refused mail: its key, when, and how many were refused before it and with it.</summary>
/// <param name="IsInDoubt">True where nobody knows whether it was refused or taken.</param>
public sealed record RefusalMark(string Key, DateTimeOffset At, int Number, bool IsInDoubt = false);

/// <summary>What a department answered to the probe, and when.</summary>
public sealed record ProbeAnswer(bool IsRight, DateTimeOffset At);

/// <summary>A round and the moment of its submission.</summary>
public sealed record SubmissionMark(int Round, DateTimeOffset At);
