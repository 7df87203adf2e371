using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

/// <summary>Departments and the reform office as chance has them: at any hour, late, twice, or never, but only what the rules allow.</summary>
sealed class SimulatedPeople(YearSimulation year, Random chance)
{
    const int MaxRounds = 4;

    /// <summary>What the office will do by itself in this cycle: extend, hand over, excuse, take back, release, correct.</summary>
    public void Expect(CycleSettings cycle)
    {
        var days = cycle.Dates.PublicationDay.DayNumber - cycle.Dates.RequestDay.DayNumber + 10;
        foreach (var department in cycle.Requests.Select(r => r.Department))
        {
            Perhaps(5, days, () => Extend(cycle, department));
            Perhaps(6, days, () => HandOver(cycle, department));
            Perhaps(6, days, () => Undelivered(cycle, department));
            Perhaps(15, days, () => Close(cycle, department, new Withdrawn("不要")));
            Perhaps(15, days, () => Close(cycle, department, new Excused(MissingAnswer.Blank, "休止")));
        }
        if (!cycle.PublishAutomatically) year.At(TokyoTime.EndOf(cycle.Dates.LockDay) + Some(25), () => Release(cycle));
        if (chance.Next(3) == 0) year.At(TokyoTime.EndOf(cycle.Dates.PublicationDay) + Some(30), () => Correct(cycle));
    }

    /// <summary>A mail came: the department answers it soon, late or never.</summary>
    public void Receive(CycleSettings cycle, string department)
    {
        if (chance.Next(4) == 0) return;
        var saves = year.Now + Some(25);
        year.At(saves, () => Save(cycle, department));
        if (chance.Next(4) > 0) year.At(saves + Some(10), () => Submit(cycle, department));
    }

    /// <summary>The office was told who is missing, and decides for most.</summary>
    public void DecideMissing(CycleSettings cycle)
    {
        foreach (var head in year.Requests(cycle).Where(r => r.IsMissing()))
            if (chance.Next(5) > 0) year.At(year.Now + Some(8), () => DecideMissing(cycle, Department(head)));
    }

    /// <summary>Somebody of the office takes the words over within days, or forgets them until the next notice.</summary>
    public void HandOverByHand(CycleSettings cycle, string stream, HandStep step) => year.At(year.Now + Some(2), () =>
    {
        if (RequestPolicy.Next(cycle, year.Request(cycle, stream["request~".Length..]), [], year.Now).Due.Any(s => s is HandStep && s.Key == step.Key))
            year.Write(cycle, stream, "p1", new StepClaimed(step.Key, "p1"), RequestRules.Sent(step, "p2", ""));
    });

    /// <summary>The probe came: mostly it is right.</summary>
    public void AnswerProbe(CycleSettings cycle, string department)
    {
        if (chance.Next(3) > 0) year.At(year.Now + Some(9), () => Write(cycle, department, $"post:{department}", new ProbeAnswered(chance.Next(8) > 0, "")));
    }

    /// <summary>The superior was asked.</summary>
    public void Confirm(CycleSettings cycle, string department)
    {
        if (chance.Next(4) == 0) return;
        year.At(year.Now + Some(4), () =>
        {
            var head = year.Request(cycle, department);
            if (!RequestRules.AwaitsConfirmation(cycle, head)) return;
            Write(cycle, department, "post:superior", chance.Next(6) > 0 || head.Round >= MaxRounds
                ? new Confirmed(head.Round, ConfirmationWay.Superior, "部長")
                : new ConfirmationDeclined("数字", FromToday(cycle, 1, 4)));
        });
    }

    /// <summary>The office was told which escalations wait, and lets most go.</summary>
    public void ReleaseEscalations(CycleSettings cycle)
    {
        foreach (var head in year.Requests(cycle))
            if (chance.Next(4) > 0 && RequestPolicy.WaitingEscalation(cycle, head, year.Now) is { } key)
                year.At(year.Now + Some(2), () => Write(cycle, head.Department, "p1", new EscalationReleased(key)));
    }

