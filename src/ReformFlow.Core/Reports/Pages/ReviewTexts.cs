using System.Globalization;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>A review as a report prints it.</summary>
/// <param name="Day">The day on which the body met, in words; null where it is not told.</param>
/// <param name="Text">What came of it, in the office's words; null for none.</param>
sealed record PrintedReview(string Body, string? Day, string? Outcome, string? Text, IReadOnlyList<PrintedComment> Comments);

/// <summary>A comment with the municipality's reply.</summary>
/// <param name="No">The item's number; null for the report as a whole.</param>
sealed record PrintedComment(string? No, string? Speaker, string Text, string? Reply);

/// <summary>Reviews in a texts file: <c>PLACE/1/body</c>, <c>day</c>, <c>outcome</c>, <c>text</c>, and <c>PLACE/1/comments/1/text</c>, <c>item</c>, <c>speaker</c>, <c>reply</c>.</summary>
static class ReviewTexts
{
    static readonly string[] _ofReview = ["body", "day", "outcome", "text"];
    static readonly string[] _ofComment = ["item", "speaker", "text", "reply"];

    /// <summary>The reviews at a place in the order of their numbers.</summary>
    public static IReadOnlyList<PrintedReview> Of(OfficeTexts texts, string place)
    {
        string? At(string key) => texts.Texts.GetValueOrDefault(key);
        return [.. Numbers(texts, $"{place}/").Select(n => new PrintedReview(
            At($"{place}/{n}/body") ?? "", At($"{place}/{n}/day") is { } day ? Day(day) : null, At($"{place}/{n}/outcome"), At($"{place}/{n}/text"),
            [.. Numbers(texts, $"{place}/{n}/comments/").Select(c => $"{place}/{n}/comments/{c}").Select(c => new PrintedComment(At($"{c}/item"), At($"{c}/speaker"), At($"{c}/text") ?? "", At($"{c}/reply")))]))];
    }

    /// <summary>What is no part of a review, what is missing, and items that the plan does not have.</summary>
    public static IEnumerable<Problem> Problems(OfficeTexts texts, string place, Plan? plan)
    {
        string? At(string key) => texts.Texts.GetValueOrDefault(key);
        foreach (var (key, text) in texts.Texts.Where(t => t.Key == place || t.Key.StartsWith($"{place}/", StringComparison.Ordinal)))
        {
            var known = key.Split('/')[1..] switch
            {
                [var n, var part] => IsNumber(n) && _ofReview.Contains(part),
                [var n, "comments", var c, var part] => IsNumber(n) && IsNumber(c) && _ofComment.Contains(part),
                _ => false,
            };
            if (!known)
                yield return new($"$.texts.{key}", $"This is no part of a review. Its parts are {place}/1/ with {string.Join(", ", _ofReview)}, and {place}/1/comments/1/ with {string.Join(", ", _ofComment)}.");
            else if (plan is not null && key.EndsWith("/item", StringComparison.Ordinal) && plan.Items.All(i => i.No != text))
                yield return new($"$.texts.{key}", $"The plan has no item \"{text}\". Write its number as the plan prints it, or leave {key} out for a comment on the whole report.") { ReliesOn = "plan$.items[].no" };
        }
        foreach (var n in Numbers(texts, $"{place}/"))
        {
            if (At($"{place}/{n}/body") is null) yield return new($"$.texts.{place}/{n}/body", "A review needs the name of its body. Add it.");
            foreach (var c in Numbers(texts, $"{place}/{n}/comments/"))
                if (At($"{place}/{n}/comments/{c}/text") is null) yield return new($"$.texts.{place}/{n}/comments/{c}/text", "A comment needs its text. Add it.");
        }
    }

    static IReadOnlyList<int> Numbers(OfficeTexts texts, string prefix) =>
        [.. texts.Texts.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..].Split('/')[0]).Where(IsNumber).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).Distinct().Order()];

    static bool IsNumber(string text) => text.Length is > 0 and < 5 && text.All(char.IsAsciiDigit) && text[0] != '0';

    static string Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? JapaneseDate.Day(day) : text;
}
