using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>Texts of the office's own, in the places that the template gives them; without a text there is no page.</summary>
public sealed record OfficeTextPage : TemplatePage
{
    /// <summary>The place whose text is printed.</summary>
    public required string Place { get; init; }

    /// <summary>Further texts under headings of their own; one without a text is left out.</summary>
    public IReadOnlyList<OfficeTextPart> Parts { get; init; } = [];

    internal override IEnumerable<string> Places => [Place, .. Parts.Select(p => p.Place)];

    internal override IEnumerable<OfficeTextSlot> Slots(PrintedPlan plan) =>
        Parts.Select(p => new OfficeTextSlot(p.Place, TitleIn(plan) ?? Place, p.Title)).Prepend(new(Place, TitleIn(plan) ?? Place));

    internal override Section? Compose(PrintedPlan plan)
    {
        var parts = Parts.Select(p => (p.Title, Text: plan.OfficeContent(p.Place))).Where(p => p.Text is not null).ToList();
        if (plan.OfficeText(Place) is null && parts.Count == 0) return null;
        return new()
        {
            Name = Place,
            RunningFoot = plan.RunningFoot,
            Blocks =
            [
                new Heading(2, Title is null ? Place : Pattern.Fill(Title, plan, []), Place) { StartsPage = true },
                .. plan.OfficeContent(Place) is { } text ? [new Paragraph(text)] : Array.Empty<Block>(),
                .. parts.SelectMany(p => new Block[] { new Heading(3, p.Title), new Paragraph(p.Text!) }),
            ],
        };
    }
}

/// <summary>A text under a heading of its own.</summary>
public sealed record OfficeTextPart(string Title, string Place);
