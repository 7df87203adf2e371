using System.Text.Json.Serialization;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Cycles;

/// <summary>Everything that a reporting cycle was started with; the log keeps it with the start.</summary>
public sealed record CycleSettings
{
    public required string Town { get; init; }

    /// <summary>The cycle's key in addresses: <c>r7</c>, <c>r7-1</c> for a half-year, <c>dx-r7</c> for a second plan.</summary>
    public required string Key { get; init; }
    public required string Plan { get; init; }
    public required Period Period { get; init; }

    /// <summary>Hashes of the files in force: the plan's version, the organisation, the report template.</summary>
    public required string PlanFile { get; init; }
    public required string OrganisationFile { get; init; }
    public required string TemplateFile { get; init; }

    public required CycleDates Dates { get; init; }
    public CycleHours Hours { get; init; } = new();
    public ReminderRule Reminders { get; init; } = new();
    public EscalationRule Escalation { get; init; } = new();

    /// <summary>True where a submission counts only once the department's superior has confirmed it.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>文書番号 and date of the request as a document; null where the office gives none.</summary>
    public string? DocumentNumber { get; init; }
    public DateOnly? DocumentDate { get; init; }

    /// <summary>自動公表: publish at the hour without a release, once no answer is missing undecided.</summary>
    public bool PublishAutomatically { get; init; }

    /// <summary>The bodies before which the report is laid, in their order; the cycle's head knows what has changed since the start.</summary>
    public IReadOnlyList<ReviewStep> Reviews { get; init; } = [];
    public ApprovalRule Approval { get; init; }
    public IReadOnlyList<DaySpan> Closures { get; init; } = [];

    /// <summary>Days of the year on which requests and reminders are held back; null for none.</summary>
    public YearlySpan? QuietDays { get; init; }

    /// <summary>Who writes which items, in the municipality's order.</summary>
    public required IReadOnlyList<Responsibility> Requests { get; init; }

    /// <summary>True for a department that writes no item and only gives its part to others'.</summary>
    public bool OnlyGivesParts(string department) => Requests.FirstOrDefault(r => r.Department == department) is { Items.Count: 0, Parts.Count: > 0 };

    /// <summary>The calendar in which this cycle counts its days.</summary>
    [JsonIgnore]
    public BusinessCalendar Calendar => new(Closures, QuietDays);
}

/// <summary>Hours of the day in Japan Standard Time: when mails leave, when a due day ends, when a report is published.</summary>
public sealed record CycleHours
{
    public TimeOnly MailsAt { get; init; } = new(9, 0);
    public TimeOnly DueAt { get; init; } = new(17, 0);
    public TimeOnly PublishedAt { get; init; } = new(10, 0);
}

/// <summary>When reminders go: business days from the due day (negative before it), and how long after a request none does.</summary>
public sealed record ReminderRule
{
    public IReadOnlyList<int> Offsets { get; init; } = [-3, 1, 3];

    /// <summary>No reminder within this many business days of the request.</summary>
    public int RestAfterRequest { get; init; } = 5;
}

/// <summary>When the posts above a late department are told: business days after the due day, null for never.</summary>
public sealed record EscalationRule
{
    /// <summary>What a cycle is started with unless the office chooses otherwise.</summary>
    public static EscalationRule Usual { get; } = new() { ToSuperior = 5, ToBureau = 8 };

    // The defaults are what is absent in a file: null is not written.
    public int? ToSuperior { get; init; }

    /// <summary>The leading department (主管課) of the bureau, after the superior.</summary>
    public int? ToBureau { get; init; }

    /// <summary>Without this each escalation waits until the office releases it.</summary>
    public bool Automatic { get; init; }
}
