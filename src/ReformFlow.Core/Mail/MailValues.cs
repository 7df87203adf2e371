using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Mail;

/// <summary>What the placeholders of a mail stand for.</summary>
public static class MailValues
{
    /// <summary>The values that every mail of a cycle knows.</summary>
    public static Dictionary<string, string> OfCycle(CycleSettings cycle, Plan plan, Municipality municipality, string officeAddress) => new()
    {
        ["year"] = YearWords(cycle.Period),
        ["plan"] = plan.About.Title,
        ["publicationDay"] = JapaneseDate.DayWithWeekday(cycle.Dates.PublicationDay),
        ["lockDay"] = JapaneseDate.DayWithWeekday(cycle.Dates.LockDay),
        ["office"] = municipality.Office.Name,
        ["officeAddress"] = officeAddress,
        ["officeTelephone"] = municipality.Office.Telephone,
        ["officeExtension"] = municipality.Office.Extension,
        ["senderPost"] = municipality.Office.Post,
        ["documentNumber"] = cycle.DocumentNumber ?? "",
        ["documentDate"] = cycle.DocumentDate is { } day ? JapaneseDate.Day(day) : "",
    };

    /// <summary>The values of a department's mail: what it owes, by when and where it answers.</summary>
    /// <param name="owed">A line for each item that it owes, with headings among them.</param>
    /// <param name="count">How many items these are.</param>
    public static void AddRequest(Dictionary<string, string> values, CycleSettings cycle, RequestHead head, Department department, IReadOnlyList<string> owed, int count, string link, string code, string frontPage, DateTimeOffset now)
    {
        values["department"] = department.Name;
        values["post"] = department.Post;
        values["dueDay"] = JapaneseDate.DayAndHour(RequestRules.DueDay(cycle, head), cycle.Hours.DueAt);
        values["dueIn"] = DueIn(cycle, head, now);
        values["items"] = string.Join('\n', owed);
        values["itemCount"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        values["link"] = link;
        values["code"] = code;
        values["frontPage"] = frontPage;
    }

    /// <summary>How far off the due day is, in business days and in words.</summary>
    public static string DueIn(CycleSettings cycle, RequestHead head, DateTimeOffset now)
    {
        var due = RequestRules.DueDay(cycle, head);
        return cycle.Calendar.Between(TokyoTime.DayOf(now), due) switch
        {
            0 => "本日",
            1 => "翌開庁日",
            > 1 and var days => $"{days}営業日後",
            < 0 and var days => $"{-days}営業日前に過ぎました",
        };
    }

    /// <summary>The period as mails and pages name it: 令和7年度, 令和7年度上半期.</summary>
    public static string YearWords(Period period) => JapaneseDate.Year(period.Year) + period.Part switch
    {
        PeriodPart.FirstHalf => "上半期",
        PeriodPart.SecondHalf => "下半期",
        _ => "",
    };
}
