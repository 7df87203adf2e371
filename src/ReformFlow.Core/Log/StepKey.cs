using System.Globalization;

namespace ReformFlow.Core.Log;

/// <summary>The small closed set of things that the product does by itself.</summary>
public enum StepKind
{
    /// <summary>Ask the department before the cycle whether the request will reach the right post (担当所属の確認).</summary>
    Probe,

    /// <summary>Mail the request of a round to the department.</summary>
    Request,

    /// <summary>Mail 提出のお願い to the department.</summary>
    Remind,

    /// <summary>Mail the post above the department (所属長への連絡): 1 its superior, 2 the leading department (主管課) of its bureau.</summary>
    Escalate,

    /// <summary>Mail the receipt of a submission.</summary>
    Receipt,

    /// <summary>Mail the superior the link under which a submission is confirmed.</summary>
    Confirm,

    /// <summary>Mail the superior again while the confirmation is open.</summary>
    RemindConfirm,

    /// <summary>Open a round for the figures that become final on its day.</summary>
    AskFinal,

    /// <summary>Tell the department that nothing is owed any more.</summary>
    Withdrawal,

    /// <summary>Pass a department's request on to its successors.</summary>
    PassOn,

    /// <summary>Give the post that changed hands a link of its own.</summary>
    Renew,

    /// <summary>Close a request's input.</summary>
    Lock,

    /// <summary>Bring the accepted changes of a request into the plan's next version.</summary>
    ApplyChanges,

    /// <summary>Mail the department how its proposals to change the plan were decided.</summary>
    Decision,

    /// <summary>Tell the office that a department proposes to change the plan.</summary>
    NoticeProposal,

    /// <summary>Tell the office that a mail was refused for good.</summary>
    NoticeRefused,

    /// <summary>Tell the office that nobody knows whether a mail was taken, and that it decides.</summary>
    NoticeInDoubt,

    /// <summary>Tell the office that an escalation waits for its release.</summary>
    NoticeEscalation,

    /// <summary>Tell the office that the probe found another department.</summary>
    NoticeProbe,

    /// <summary>Tell the office that final figures are in.</summary>
    NoticeFinals,

    /// <summary>Tell the office what is to be handed over by hand today.</summary>
    NoticeByHand,

    /// <summary>Tell the office that input closed and who did not answer.</summary>
    NoticeLocked,

    /// <summary>Tell the office that missing answers hold the automatic publication.</summary>
    NoticeMissing,

    /// <summary>Tell the office that the publication hour came without a release.</summary>
    NoticeUnreleased,

    /// <summary>Tell the office what the publication waits for: reviews, approval, answers.</summary>
    NoticeHeld,

    /// <summary>Tell the office that a review comes near and no edition is laid before it.</summary>
    NoticeReview,

    /// <summary>Tell the office that a review's day has passed without an outcome on record.</summary>
    NoticeOutcome,

    /// <summary>Compile and release by itself, where the cycle was started with 自動公表.</summary>
    Release,

    /// <summary>Make the released edition public.</summary>
    Publish,

    /// <summary>Put an earlier edition back on the public address.</summary>
    Restore,

    /// <summary>Tell the office that the report is public, and where.</summary>
    NoticePublished,
}

/// <summary>Says what a step is for: <c>yama~r7~remind~zeimu~2~2026-06-30~-3</c> (town, cycle, kind, whom, round, the day counted from, business days or generation).</summary>
public static class StepKey
{
    /// <summary>The key of a step.</summary>
    public static string Of(string town, string cycle, StepKind kind, string whom, int round, DateOnly day, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{town}~{cycle}~{Word(kind)}~{whom}~{round}~{day:yyyy-MM-dd}~{number}");

    /// <summary>The kind that a key names, or null for a key of another version of the product.</summary>
    public static StepKind? KindOf(string key)
    {
        var parts = key.Split('~');
        foreach (var kind in Enum.GetValues<StepKind>())
            if (parts.Length == 7 && parts[2] == Word(kind)) return kind;
        return null;
    }

    /// <summary>True for a kind that sends a mail.</summary>
    public static bool IsMail(StepKind kind) => kind is not (StepKind.AskFinal or StepKind.PassOn or StepKind.Renew or StepKind.Lock or StepKind.ApplyChanges or StepKind.Release or StepKind.Publish or StepKind.Restore);

    /// <summary>The round that a key names.</summary>
    public static int RoundOf(string key) => int.Parse(key.Split('~')[4], CultureInfo.InvariantCulture);

    /// <summary>The last part of a key: business days, a count of sendings, a level.</summary>
    public static int NumberOf(string key) => int.Parse(key.AsSpan(key.LastIndexOf('~') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>Whom the step is for: the fourth part of a key.</summary>
    public static string? WhomOf(string key) => key.Split('~') is [_, _, _, var whom, ..] ? whom : null;

    /// <summary>The Message-ID of the step's mail: the same key gives the same id, so a mail sent twice shows as one.</summary>
    /// <param name="domain">The domain of the product's sender address.</param>
    public static string MessageId(string key, string domain) => $"<{key.Replace('~', '.')}@{domain}>";

    // NoticeRefused is written notice-refused.
    static string Word(StepKind kind) => string.Concat(kind.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
