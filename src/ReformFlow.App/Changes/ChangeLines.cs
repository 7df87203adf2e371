using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Changes;

/// <summary>Proposals as lines of a mail or of a page.</summary>
static class ChangeLines
{
    /// <summary>What a proposal is about: <c>変更　3 督促の電子化</c>.</summary>
    public static string About(ChangeProposed proposed, Plan plan) => proposed.Item is null
        ? $"{ChangeWords.Of(proposed.Kind)}　{proposed.Texts.FirstOrDefault(t => t.Field == "title")?.New}"
        : $"{ChangeWords.Of(proposed.Kind)}　{(plan.Items.FirstOrDefault(i => i.Key == proposed.Item) is { } item ? $"{item.No} {item.Title}" : proposed.Item)}";

    /// <summary>A decision in a few words; null while there is none.</summary>
    public static string? Decided(ChangeDecided? decided) => decided switch
    {
        null => null,
        { Accepted: true, FromYear: { } year } => $"採用（{JapaneseDate.Year(year)}から）",
        _ => "見送り",
    };

    /// <summary>What the office decided, for the department's mail.</summary>
    public static string Decisions(IEnumerable<Proposal> proposals, Plan plan) => string.Join('\n', proposals.Where(p => p.Decision is not null)
        .SelectMany(p => new[] { $"・{About(p.Proposed, plan)}", $"　{Decided(p.Decision)}", p.Decision!.Note.Length > 0 ? $"　{p.Decision.Note.Replace("\n", "\n　")}" : null }).OfType<string>());

    /// <summary>What waits for the office, for its notice.</summary>
    public static string Open(IEnumerable<Proposal> proposals, Plan plan) => string.Join('\n', proposals.Where(p => p.IsOpen).Select(p => $"・{About(p.Proposed, plan)}"));
}
