using System.Text;
using ReformFlow.Core.Calendar;

namespace ReformFlow.App.Rehearsals;

/// <summary>A rehearsal as a file, <c>rehearsal/1</c>, and as lines to read.</summary>
public sealed record RehearsalFile(string Format, string Town, string Cycle, IReadOnlyList<RehearsedDay> Days, IReadOnlyList<RehearsedWeek> Weeks, IReadOnlyList<RehearsalFileMail> Mails)
{
    /// <summary>The name of the file form.</summary>
    public const string FormatName = "rehearsal/1";

    /// <summary>The file of a rehearsal.</summary>
    public static RehearsalFile Of(RehearsedCycle cycle) => new(FormatName, cycle.Settings.Town, cycle.Settings.Key, cycle.Days, cycle.Weeks,
        [.. cycle.Mails.Select(m => new RehearsalFileMail(m.Key, m.At, m.To, m.Address, m.Subject, m.Body))]);

    /// <summary>The same to read: days with their slack, mails by week and by day, and one text of each kind.</summary>
    public static string Text(RehearsedCycle cycle)
    {
        var text = new StringBuilder();
        foreach (var day in cycle.Days) text.AppendLine($"{JapaneseDate.DayWithWeekday(day.Day)}　{day.Name}{ToNext(day)}");
        text.AppendLine().AppendLine("週ごとの送付数");
        foreach (var week in cycle.Weeks) text.AppendLine($"{JapaneseDate.Day(week.Monday)}の週　{week.Mails}通");
        text.AppendLine().AppendLine("送付の予定（どの所属も回答しない場合）");
        foreach (var mail in cycle.Mails) text.AppendLine($"{JapaneseDate.Moment(mail.At)}　{mail.To}{(mail.Address.Length == 0 ? "（メール以外）" : $" <{mail.Address}>")}　{mail.Subject}");
        foreach (var kind in cycle.Mails.GroupBy(m => m.Kind).Select(k => k.First()))
            text.AppendLine().AppendLine(new string('-', 40)).AppendLine($"宛先　{kind.To}").AppendLine($"件名　{kind.Subject}").AppendLine().AppendLine(kind.Body.TrimEnd());
        return text.ToString();
    }

    static string ToNext(RehearsedDay day) => day switch
    {
        { ToNext: null } => "",
        { Slack: null or 0 } => $"　次まで{day.ToNext}開庁日",
        { Slack: > 0 } => $"　次まで{day.ToNext}開庁日（標準より{day.Slack}日長い）",
        _ => $"　次まで{day.ToNext}開庁日（標準より{-day.Slack}日短い）",
    };
}

/// <summary>A mail in a rehearsal's file.</summary>
public sealed record RehearsalFileMail(string Key, DateTimeOffset At, string To, string Address, string Subject, string Body);
