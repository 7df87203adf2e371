using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports;

/// <summary>Answers that hold longer than their cycle: given once in a year or in the plan's life, and repeated in print from there.</summary>
public static class EarlierAnswers
{
    /// <summary>What was answered before the period and still holds in it; null where the field is asked anew or nobody has answered it.</summary>
    public static (Period Period, string Text)? Of(TemplateField field, PlanItem item, Period period)
    {
        if (field.Asked == AskedWhen.EveryCycle) return null;
        foreach (var (given, answer) in (item.Answers ?? new Dictionary<Period, YearAnswer>()).OrderByDescending(a => Order(a.Key)))
            if (Order(given) < Order(period) && (field.Asked == AskedWhen.Once || given.Year == period.Year) && Value(answer, field.Name) is { } text && !string.IsNullOrWhiteSpace(text))
                return (given, text);
        return null;
    }

    static string? Value(YearAnswer answer, string field) => field.Split('.') switch
    {
        ["text", var name] => answer.Texts?.GetValueOrDefault(name),
        ["rating", var name] => answer.Ratings?.GetValueOrDefault(name),
        _ => null,
    };

    // A whole year is reported on after its halves.
    static int Order(Period period) => 3 * period.Year.Year + period.Part switch { PeriodPart.FirstHalf => 0, PeriodPart.SecondHalf => 1, _ => 2 };
}
