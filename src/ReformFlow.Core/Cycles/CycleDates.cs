using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Cycles;

/// <summary>The days of a cycle, in Japan Standard Time: requests leave, answers are due, input closes, the report is public.</summary>
public sealed record CycleDates(DateOnly RequestDay, DateOnly DueDay, DateOnly LockDay, DateOnly PublicationDay)
{
    /// <summary>The day on which each department is asked whether the request will reach the right post; null for no probe.</summary>
    public DateOnly? ProbeDay { get; init; }

    /// <summary>Business days that the proposal leaves between the four days.</summary>
    public const int RequestToDue = 20, DueToLock = 10, LockToPublication = 15;

    /// <summary>Business days that the proposal leaves between the probe and the request.</summary>
    public const int ProbeToRequest = 10;

    /// <summary>The proposal that reaches a publication day, counted backwards in business days; each day may then be edited.</summary>
    public static CycleDates Backwards(DateOnly publicationDay, BusinessCalendar calendar)
    {
        var lockDay = calendar.Add(publicationDay, -LockToPublication);
        var dueDay = calendar.Add(lockDay, -DueToLock);
        return new(calendar.Add(dueDay, -RequestToDue), dueDay, lockDay, publicationDay);
    }

    /// <summary>What contradicts itself in these days, by the field's name, in the desk's words.</summary>
    public IEnumerable<Problem> Problems(BusinessCalendar calendar)
    {
        // The calendar knows no other years, so nothing can be counted there.
        var days = new[] { ("requestDay", "照会日", RequestDay), ("dueDay", "提出期限", DueDay), ("lockDay", "入力終了日", LockDay), ("publicationDay", "公表日", PublicationDay) };
        var unknown = days.Where(d => d.Item3.Year is < Holidays.FirstYear or > Holidays.LastYear).ToList();
        foreach (var (field, name, day) in unknown)
            yield return new(field, $"{name}（{day:yyyy-MM-dd}）は{Holidays.FirstYear}年から{Holidays.LastYear}年までの日にしてください。");
        if (unknown.Count > 0) yield break;

        if (DueDay <= RequestDay)
            yield return new("dueDay", $"提出期限（{JapaneseDate.Day(DueDay)}）が照会日（{JapaneseDate.Day(RequestDay)}）より後になるようにしてください。");
        if (LockDay < DueDay)
            yield return new("lockDay", $"入力終了日（{JapaneseDate.Day(LockDay)}）は提出期限（{JapaneseDate.Day(DueDay)}）以後にしてください。");
        if (PublicationDay <= LockDay)
            yield return new("publicationDay", $"公表日（{JapaneseDate.Day(PublicationDay)}）が入力終了日（{JapaneseDate.Day(LockDay)}）より後になるようにしてください。");
        if (ProbeDay >= RequestDay)
            yield return new("probeDay", $"担当所属の確認の日（{JapaneseDate.Day(ProbeDay.Value)}）は照会日（{JapaneseDate.Day(RequestDay)}）より前にしてください。");
        if (ProbeDay is { Year: >= Holidays.FirstYear } probe && calendar.WhyClosed(probe) is { } closed)
            yield return new("probeDay", $"担当所属の確認の日（{JapaneseDate.DayWithWeekday(probe)}）は閉庁日（{closed}）です。{JapaneseDate.DayWithWeekday(calendar.OnOrBefore(probe))}などの開庁日にしてください。");
        foreach (var (field, name, day) in new[] { ("requestDay", "照会日", RequestDay), ("dueDay", "提出期限", DueDay), ("publicationDay", "公表日", PublicationDay) })
            if (calendar.WhyClosed(day) is { } reason)
                yield return new(field, $"{name}（{JapaneseDate.DayWithWeekday(day)}）は閉庁日（{reason}）です。{JapaneseDate.DayWithWeekday(calendar.OnOrBefore(day))}などの開庁日にしてください。");
    }

    /// <summary>What has passed already when the cycle is started: a request whose day is over would leave late or never.</summary>
    public IEnumerable<Problem> Past(DateOnly today)
    {
        if (RequestDay < today)
            yield return new("requestDay", $"照会日（{JapaneseDate.Day(RequestDay)}）は、すでに過ぎています。{JapaneseDate.DayWithWeekday(today)}以後の開庁日にして、ほかの日も見直してください。");
        if (ProbeDay < today)
            yield return new("probeDay", $"担当所属の確認の日（{JapaneseDate.Day(ProbeDay.Value)}）は、すでに過ぎています。{JapaneseDate.DayWithWeekday(today)}以後の開庁日にするか、空欄にしてください。");
    }
}
