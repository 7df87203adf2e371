using System.Globalization;
using System.Text;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Draws boxes in steps from left to right, as high as the whole, and the lines that join them.</summary>
sealed class Diagrams(Look look)
{
    public void Draw(IContainer place, Diagram diagram) => place.PaddingTop(Look.Mm(6)).AlignCenter().Height(look.DiagramHeight)
        .DefaultTextStyle(s => s.FontSize(look.DiagramText)).Row(row =>
        {
            for (var i = 0; i < diagram.Steps.Count; i++)
            {
                var (before, step) = (i > 0 ? diagram.Steps[i - 1].Boxes.Count : 0, diagram.Steps[i]);
                if (i > 0) row.ConstantItem(look.DiagramGap).SemanticIgnore().Svg(size => Joints(size, before, step.Boxes.Count));
                if (step.Boxes.All(b => b.IsVertical)) DrawStep(row.ConstantItem(VerticalWidth(step)), step);
                else DrawStep(row.RelativeItem(), step);
            }
        });

    float VerticalWidth(DiagramStep step) => step.Boxes.Max(b => b.Lines.Count) * look.DiagramText * 1.6f + 2 * Look.Mm(3);

    // Boxes of one step share the height, so that the lines between steps meet them in their middle.
    void DrawStep(IContainer place, DiagramStep step) => place.Column(column =>
    {
        foreach (var box in step.Boxes)
        {
            var slot = column.Item().Height(look.DiagramHeight / step.Boxes.Count);
            if (box.IsVertical) DrawVertical(slot, box);
            else DrawBox(slot.PaddingVertical(Look.Mm(2)).AlignMiddle(), box);
        }
    });

    static void DrawBox(IContainer place, DiagramBox box) => place.Border(.8f).BorderColor(Look.Tone).PaddingVertical(Look.Mm(3)).PaddingHorizontal(Look.Mm(4)).ScaleToFit().Column(column =>
    {
        for (var i = 0; i < box.Lines.Count; i++)
        {
            var isName = i == 0;
            column.Item().Text(text => { var span = text.Span(box.Lines[i]); if (isName) span.Bold(); });
        }
    });

    // QuestPDF writes from left to right only: letters stand under each other one by one, and are heard as one line. Lines go from right to left.
    void DrawVertical(IContainer place, DiagramBox box) => place.Border(.8f).BorderColor(Look.Tone).PaddingVertical(Look.Mm(4)).PaddingHorizontal(Look.Mm(3)).ContentFromRightToLeft().Row(row =>
    {
        for (var i = 0; i < box.Lines.Count; i++)
        {
            var (line, isName, isOnly) = (box.Lines[i], i == 0, box.Lines.Count == 1);
            var stack = row.RelativeItem().ContentFromLeftToRight().SemanticParagraph().SemanticSpan(line);
            (isOnly ? stack.AlignMiddle() : stack).ScaleToFit().Column(column =>
            {
                if (isOnly) column.Spacing(look.DiagramText * .12f);
                foreach (var letter in Letters(line)) DrawLetter(column.Item(), letter, isName);
            });
        }
    });

    // The font's own forms for vertical lines would be lost to whoever searches or copies: brackets and dashes are turned instead, and stops stand at the right.
    static void DrawLetter(IContainer place, string letter, bool isBold)
    {
        place = Turned.Contains(letter[0]) ? place.AlignCenter().RotateRight() : Stops.Contains(letter[0]) ? place.AlignRight() : place.AlignCenter();
        var text = place.Text(letter).LineHeight(1.05f);
        if (isBold) text.Bold();
    }

    const string Turned = "ー～〜（）()「」『』［］[]【】〈〉《》〔〕…‥：；－-–—―＝=→", Stops = "、。，．";

    // Short numbers stand upright in one place (縦中横).
    static IEnumerable<string> Letters(string line)
    {
        foreach (var part in Upright.Parts(line))
            if (char.IsAsciiDigit(part[0]) && part.Length <= 3) yield return part;
            else foreach (var letter in part.EnumerateRunes()) yield return letter.ToString();
    }

    static string Joints(Size size, int from, int to)
    {
        var (half, height) = (size.Width / 2, size.Height);
        var svg = new StringBuilder(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" width="{size.Width}" height="{height}" viewBox="0 0 {size.Width} {height}"><path fill="none" stroke="#1f3d63" stroke-width=".8" d=" """));
        foreach (var y in Middles(from, height)) svg.Append(Invariant($"M0 {y}H{half}"));
        foreach (var y in Middles(to, height)) svg.Append(Invariant($"M{half} {y}H{size.Width}"));
        var ends = Middles(from, height).Concat(Middles(to, height)).ToList();
        return svg.Append(Invariant($"M{half} {ends.Min()}V{ends.Max()}\"/></svg>")).ToString();
    }

    static IEnumerable<float> Middles(int boxes, float height) => Enumerable.Range(0, boxes).Select(i => (i + .5f) * height / boxes);

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
