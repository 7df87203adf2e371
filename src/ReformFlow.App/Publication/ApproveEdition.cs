using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Reviews;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Publication;

/// <summary>承認: given at the desk, or recorded from 決裁 elsewhere. Each answers null when done, else why not, in the desk's words.</summary>
public sealed class ApproveEdition(Streams streams, IDoorbell doorbell)
{
    /// <summary>The visitor approves an edition; whether they may is the door's business.</summary>
    public Task<string?> ApproveAsync(StartedCycle cycle, int number, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, number, (head, edition) => head.ApprovalOf(edition) is null ? new Approved(number, edition.Content!) : Decided.Nothing, cancellation);

    /// <summary>Records a 決裁 that was taken elsewhere.</summary>
    /// <param name="today">It can't have been taken later.</param>
    public Task<string?> RecordAsync(StartedCycle cycle, int number, DateOnly decidedOn, string reference, string post, string note, DateOnly today, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, number, (head, edition) =>
        {
            var (clean, decider, more) = (AnswerText.Clean(reference), AnswerText.Clean(post), AnswerText.Clean(note));
            if (decidedOn > today) return $"決裁日（{JapaneseDate.Day(decidedOn)}）が今日より後です。決裁が済んでから記録してください。";
            if (clean.Length == 0) return "文書番号を入力してください。番号がないときは「なし」と入力してください。";
            if (decider.Length == 0) return "決裁した人の職（市長、部長など）を入力してください。";
            if ((AnswerText.Refusal(clean, ReviewDecisions.ShortText) ?? AnswerText.Refusal(decider, ReviewDecisions.ShortText) ?? AnswerText.Refusal(more, ReviewDecisions.LongText)) is { } wrong) return wrong;
            return head.ApprovalOf(edition) is { } before && (before.DecidedOn, before.Reference, before.Post) == (decidedOn, clean, decider)
                ? Decided.Nothing
                : new ApprovalRecorded(number, edition.Content!, decidedOn, clean, decider, more.Length == 0 ? null : more);
        }, cancellation);

    /// <summary>Takes an approval back, as long as nothing that it let out is public.</summary>
    public Task<string?> WithdrawAsync(StartedCycle cycle, int number, string reason, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, number, (head, edition) =>
            head.ApprovalOf(edition) is null ? Decided.Nothing
            : head.Editions.Any(e => e.Content == edition.Content && e.PublishedAt is not null) ? "この内容は、すでに公表しています。誤りがあるときは、新しい版を作成してください。"
            : ReviewDecisions.Reason(reason) is { } wrong ? wrong
            : new ApprovalWithdrawn(edition.Content!, AnswerText.Clean(reason)), cancellation);

    /// <summary>Changes whether this cycle's report needs an approval.</summary>
    public async Task<string?> ChangeRuleAsync(StartedCycle cycle, ApprovalRule rule, string reason, string by, CancellationToken cancellation)
    {
        if (ReviewDecisions.Reason(reason) is { } wrong) return wrong;
        await streams.ChangeAsync<CycleHead>(cycle.Stream, by, head => head.Approval == rule ? [] : [new ApprovalRuleChanged(rule, AnswerText.Clean(reason))], cancellation);
        await doorbell.RingAsync(cycle.Place, cancellation);
        return null;
    }

    async Task<string?> ChangeAsync(StartedCycle cycle, string by, int number, Func<CycleHead, EditionMark, Decided> decide, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<CycleHead>(cycle.Stream, by, head =>
        {
            var decided = head.Editions.FirstOrDefault(e => e.Number == number) switch
            {
                null => "その版はありません。",
                { Content: null } => "回答がそろっていない版（案）は承認できません。回答のない所属の載せ方を決めてから、版を作り直してください。",
                var edition => decide(head, edition),
            };
            refusal = decided.Refusal;
            return decided.Fact is null ? [] : [decided.Fact];
        }, cancellation);
        if (refusal is null) await doorbell.RingAsync(cycle.Place, cancellation);
        return refusal;
    }
}
