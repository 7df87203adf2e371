using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Reviews;

/// <summary>What the office plans and records of reviews. Each answers null when done, else why not, in the desk's words.</summary>
public sealed class ReviewDecisions(Streams streams, CompileEdition compile, IDoorbell doorbell)
{
    /// <summary>The longest name, number or grade, and the longest text, in characters.</summary>
    public const int ShortText = ReviewStep.LongestName, LongText = 4000;

    const string Dropped = "この審議は取りやめになっています。";

    /// <summary>Adds a review before another, or at the end.</summary>
    public Task<string?> PlanAsync(StartedCycle cycle, string name, DateOnly? day, bool required, string? before, string reason, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, head => (Short(name, "会議の名称") ?? Reason(reason)) is { } wrong
            ? wrong
            : new ReviewPlanned(new(head.Reviews.NextKey(), AnswerText.Clean(name), day, required), before is not null && head.Review(before) is not null ? before : null, AnswerText.Clean(reason)), cancellation);

    /// <summary>Gives a review another day, or none for now.</summary>
    public Task<string?> MoveAsync(StartedCycle cycle, string review, DateOnly? day, string reason, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, review, mark => mark switch
        {
            { DroppedAt: not null } => Dropped,
            { IsSettled: true } => "この審議の結果は記録済みです。もう一度審議するときは、案を出し直してください。",
            _ when mark.Step.Day == day => Decided.Nothing,
            _ => Reason(reason) is { } wrong ? wrong : new ReviewMoved(review, day, AnswerText.Clean(reason)),
        }, cancellation);

    /// <summary>Records that a review will not take place.</summary>
    public Task<string?> DropAsync(StartedCycle cycle, string review, string reason, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, review, mark => mark.DroppedAt is not null ? Decided.Nothing : Reason(reason) is { } wrong ? wrong : new ReviewDropped(review, AnswerText.Clean(reason)), cancellation);

    /// <summary>Compiles a draft with its 資料番号 and lays it before the body.</summary>
    public async Task<string?> OpenAsync(RunningCycle cycle, string review, string number, DateOnly? day, string by, CancellationToken cancellation)
    {
        if (cycle.Head.Review(review) is not { } mark) return "その審議はありません。";
        if (mark.DroppedAt is not null) return Dropped;
        if (cycle.Head.StoppedAt is not null || cycle.Head.ClosedAt is not null) return Ended;
        var printed = AnswerText.Clean(number) is { Length: > 0 } text ? text : null;
        if (printed is not null && Short(printed, "資料番号") is { } wrong) return wrong;
        int edition;
        try
        {
            edition = await compile.RunAsync(cycle, by, cancellation, new(printed));
        }
        catch (UnprintableTextException unprintable)
        {
            return unprintable.Message;
        }
        return await ChangeAsync(cycle, by, review, now => now.DroppedAt is not null ? Dropped
            : now.Edition == edition && now.OpenedAt is not null && now.Outcome is null && (day ?? now.Step.Day) == now.Step.Day ? Decided.Nothing
            : new ReviewOpened(review, edition, printed, day), cancellation);
    }

    /// <summary>Records what was said.</summary>
    public Task<string?> CommentAsync(StartedCycle cycle, string review, string? item, string text, string speaker, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, review, mark =>
            mark.DroppedAt is not null ? Dropped
            : item is not null && cycle.Plan.Items.All(i => i.Key != item) ? "その項目はありません。"
            : Long(text, "意見") is { } wrong ? wrong
            : new ReviewCommented(review, mark.NextComment(), item, AnswerText.Clean(text), AnswerText.Clean(speaker) is { Length: > 0 } said ? said : null), cancellation);

    /// <summary>Records the municipality's reply to a comment.</summary>
    public Task<string?> AnswerAsync(StartedCycle cycle, string review, string comment, string reply, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, review, mark => IsComment(mark, comment) ? Long(reply, "市の考え方") is { } wrong ? wrong : new CommentAnswered(review, comment, AnswerText.Clean(reply)) : "その意見はありません。", cancellation);

