using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Requests;

/// <summary>Figures that were handed in as 見込 have become final: a round opens that asks for them alone.</summary>
/// <param name="On">Figures final on this day or before are asked for.</param>
public sealed record FinalsAsked(string Key, IReadOnlyList<ReturnedItem> Items, DateOnly On, DateOnly DueDay) : StepOutcome(Key)
{
    /// <summary>The round that asks for every figure final by today that was not asked for yet.</summary>
    public static FinalsAsked Of(string key, CycleSettings cycle, RequestHead head, DateOnly today) => new(
        key,
        [.. RequestAgenda.Unasked(head).Where(p => p.FinalOn <= today).GroupBy(p => p.Item).Select(i => new ReturnedItem(i.Key, [.. i.Select(p => p.Field)], ""))],
        today,
        cycle.Calendar.Add(today, RequestPolicy.FinalsDueAfter));
}

/// <summary>A figure that is 見込 and the day on which it becomes final.</summary>
public sealed record ProvisionalFigure(string Item, string Field, DateOnly FinalOn);

/// <summary>The day on which a figure that is 見込 becomes final, as its clerk gives it.</summary>
public static class FinalDay
{
    /// <summary>The farthest day, in years from today.</summary>
    public const int YearsAhead = 3;

    /// <summary>Why a day can't stand, in the page's words, or null when it can: it lies ahead, and not absurdly far.</summary>
    public static string? WhyNot(DateOnly day, DateOnly today) => day > today && day <= today.AddYears(YearsAhead)
        ? null
        : $"確定する日は、{JapaneseDate.Day(today.AddDays(1))}から{JapaneseDate.Day(today.AddYears(YearsAhead))}までの日にしてください。";
}
