using System.Globalization;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Draws bars over year columns: told by their edges, not by their tone. An end that nobody knows is dashed.</summary>
static class Bars
{
    public static void Draw(IContainer place, Bar bar, Action<IContainer> content) => place.Layers(layers =>
    {
        layers.Layer().SemanticIgnore().Svg(size => Edges(size, bar));
        content(layers.PrimaryLayer().PaddingHorizontal(Look.Mm(1)).PaddingVertical(Look.Mm(.5f)));
    });

    static string Edges(Size size, Bar bar)
    {
        var isOpen = bar is { IsOpenAtStart: true, IsOpenAtEnd: true };
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{size.Width}" height="{size.Height}" viewBox="0 0 {size.Width} {size.Height}">
            <rect width="{size.Width}" height="{size.Height}" fill="#e4e8ed"/>
            {Line(0, 0, size.Width, 0, isOpen)}{Line(0, size.Height, size.Width, size.Height, isOpen)}
            {Line(0, 0, 0, size.Height, bar.IsOpenAtStart)}{Line(size.Width, 0, size.Width, size.Height, bar.IsOpenAtEnd)}
            </svg>
            """);
    }

    static string Line(float x1, float y1, float x2, float y2, bool isDashed) => string.Create(CultureInfo.InvariantCulture,
        $"""<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#1a1d21" stroke-width=".8"{(isDashed ? " stroke-dasharray=\"2 1.6\"" : "")}/>""");
}
