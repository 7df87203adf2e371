using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>What must be true of the year in whatever host it was lived.</summary>
static class SampleYearFacts
{
    // All that can be due but what goes wrong: refusals, doubt, and a publication day that comes too early have tests of their own.
    static readonly StepKind[] _mailed =
    [
        StepKind.Probe, StepKind.Request, StepKind.Remind, StepKind.Escalate, StepKind.Receipt, StepKind.Confirm, StepKind.RemindConfirm, StepKind.Withdrawal, StepKind.Decision,
        StepKind.NoticeProposal, StepKind.NoticeEscalation, StepKind.NoticeProbe, StepKind.NoticeFinals, StepKind.NoticeByHand, StepKind.NoticeLocked, StepKind.NoticeReview, StepKind.NoticeOutcome,
        StepKind.NoticePublished,
    ];

    static readonly Type[] _happened =
    [
        typeof(ProbeAnswered), typeof(ChannelChanged), typeof(MarkedUndelivered), typeof(ResendAsked), typeof(HandedOver), typeof(OrganisationAdopted), typeof(PassedOn), typeof(TookOver), typeof(PostChanged),
        typeof(Extended), typeof(Withdrawn), typeof(Excused), typeof(EditedOnBehalf), typeof(Returned), typeof(Confirmed), typeof(ConfirmationDeclined), typeof(EscalationReleased), typeof(Escalated),
        typeof(ChangeProposed), typeof(ChangeDecided), typeof(ChangesApplied), typeof(FinalsAsked), typeof(Locked), typeof(Accepted),
        typeof(ReviewOpened), typeof(ReviewCommented), typeof(CommentAnswered), typeof(ReviewGraded), typeof(ReviewConcluded), typeof(EditionCompiled), typeof(Approved), typeof(ApprovalRecorded),
        typeof(Released), typeof(Published), typeof(CycleStopped), typeof(CycleClosed), typeof(CycleEnded),
    ];

    /// <summary>Reads the log, compares every mail with the rehearsal of the same year, and looks for what nobody may get.</summary>
    public static async Task CheckAsync(IYearTown town)
    {
        var log = await YearComparison.ReadAsync(town.Log);
        var mails = YearComparison.MailsOf(log, town.Mails);
        var rehearsed = await YearComparison.RehearseAsync(log, town);

        Assert.Equal(Lines(rehearsed), Lines(mails));
        Assert.Equal(rehearsed.OrderBy(m => m.Key, StringComparer.Ordinal), mails.OrderBy(m => m.Key, StringComparer.Ordinal));
        Assert.Equal(mails.Count, mails.Select(m => m.Key).Distinct().Count());

        Assert.Equal(_mailed, mails.Select(m => StepKey.KindOf(m.Key)!.Value).Distinct().Order());
        var facts = log.SelectMany(l => l.Append.Events).ToList();
        Assert.Empty(_happened.Except(facts.Select(f => f.GetType())));
        Assert.Empty(facts.OfType<StepClaimed>().Select(c => c.Key).Except(facts.OfType<StepOutcome>().Select(o => o.Key)));

        // The accounts' figure before the publication, and the one that its clerk gave a day for after it.
        Assert.Equal([new(2026, 8, 31), new DateOnly(2026, 10, 15)], facts.OfType<FinalsAsked>().Select(f => f.On).Order());
        Assert.Equal([1, 1, 1], facts.OfType<Published>().GroupBy(f => f.Number).Select(g => g.Count()));

        var chases = mails.Where(m => StepKey.KindOf(m.Key) is StepKind.Request or StepKind.Remind).ToList();
        Assert.DoesNotContain(chases, m => m.Day >= new DateOnly(2026, 3, 25) && m.Day <= new DateOnly(2026, 4, 10));
        Assert.All(chases.Where(m => StepKey.KindOf(m.Key) == StepKind.Remind).GroupBy(m => (m.Day, m.Address)), day => Assert.Single(day));
        // On that day the first cycle's reminder speaks for the second one's request, too.
        var both = Assert.Single(mails, m => m.Day == new DateOnly(2026, 4, 17) && m.Key.Contains("~kankyou~", StringComparison.Ordinal));
        Assert.Contains("項目（5件）", both.Body, StringComparison.Ordinal);
        Assert.Contains("デジタル推進計画\n提出期限　令和8年5月12日（火）17時\n・9　", both.Body, StringComparison.Ordinal);
    }

    // Day, kind and reader alone first: a difference there is the one to look at.
    static IEnumerable<string> Lines(IEnumerable<YearComparison.Told> mails) => mails.Select(m => $"{m.Day:MM-dd} {m.Key} {m.Address}").Order(StringComparer.Ordinal);
}
