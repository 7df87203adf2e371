using System.Collections.Immutable;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Requests;

/// <summary>The textless fold of a request's stream: all that policy and desk need to know.</summary>
public sealed record RequestHead(string Stream, int Shape, int Version, string Hash) : Head(Stream, Shape, Version, Hash)
{
    /// <summary>The round that is being answered, or that was submitted last.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The request's own due day after a return or an extension; null while the cycle's holds.</summary>
    public DateOnly? DueDay { get; init; }

    /// <summary>The generation of the form link that is valid.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>The person to whom the request was handed over; null for the post's own.</summary>
    public string? Person { get; init; }

    /// <summary>When round, due day or generation last changed: a request that says so leaves from then on.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>When the request of this round last reached the department; null before.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>When a request or reminder last left, and its key.</summary>
    public DateTimeOffset? MailedAt { get; init; }
    public string? MailedKey { get; init; }

    /// <summary>When a mail was refused for good since the last request that arrived.</summary>
    public DateTimeOffset? RefusedAt { get; init; }
    public string? RefusedKey { get; init; }

    /// <summary>How often a request or reminder was refused: each refusal is told to the office once.</summary>
    public int Refusals { get; init; }

    public DateTimeOffset? SavedAt { get; init; }
    public int Filled { get; init; }
    public int Required { get; init; }

    /// <summary>When the current round was submitted; null while it is open.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The last submission of any round: what the receipt is for.</summary>
    public SubmissionMark? LastSubmission { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>When the office excused the request, and how its answers are printed.</summary>
    public DateTimeOffset? ExcusedAt { get; init; }
    public MissingAnswer? Print { get; init; }

    /// <summary>Items and fields asked again in this round; empty where everything may be edited.</summary>
    public IReadOnlyList<ReturnedItem> ReturnedItems { get; init; } = [];

    /// <summary>How its proposals to change the plan stand; open ones wait for the office.</summary>
    public ChangeMarks Changes { get; init; } = ChangeMarks.None;

    public ImmutableSortedDictionary<string, StepMark> Steps { get; init; } = StepMarks.None;

    /// <summary>True when nothing can be owed any more.</summary>
    public bool IsClosed() => AcceptedAt is not null || ExcusedAt is not null || WithdrawnAt is not null;

    /// <summary>True when the office still has to decide how to print what never came.</summary>
    public bool IsMissing() => SubmittedAt is null && !IsClosed();

    /// <summary>True when every field that must be filled is filled.</summary>
    public bool IsComplete() => SavedAt is not null && Filled >= Required;

    protected override Head Apply(Event fact, DateTimeOffset at)
    {
        var head = this with { Steps = Steps.After(fact, at), Changes = Changes.After(fact, at) };
        return fact switch
        {
            RequestSent sent => head.Mailed(sent.Key, at) with { RequestedAt = at, RefusedAt = null, RefusedKey = null },
            ReminderSent sent => head.Mailed(sent.Key, at),
            StepSkipped { SaidBy: not null } said when StepKey.KindOf(said.Key) == StepKind.Request => head with { RequestedAt = at },
            MailRefused refused when StepKey.KindOf(refused.Key) is StepKind.Request or StepKind.Remind => head with { RefusedAt = at, RefusedKey = refused.Key, Refusals = Refusals + 1 },
            DraftSaved draft => head with { SavedAt = at, Filled = draft.Filled, Required = draft.Required },
            Submitted submitted => head with { Round = submitted.Round, SubmittedAt = at, LastSubmission = new(submitted.Round, at) },
            Returned returned => head with
            {
                Round = Round + 1,
                DueDay = returned.DueDay,
                ChangedAt = at,
                RequestedAt = null,
                SubmittedAt = null,
                AcceptedAt = null,
                LockedAt = null,
                ReturnedItems = returned.Items,
            },
            Accepted => head with { AcceptedAt = at },
            Extended extended => head with { DueDay = extended.DueDay, ChangedAt = at, LockedAt = null },
            Excused excused => head with { ExcusedAt = at, Print = excused.Print },
            Withdrawn => head with { WithdrawnAt = at },
            HandedOver handed => head with { Person = handed.Person, Generation = handed.Generation, ChangedAt = at },
            Locked => head with { LockedAt = at },
            _ => head,
        };
    }

    RequestHead Mailed(string key, DateTimeOffset at) => this with { MailedAt = at, MailedKey = key };
}

/// <summary>A round and the moment of its submission.</summary>
public sealed record SubmissionMark(int Round, DateTimeOffset At);
