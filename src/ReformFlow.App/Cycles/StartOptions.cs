using System.Globalization;
using ReformFlow.App.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;

namespace ReformFlow.App.Cycles;

/// <summary>What the start page asks beside plan, year and days, as it was typed; all of it comes with its usual value.</summary>
public sealed record StartOptions
{
    /// <summary>The field that says that the page showed these at all: a box that is not ticked is not sent.</summary>
    public const string Marker = "options";

    /// <summary>The furthest business day from the due day that can be named, and how many of them.</summary>
    const int FurthestDay = 40, MostDays = 10;

    static readonly CycleHours _hours = new();
    static readonly ReminderRule _reminders = new();
    static readonly EscalationRule _escalation = EscalationRule.Usual;

    public string MailsAt { get; init; } = Clock(_hours.MailsAt);
    public string DueAt { get; init; } = Clock(_hours.DueAt);
    public string PublishedAt { get; init; } = Clock(_hours.PublishedAt);
    public string Before { get; init; } = string.Join("、", _reminders.Offsets.Where(o => o <= 0).Select(o => -o));
    public string After { get; init; } = string.Join("、", _reminders.Offsets.Where(o => o > 0));
    public string ToSuperior { get; init; } = $"{_escalation.ToSuperior}";
    public string ToBureau { get; init; } = $"{_escalation.ToBureau}";
    public bool EscalatesAutomatically { get; init; }
    public bool HasQuietDays { get; init; } = true;
    public bool NeedsConfirmation { get; init; }
    public bool AsksParts { get; init; }

    /// <summary>Reads what was posted; the usual values where the page has not been shown yet.</summary>
    public static StartOptions Read(Func<string, string?> field)
    {
        if (field(Marker) is null) return new();
        return new()
        {
            MailsAt = Typed("mailsAt"), DueAt = Typed("dueAt"), PublishedAt = Typed("publishedAt"),
            Before = Typed("remindBefore"), After = Typed("remindAfter"),
            ToSuperior = Typed("toSuperior"), ToBureau = Typed("toBureau"),
            EscalatesAutomatically = field("escalateAutomatically") == "true",
            HasQuietDays = field("quietDays") == "true",
            NeedsConfirmation = field("needsConfirmation") == "true",
            AsksParts = field("asksParts") == "true",
        };

        string Typed(string name) => field(name)?.Trim() ?? "";
    }

    /// <summary>The hours; the usual one where one can't be read.</summary>
    public CycleHours Hours => new() { MailsAt = Time(MailsAt) ?? _hours.MailsAt, DueAt = Time(DueAt) ?? _hours.DueAt, PublishedAt = Time(PublishedAt) ?? _hours.PublishedAt };

    /// <summary>The reminder days; none where they can't be read.</summary>
    public ReminderRule Reminders => new() { Offsets = [.. (Days(Before, 0) ?? []).Select(d => -d).Concat(Days(After, 1) ?? []).Distinct().Order()] };

    /// <summary>When posts above a late department are told.</summary>
    public EscalationRule Escalation => new() { ToSuperior = Day(ToSuperior), ToBureau = Day(ToBureau), Automatic = EscalatesAutomatically };

    /// <summary>The choice with these settings.</summary>
    public CycleChoice Of(CycleChoice choice) => choice with
    {
        Hours = Hours,
        Reminders = Reminders,
        Escalation = Escalation,
        NeedsConfirmation = NeedsConfirmation,
        AsksParts = AsksParts,
        QuietDays = HasQuietDays ? YearlySpan.DefaultQuietDays : null,
    };

    /// <summary>What can't be read or contradicts itself, by the field's name, in the desk's words.</summary>
    public IEnumerable<Problem> Problems()
    {
        foreach (var (name, label, typed) in new[] { ("mailsAt", "メールを送る時刻", MailsAt), ("dueAt", "提出期限の時刻", DueAt), ("publishedAt", "公表の時刻", PublishedAt) })
            if (Time(typed) is null) yield return new(name, $"{label}は、09:00のように入力してください。");
        foreach (var (name, typed, least) in new[] { ("remindBefore", Before, 0), ("remindAfter", After, 1) })
            if (Days(typed, least) is null)
                yield return new(name, $"提出のお願いの日は、{least}から{FurthestDay}までの数を「、」で区切って、{MostDays}個以内で入力してください。送らないときは空欄にします。");
        foreach (var (name, label, typed) in new[] { ("toSuperior", "所属長への連絡", ToSuperior), ("toBureau", "主管課への連絡", ToBureau) })
            if (typed.Length > 0 && Day(typed) is null) yield return new(name, $"{label}は、提出期限から何営業日後かを1から{FurthestDay}までの数で入力してください。連絡しないときは空欄にします。");
        if (Day(ToSuperior) is { } superior && Day(ToBureau) is { } bureau && bureau <= superior)
            yield return new("toBureau", "主管課への連絡は、所属長への連絡より後の日にしてください。");
    }

    static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    static TimeOnly? Time(string typed) => TimeOnly.TryParseExact(typed, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    static int? Day(string typed) => Days(typed, 1) is [var one] ? one : null;

    // Null where something is no such number.
    static IReadOnlyList<int>? Days(string typed, int least)
    {
        var days = new List<int>();
        foreach (var part in TypedByHand.Plain(typed.Replace('、', ',').Replace('・', ',')).Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day >= least && day <= FurthestDay) days.Add(day);
            else return null;
        return days.Count > MostDays ? null : days;
    }
}
