using ReformFlow.Core.Answers;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Derivations;

namespace ReformFlow.App.Requests;

/// <summary>What pages say of a rating that the figures propose; the rating itself is the department's.</summary>
static class ProposalWords
{
    /// <summary>The proposal in a sentence; null where the figures say nothing.</summary>
    public static string? Of(RatingProposal proposal) => proposal.Rating is not { } rating ? null
        : $"数値目標と実績から見た目安は「{rating}」です。{(proposal.Fitting.Count > 1 ? $"「{string.Join("」「", proposal.Fitting.Skip(1))}」も、目安に合う評価です。" : "")}";

    /// <summary>Why there is no proposal.</summary>
    public static string WhyNone(RatingProposal proposal) => proposal.Indicators.Any(i => i.Judgement == TargetJudgement.Awaited)
        ? "実績値を入力して保存すると、数値目標と比べた目安をここに表示します。"
        : "目標と実績を機械では比べられないため、目安はありません。";

    /// <summary>What an indicator's figure says.</summary>
    public static string Of(TargetJudgement judgement) => judgement switch
    {
        TargetJudgement.Met => "目標に達しています",
        TargetJudgement.Missed => "目標に達していません",
        TargetJudgement.NoTarget => "この年度の目標はありません",
        TargetJudgement.Awaited => "実績値の入力がまだありません",
        TargetJudgement.NoFigure => "実績値がありません",
        TargetJudgement.NoDirection => "増減のどちらを目指すかが計画に書かれていないため、比べていません",
        _ => "機械では比べられません",
    };

    /// <summary>A rating beside its proposal, where the two do not agree; null where they do.</summary>
    public static string? Differing(FormField field, AnswerSheet sheet) => field is { Template.Kind: FieldKind.Choice, Proposal: { } proposal } && proposal.IsOverruled(sheet)
        ? $"評価は「{proposal.Given(sheet)}」ですが、数値目標と実績から見た目安は「{proposal.Of(sheet).Rating}」です。" : null;
}
