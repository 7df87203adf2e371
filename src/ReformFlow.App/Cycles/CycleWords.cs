using ReformFlow.Core.Cycles;

namespace ReformFlow.App.Cycles;

/// <summary>A cycle's settings in the desk's words.</summary>
static class CycleWords
{
    /// <summary>9時, or 9時30分 where the minutes matter.</summary>
    public static string Hour(TimeOnly time) => time.Minute == 0 ? $"{time.Hour}時" : $"{time.Hour}時{time.Minute:00}分";

    /// <summary>Says when reminders go; nothing where none do.</summary>
    public static string ReminderSentence(ReminderRule rule) => rule.Offsets.Count == 0 ? "提出のお願いは送りません。" : $"{Reminders(rule)}に、提出のお願いを送ります。";

    /// <summary>When reminders go: 3営業日前、期限後1・3営業日.</summary>
    public static string Reminders(ReminderRule rule)
    {
        var parts = new List<string>();
        if (Days(o => o < 0) is { Length: > 0 } before) parts.Add($"{before}営業日前");
        if (rule.Offsets.Contains(0)) parts.Add("当日");
        if (Days(o => o > 0) is { Length: > 0 } after) parts.Add($"期限後{after}営業日");
        return string.Join("、", parts);

        string Days(Func<int, bool> on) => string.Join("・", rule.Offsets.Where(on).Order().Select(Math.Abs));
    }
}
