using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Changes;

/// <summary>What a request's proposals call for: the office is told, the plan gets its next version, the department hears the decision.</summary>
static class ChangeSteps
{
    /// <summary>Each step speaks for all that came before it, so that a later one overtakes it.</summary>
    public static IEnumerable<PlannedStep> Of(CycleSettings cycle, string department, ChangeMarks marks)
    {
        if (marks is { ProposedAt: { } proposed, Open.Count: > 0 }) yield return new(StepKind.NoticeProposal, Key(StepKind.NoticeProposal, marks.Proposed, proposed), proposed);
        if (marks.AcceptedAt is { } accepted) yield return new(StepKind.ApplyChanges, Key(StepKind.ApplyChanges, marks.Accepted.Count, accepted), accepted);
        if (marks.DecidedAt is { } decided) yield return new(StepKind.Decision, Key(StepKind.Decision, marks.Decided, decided), decided);

        string Key(StepKind kind, int number, DateTimeOffset at) => StepKey.Of(cycle.Town, cycle.Key, kind, department, 1, TokyoTime.DayOf(at), number);
    }
}