    /// <summary>Takes a comment back that was recorded by mistake.</summary>
    public Task<string?> WithdrawAsync(StartedCycle cycle, string review, string comment, string reason, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, review, mark => IsComment(mark, comment) ? Reason(reason) is { } wrong ? wrong : new CommentWithdrawn(review, comment, AnswerText.Clean(reason)) : "その意見はありません。", cancellation);

    /// <summary>Records the body's grades; those that stay as they are are no news.</summary>
    public async Task<string?> GradeAsync(StartedCycle cycle, string review, IReadOnlyDictionary<string, string> grades, string by, CancellationToken cancellation)
    {
        string? refusal = null;
        var known = cycle.Plan.Items.Select(i => i.Key).ToHashSet();
        await streams.ChangeAsync<CycleHead>(cycle.Stream, by, async head =>
        {
            refusal = head.Review(review) switch
            {
                null => "その審議はありません。",
                { DroppedAt: not null } => Dropped,
                _ => grades.Values.Select(g => AnswerText.Clean(g)).Where(g => g.Length > 0).Select(g => Short(g, "評価")).FirstOrDefault(w => w is not null),
            };
            if (refusal is not null) return [];
            var now = ReviewRecord.Of(head.Reviews, (await streams.ReadAsync(cycle.Stream, cancellation)).TakeWhile(a => a.Version <= head.Version).SelectMany(a => a.Events)).First(r => r.Review.Key == review).Grades;
            return [.. grades.Where(g => known.Contains(g.Key)).Select(g => new ReviewGraded(review, g.Key, AnswerText.Clean(g.Value))).Where(g => now.GetValueOrDefault(g.Item, "") != g.Grade)];
        }, cancellation);
        return refusal;
    }

    /// <summary>Records what came of a review.</summary>
    public Task<string?> ConcludeAsync(StartedCycle cycle, string review, ReviewOutcome outcome, string text, DateOnly day, DateOnly today, string by, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, review, mark =>
            mark.DroppedAt is not null ? Dropped
            : mark.OpenedAt is null ? "審議に出した案が記録されていません。先に「案を作成して、審議に出す」を押してください。"
            : day > today ? $"審議の日（{JapaneseDate.Day(day)}）が今日より後です。終わってから記録してください。"
            : AnswerText.Refusal(AnswerText.Clean(text), LongText) is { } wrong ? wrong
            : new ReviewConcluded(review, outcome, AnswerText.Clean(text), day), cancellation);

    const string Ended = "この進捗照会は終了しています。";

    static bool IsComment(ReviewMark review, string comment) =>
        comment.StartsWith($"{review.Key}-", StringComparison.Ordinal) && int.TryParse(comment[(review.Key.Length + 1)..], out var number) && number >= 1 && number <= review.Comments;

    internal static string? Reason(string reason) => Long(reason, "理由");

    static string? Short(string text, string what) => AnswerText.Clean(text) is var clean && clean.Length == 0 ? $"{what}を入力してください。"
        : clean.Contains('\n') ? $"{what}は1行で入力してください。" : AnswerText.Refusal(clean, ShortText);

    static string? Long(string text, string what) => AnswerText.Clean(text) is var clean && clean.Length == 0 ? $"{what}を入力してください。" : AnswerText.Refusal(clean, LongText);

    Task<string?> ChangeAsync(StartedCycle cycle, string by, string review, Func<ReviewMark, Decided> decide, CancellationToken cancellation) =>
        ChangeAsync(cycle, by, head => head.Review(review) is { } mark ? decide(mark) : "その審議はありません。", cancellation);

    async Task<string?> ChangeAsync(StartedCycle cycle, string by, Func<CycleHead, Decided> decide, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<CycleHead>(cycle.Stream, by, head =>
        {
            var decided = head.StoppedAt is null && head.ClosedAt is null ? decide(head) : Ended;
            refusal = decided.Refusal;
            return decided.Fact is null ? [] : [decided.Fact];
        }, cancellation);
        if (refusal is null) await doorbell.RingAsync(cycle.Place, cancellation);
        return refusal;
    }
}

/// <summary>A fact to record, why there is none, or nothing to do.</summary>
readonly record struct Decided(Event? Fact, string? Refusal)
{
    public static Decided Nothing => default;
    public static implicit operator Decided(string refusal) => new(null, refusal);
    public static implicit operator Decided(Event fact) => new(fact, null);
}
