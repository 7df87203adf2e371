using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>A text of the office's own, in the place that the template gives it; without a text there is no page.</summary>
public sealed record OfficeTextPage : TemplatePage
{
    /// <summary>The place whose text is printed.</summary>
    public required string Place { get; init; }

    internal override IEnumerable<string> Places => [Place];

    internal override Section? Compose(PrintedPlan plan) =>
        plan.Source.Texts?.Texts.GetValueOrDefault(Place) is { } text
            ? new()
            {
                Name = Place,
                RunningFoot = plan.RunningFoot,
                Blocks = [new Heading(2, Title ?? Place, Place) { StartsPage = true }, new Paragraph([text])],
            }
            : null;
}