    void Undelivered(CycleSettings cycle, string department)
    {
        if (year.Request(cycle, department) is not { MailedKey: { } key, RefusedAt: null }) return;
        Write(cycle, department, "p1", new MarkedUndelivered(key, "電話"));
        year.At(year.Now + Some(5), () =>
        {
            if (IsWritable(cycle, department)) Write(cycle, department, "p1", new ResendAsked("訂正"));
        });
    }

    void DecideMissing(CycleSettings cycle, string department)
    {
        if (year.Request(cycle, department).IsMissing()) Write(cycle, department, "p1", new Excused(MissingAnswer.LastYear, "未提出"));
    }

    void Save(CycleSettings cycle, string department)
    {
        if (IsWritable(cycle, department)) Write(cycle, department, $"post:{department}", new AnswerChanged("i1", "text.achievements", new($"{chance.Next()}")), Figure(cycle), new DraftSaved(chance.Next(2), 1));
    }

    // Some figures are final months later.
    AnswerChanged Figure(CycleSettings cycle) => new("i1", "actual.n1.R7", chance.Next(4) == 0 ? new("98", true, cycle.Dates.DueDay.AddDays(chance.Next(-20, 200))) : new("97"));

    void Submit(CycleSettings cycle, string department)
    {
        if (!IsWritable(cycle, department)) return;
        Write(cycle, department, $"post:{department}", new Submitted(year.Request(cycle, department).Round));
        year.At(year.Now + Some(15), () => Review(cycle, department));
    }

    void Review(CycleSettings cycle, string department)
    {
        var head = year.Request(cycle, department);
        if (head.SubmittedAt is null || head.IsClosed()) return;
        if (chance.Next(10) < 6) Write(cycle, department, "p1", new Accepted(head.Round));
        else if (chance.Next(4) > 0 && head.Round < MaxRounds) Write(cycle, department, "p1", new Returned([new("i1", [], "数字")], "確認", FromToday(cycle, 3, 15)));
    }

    void Extend(CycleSettings cycle, string department)
    {
        var head = year.Request(cycle, department);
        if (head.IsClosed() || head.SubmittedAt is not null) return;
        Write(cycle, department, "p1", new Extended(FromToday(cycle, 1, 25), "繁忙"));
    }

    void HandOver(CycleSettings cycle, string department)
    {
        var head = year.Request(cycle, department);
        if (!head.IsClosed()) Write(cycle, department, "p1", new HandedOver($"p{chance.Next(10, 99)}", head.Generation + chance.Next(2)));
    }

    void Close(CycleSettings cycle, string department, Event fact)
    {
        if (!year.Request(cycle, department).IsClosed()) Write(cycle, department, "p1", fact);
    }

    void Release(CycleSettings cycle)
    {
        var number = ((CycleHead)year.Head(cycle, "cycle")).Editions.Count + 1;
        year.Write(cycle, "cycle", "p1", Sample.Compiled(number));
        if (chance.Next(4) > 0) year.Write(cycle, "cycle", "p1", new Released(number));
    }

    void Correct(CycleSettings cycle)
    {
        if (((CycleHead)year.Head(cycle, "cycle")).Published() is not null) Release(cycle);
    }

    void Write(CycleSettings cycle, string department, string by, params IReadOnlyList<Event> facts) => year.Write(cycle, $"request~{department}", by, facts);

    bool IsWritable(CycleSettings cycle, string department) => RequestRules.WhyClosed(cycle, year.Request(cycle, department), year.Now) is null;

    void Perhaps(int one, int days, Action act)
    {
        if (chance.Next(one) == 0) year.At(year.Now + Some(days), act);
    }

    DateOnly FromToday(CycleSettings cycle, int least, int most) => cycle.Calendar.Add(TokyoTime.DayOf(year.Now), chance.Next(least, most));

    // To the tick, as a real clock has it; the log keeps milliseconds.
    TimeSpan Some(int days) => TimeSpan.FromTicks(chance.NextInt64(1, days * TimeSpan.TicksPerDay));

    static string Department(RequestHead head) => head.Stream["request~".Length..];
}
