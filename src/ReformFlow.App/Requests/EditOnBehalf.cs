using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Requests;

/// <summary>代理入力: the office writes a department's answers, and hands them in, on somebody's word; the log keeps whose.</summary>
public sealed class EditOnBehalf(SaveAnswers save, SubmitAnswers submit, IDoorbell doorbell)
{
    /// <summary>The longest note on whose word it is.</summary>
    public const int MaxNote = 400;

    /// <summary>Why a note can't stand, or null when it can.</summary>
    public static string? WhyNot(string onWord) =>
        onWord.Length == 0 ? "だれから、どのように聞いたかを入力してください。所属の画面と記録に残ります。" : AnswerText.Refusal(onWord, MaxNote);

    /// <summary>Saves an item's fields for the department, closed or not; what both sides changed is asked, as ever.</summary>
    /// <exception cref="ArgumentException">The note says nothing.</exception>
    public async Task<SaveOutcome> SaveAsync(
        StartedCycle cycle, string department, PlanItem item, DrawnFrom drawnFrom, IReadOnlyDictionary<string, AnswerValue> posted, string onWord, string by, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(onWord);
        var outcome = await save.RunAsync(cycle, department, item, drawnFrom, posted, by, cancellation, onWord);
        // A figure that is 見込 no more, or newly so, changes what will be asked for.
        if (outcome.Saved) await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        return outcome;
    }

    /// <summary>Hands in the round for the department; null when done (now or before), else why not, in the desk's words.</summary>
    /// <param name="seen">The stream's version whose answers the desk showed.</param>
    public async Task<string?> SubmitAsync(StartedCycle cycle, string department, int seen, string onWord, string by, CancellationToken cancellation)
    {
        if (WhyNot(onWord) is { } refusal) return refusal;
        return await submit.RunAsync(cycle, department, seen, by, cancellation, onWord) switch
        {
            SubmitOutcome.Submitted => null,
            SubmitOutcome.Incomplete => "必須の項目に、まだ入力のないものがあります。各項目の「事務局で代わりに入力する」から入力してください。",
            SubmitOutcome.Changed => "この画面を開いた後に、回答が変更されました。内容を確認して、もう一度お試しください。",
            _ => "この照会は終了しているため、提出できません。載せ方を決めた照会は、「期限の延長」で開き直すことができます。",
        };
    }
}
