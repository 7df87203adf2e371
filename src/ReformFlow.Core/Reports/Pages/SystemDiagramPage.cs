using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>A diagram of the plan's system (体系): what stands over the plan, its headings, and what follows from them, in boxes joined by lines.</summary>
public sealed record SystemDiagramPage : TemplatePage
{
    /// <summary>The steps from left to right.</summary>
    public required IReadOnlyList<SystemStep> Steps { get; init; }

    internal override IEnumerable<string> Places => Steps.Select(s => s.Place).OfType<string>();

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (Steps.Count == 0) yield return new($"{path}.steps", "A diagram without steps shows nothing. List at least one.");
        for (var i = 0; i < Steps.Count; i++)
        {
            if (Steps[i] is { Text: null, Place: null }) yield return new($"{path}.steps[{i}]", "A step needs words. Give it a \"text\", a \"place\" of the office's own text, or both.");
            if (Steps[i] is { Level: not null, Place: not null }) yield return new($"{path}.steps[{i}].place", "A step of headings takes its words from the plan. Remove \"place\" or \"level\".");
        }
    }

    internal override Section Compose(PrintedPlan plan)
    {
        var title = Title is null ? "体系" : Pattern.Fill(Title, plan, []);
        return new()
        {
            Name = "system",
            RunningFoot = plan.RunningFoot,
            Blocks =
            [
                new Heading(2, title, plan.AnchorOf(this, "system")) { StartsPage = true },
                // A step whose place nobody filled and a level that the plan lacks leave no gap.
                new Diagram(title, [.. Steps.Select(step => new DiagramStep([.. Boxes(plan, step)])).Where(step => step.Boxes.Count > 0)]),
            ],
        };
    }

    static IEnumerable<DiagramBox> Boxes(PrintedPlan plan, SystemStep step)
    {
        var texts = step.Level is { } level
            ? plan.Plan.Nodes.Where(n => n.Level == level).Select(n => Pattern.Fill(step.Text!, plan, plan.PathTo(n)))
            : new[] { step.Place is { } place && plan.OfficeText(place) is { } own ? own : step.Text is null ? null : Pattern.Fill(step.Text, plan, []) }.OfType<string>();
        return texts.Select(text => new DiagramBox([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)]) { IsVertical = step.Vertical });
    }
}

/// <summary>A step of a diagram: one box of words, or a box for each heading of a level.</summary>
public sealed record SystemStep
{
    /// <summary>The words, with placeholders; each line of theirs is one of the box, and the first names it.</summary>
    public string? Text { get; init; }

    /// <summary>The place of an office's text that is printed in the words' stead where there is one.</summary>
    public string? Place { get; init; }

    /// <summary>A box for each heading of this level; null for a single box.</summary>
    public int? Level { get; init; }

    /// <summary>Written from top to bottom.</summary>
    public bool Vertical { get; init; }
}
