using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Derivations;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>An item as a report prints it: what it repeats resolved, its answers as their standing allows.</summary>
sealed class PrintedItem
{
    readonly PrintedPlan _plan;
    readonly Period _answered;
    readonly IReadOnlyList<Derivation> _derivations;

    public PrintedItem(PrintedPlan plan, PlanItem item, IReadOnlyDictionary<string, PlanItem> byNumber)
    {
        _plan = plan;
        _derivations = plan.Template.Derivations;
        Original = item.RepeatOf is { } no ? byNumber.GetValueOrDefault(no) : null;
        Successor = item.MergedInto is { } into ? byNumber.GetValueOrDefault(into) : null;
        Item = Original is null ? item : Repeated(item, Original, plan.Period);
        Anchor = AnchorOf(item);
        var answeredHere = Original is null || ReferenceEquals(Item.Answers, item.Answers);
        Standing = plan.Source.Standings.GetValueOrDefault((answeredHere ? item : Original!).Key!, AnswerStanding.Accepted);
        LastYear = AnswerOf(plan.Period.Previous);
        _answered = Standing == AnswerStanding.LastYear ? plan.Period.Previous : plan.Period;
        // What a department has begun and not handed in is nobody's answer yet.
        Answer = HasNoAnswer ? null
            : Standing == AnswerStanding.LastYear ? LastYear : Item.Answers?.GetValueOrDefault(plan.Period);
        Remark = Standing switch
        {
            AnswerStanding.LastYear => plan.Words.LastYearPrinted,
            _ when HasNoAnswer => UnansweredWord(plan),
            _ => null,
        };
    }

    /// <summary>The item with what it takes over from the one that it repeats.</summary>
    public PlanItem Item { get; }

    /// <summary>再掲: the item that this one repeats.</summary>
    public PlanItem? Original { get; }

    /// <summary>統合: the item that this one went into.</summary>
    public PlanItem? Successor { get; }
    public string Anchor { get; }
    public AnswerStanding Standing { get; }

    /// <summary>The answer to be printed for the period; last year's where the office decided so; null for none.</summary>
    public YearAnswer? Answer { get; }
    public YearAnswer? LastYear { get; }

    /// <summary>The template's words beside an answer that is not this period's own.</summary>
    public string? Remark { get; }

    /// <summary>Finished, suspended or merged: printed with its mark and not counted.</summary>
    public bool IsClosed => Item.ClosedMark is not null || Item.MergedInto is not null;

    /// <summary>True where this period's answers are owed and not there.</summary>
    public bool IsUnanswered => HasNoAnswer || Standing == AnswerStanding.LastYear;

    /// <summary>The template's word in place of an answer that is not there.</summary>
    public string UnansweredWord(PrintedPlan plan) => Standing switch
    {
        AnswerStanding.NotApplicable => plan.Words.NotApplicable,
        AnswerStanding.Withdrawn => plan.Words.Withdrawn,
        _ => plan.Words.NotAnswered,
    };

    /// <summary>What is said of an item whose answers are not this period's accepted ones; null where nothing is.</summary>
    public string? StandingWord(PrintedPlan plan) => Standing switch
    {
        _ when IsClosed => null,
        AnswerStanding.Submitted => plan.Words.NotAccepted,
        AnswerStanding.Missing when plan.Source.IsDraft => $"{plan.Words.NotAnswered}（未提出）",
        _ => Remark,
    };

    bool HasNoAnswer => Standing is AnswerStanding.Missing or AnswerStanding.Blank or AnswerStanding.NotApplicable or AnswerStanding.Withdrawn;

    /// <summary>What a closed item prints in place of a rating.</summary>
    public string? ClosedMark => Item.ClosedMark ?? (Item.MergedInto is { } into ? _plan.Words.Merged.Replace("{no}", into, StringComparison.Ordinal) : null);

    public static string AnchorOf(PlanItem item) => $"item-{item.Key}";

    /// <summary>Where the printed answer of a field comes from.</summary>
    public FigureSource Source(string field) => new(Item.Key!, field, _answered);

    /// <summary>The rating to be printed; null where there is none.</summary>
    public string? Rating(string name) => RatingIn(Answer, name, _answered.Year) ?? (Held($"rating.{name}") is { } held ? _plan.InScale(name, held) : null);

    /// <summary>The text to be printed; null where there is none.</summary>
    public string? Text(string name) => Answer?.Texts?.GetValueOrDefault(name) is { Length: > 0 } text ? text : Held($"text.{name}");

    /// <summary>True for a field that was answered in an earlier cycle and is printed from there.</summary>
    public bool IsHeld(string field) => field.Split('.') is ["rating" or "text", var name] && Held(field) is not null
        && string.IsNullOrEmpty(field[0] == 'r' ? RatingIn(Answer, name, _answered.Year) : Answer?.Texts?.GetValueOrDefault(name));

