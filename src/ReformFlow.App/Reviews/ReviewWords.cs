using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Reviews;

/// <summary>Reviews, approval and gates in the desk's words.</summary>
static class ReviewWords
{
    /// <summary>What the publication waits for, one line each.</summary>
    public static IEnumerable<string> Waiting(RunningCycleGates gates) => gates.Open.Select(gate => gate.Kind switch
    {
        GateKind.MissingAnswers => $"回答のない{gates.Missing}所属の、報告書への載せ方の決定",
        GateKind.Review => Of(gates.Cycle.Review(gate.Review!)!),
        GateKind.Approval => "承認（決裁）の記録",
        _ => "公表の決定",
    });

    static string Of(ReviewMark review) => $"{review.Step.Name}{(review.Step.Day is { } day ? $"　{JapaneseDate.DayWithWeekday(day)}" : "")}　結果の記録";

    /// <summary>Where a review stands: a word and its style.</summary>
    public static (string Word, string Style) State(ReviewMark review) => review switch
    {
        { DroppedAt: not null } => ("取りやめ", "complete"),
        { Outcome: ReviewOutcome.Continued } => (Of(ReviewOutcome.Continued), "returned"),
        { Outcome: { } outcome } => (Of(outcome), "accepted"),
        { OpenedAt: not null } => ("審議中", "in-progress"),
        _ => ("準備前", "not-started"),
    };

    /// <summary>了承, 修正のうえ了承, 継続審議, 報告済み.</summary>
    public static string Of(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Agreed => "了承",
        ReviewOutcome.AgreedWithChanges => "修正のうえ了承",
        ReviewOutcome.Continued => "継続審議",
        _ => "報告済み",
    };

    /// <summary>第2版（案）, with its 資料番号.</summary>
    public static string Of(EditionMark edition) =>
        $"第{edition.Number}版{(edition.IsDraft ? "（案）" : "")}{(edition.DocumentNumber is { } number ? $"　{number}" : "")}";

    /// <summary>How an approval was given: by whom and when, as the record says.</summary>
    public static string Of(ApprovalMark approval) => approval.DecidedOn is { } day
        ? $"{JapaneseDate.Day(day)}決裁　{approval.Reference}　{approval.Post}"
        : $"{JapaneseDate.Moment(approval.At)}承認（事務局の画面）";
}

/// <summary>What a cycle's publication waits for, with what its words need.</summary>
/// <param name="Missing">How many departments' answers are missing undecided.</param>
sealed record RunningCycleGates(CycleHead Cycle, IReadOnlyList<OpenGate> Open, int Missing)
{
    public static RunningCycleGates Of(App.Cycles.RunningCycle cycle) =>
        new(cycle.Head, CyclePolicy.Waiting(cycle.Head, [.. cycle.Requests.Values]), CyclePolicy.Missing(cycle.Settings, cycle.Requests.Values).Count());
}
