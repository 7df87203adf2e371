using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>A text of the office's own, in the place that the template gives it; without a text there is no page.</summary>
static class OfficeTextPage
{
    public static Section? Compose(PrintedPlan plan, TemplatePage page) =>
        plan.Source.Texts?.Texts.GetValueOrDefault(page.Place!) is { } text
            ? new()
            {
                Name = page.Place!,
                RunningFoot = plan.RunningFoot,
                Blocks = [new Heading(2, page.Title ?? page.Place!, page.Place) { StartsPage = true }, new Paragraph([text])],
            }
            : null;
}