    // What an item was planned to become is no news once it is closed.
    string? Held(string field) => IsClosed ? null : _plan.Template.Fields.FirstOrDefault(f => f.Name == field) is { } asked ? EarlierAnswers.Of(asked, Item, _plan.Period)?.Text : null;

    /// <summary>A rating in a year; in the period's year the one to be printed.</summary>
    public string? RatingOf(string name, FiscalYear year, Period period) => year == period.Year ? Rating(name) : RatingIn(AnswerOf(period with { Year = year }), name, year);

    /// <summary>Last year's rating; null where there is none.</summary>
    public string? LastYearRating(string name, Period period) => RatingIn(LastYear, name, period.Year.Previous);

    /// <summary>The rating that the marks of the period give, whatever was answered; null where the template computes none.</summary>
    public string? Derived(string name) => DerivedIn(Answer, name, _answered.Year);

    string? RatingIn(YearAnswer? answer, string name, FiscalYear year) => answer?.Ratings?.GetValueOrDefault(name) is { } given ? _plan.InScale(name, given) : DerivedIn(answer, name, year);

    string? DerivedIn(YearAnswer? answer, string name, FiscalYear year) =>
        answer is null ? null : _derivations.OfType<RatingFromMarks>().FirstOrDefault(d => d.Rating == name)?.Of(
            [.. (Item.Actions ?? []).Select(a => Derived(answer.Marks?.GetValueOrDefault(a.No ?? a.Key!), a, year)).Where(m => !string.IsNullOrWhiteSpace(m)).OfType<string>()]);

    string? Derived(string? mark, PlanAction action, FiscalYear year) => mark is null ? null : _derivations.OfType<MarkByPlanWord>().Aggregate(mark, (m, d) => d.Of(m, action, year));

    /// <summary>An action's mark in a year; in the period's year the one to be printed.</summary>
    public string? MarkOf(PlanAction action, FiscalYear year, Period period) =>
        Derived((year == period.Year ? Answer : AnswerOf(period with { Year = year }))?.Marks?.GetValueOrDefault(action.No ?? action.Key!), action, year);

    /// <summary>An indicator's figure in a year; in the period's year the one to be printed.</summary>
    public Figure? ActualOf(Indicator indicator, FiscalYear year, Period period) =>
        year != period.Year ? indicator.Actuals?.GetValueOrDefault(year)
        : HasNoAnswer ? null
        : indicator.Actuals?.GetValueOrDefault(_answered.Year);

    /// <summary>What an item saved or brought in in a year; the period's own amount once it is handed in.</summary>
    /// <remarks>Last year's amount never stands in for this year's: it would be added twice.</remarks>
    public Amount? ActualOf(Effect effect, FiscalYear year, Period period) => year == period.Year && IsUnanswered && !IsClosed ? null : effect.Actual?.GetValueOrDefault(year);

    /// <summary>True where a field must be filled or shown under a condition, given the item's own answers.</summary>
    public bool Holds(Condition? condition, PrintedPlan plan)
    {
        if (condition is null || Answer is null) return false;
        var name = condition.Field.Split('.')[^1];
        return condition.Field.Split('.')[0] switch
        {
            "mark" => Answer.Marks?.Values.Any(condition.In.Contains) == true,
            "rating" => Rating(name) is { } value
                && (condition.In.Contains(value) || plan.RatingScale(name).Any(s => s.Label == value && condition.In.Contains(s.Symbol))),
            "text" => condition.In.Contains(Answer.Texts?.GetValueOrDefault(name) ?? ""),
            _ => false,
        };
    }

    // Half-years and whole years may stand side by side in one plan; a column is a year and takes what comes nearest.
    YearAnswer? AnswerOf(Period period)
    {
        var nearest = period with { Part = period.Part == PeriodPart.Annual ? PeriodPart.SecondHalf : PeriodPart.Annual };
        return Item.Answers?.GetValueOrDefault(period) ?? Item.Answers?.GetValueOrDefault(nearest);
    }

    // A repetition is asked for nothing: where the file gives it no answer of its own, the original's sheet stands in for it.
    static PlanItem Repeated(PlanItem item, PlanItem original, Period period)
    {
        var answered = item.Answers?.ContainsKey(period) == true;
        return item with
        {
            Texts = item.Texts ?? original.Texts,
            Actions = answered ? item.Actions : original.Actions ?? item.Actions,
            Indicators = answered ? item.Indicators : original.Indicators ?? item.Indicators,
            Answers = answered ? item.Answers : original.Answers ?? item.Answers,
            Glossary = item.Glossary ?? original.Glossary,
            LeadDepartments = item.LeadDepartments ?? original.LeadDepartments,
            SupportingDepartments = item.LeadDepartments is null ? original.SupportingDepartments : item.SupportingDepartments,
        };
    }
}
