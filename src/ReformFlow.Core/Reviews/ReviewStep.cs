using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Reviews;

/// <summary>A body before which the report is laid (推進本部, 推進委員会, 議会 …), in its place among the others.</summary>
/// <param name="Key">Permanent within the cycle: it stands in addresses and in the keys of steps.</param>
/// <param name="Name">The body's own name.</param>
/// <param name="Day">The day on which it meets; null while that is open.</param>
/// <param name="Required">True where nothing is published before its outcome is recorded.</param>
public sealed record ReviewStep(string Key, string Name, DateOnly? Day, bool Required)
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>What contradicts itself in the reviews that a cycle is started with, by the field's name, in the desk's words.</summary>
    public static IEnumerable<Problem> Problems(IReadOnlyList<ReviewStep> reviews, CycleDates dates)
    {
        foreach (var review in reviews)
            if (review.Name.Length == 0) yield return new($"review.{review.Key[1..]}.name", "会議の名称を入力してください。審議をしないときは、日も空欄にしてください。");
            else if (AnswerText.Refusal(review.Name, LongestName) is { } wrong) yield return new($"review.{review.Key[1..]}.name", wrong);
            else if (review.Required && review.Day > dates.PublicationDay)
                yield return new($"review.{review.Key[1..]}.day", $"{review.Name}の日（{JapaneseDate.Day(review.Day.Value)}）が公表日（{JapaneseDate.Day(dates.PublicationDay)}）より後です。公表日を後にするか、「結果を記録するまで公表しない」を外してください。");
    }
}

/// <summary>Whether an edition needs an approval (承認・決裁) before it is published.</summary>
public enum ApprovalRule { None, Required }

/// <summary>What came of a review.</summary>
public enum ReviewOutcome
{
    /// <summary>了承.</summary>
    Agreed,

    /// <summary>修正のうえ了承: agreed once what was said is worked in.</summary>
    AgreedWithChanges,

    /// <summary>継続審議: it will meet again, so the step stays open.</summary>
    Continued,

    /// <summary>報告済み: told, nothing to decide.</summary>
    Reported,
}
