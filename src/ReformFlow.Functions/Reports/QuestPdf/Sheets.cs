using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Draws item sheets: labelled boxes under each other, halves side by side, long texts over pages.</summary>
sealed class Sheets(Look look, Lines lines, float width, float height, bool keeps)
{
    public void Draw(IContainer place, SheetGrid grid) => place.PaddingTop(Look.Mm(1)).PaddingBottom(Look.Mm(2))
        .BorderTop(Look.Thick).BorderBottom(Look.Thick).BorderColor(Look.Tone).SemanticList().Column(column =>
        {
            for (var i = 0; i < grid.Boxes.Count; i++)
            {
                var item = column.Item();
                if (i > 0) item = item.BorderTop(Look.Thin).BorderColor(Look.Rule);
                var box = grid.Boxes[i];
                if (!box.Half)
                {
                    Draw(item, box, width);
                    continue;
                }
                var pair = i + 1 < grid.Boxes.Count && grid.Boxes[i + 1].Half ? grid.Boxes[++i] : null;
                item.Row(row =>
                {
                    Draw(row.RelativeItem(), box, width / 2);
                    if (pair is null) row.RelativeItem();
                    else Draw(row.RelativeItem(), pair, width / 2);
                });
            }
        });

    void Draw(IContainer place, SheetBox box, float room)
    {
        var isSmall = Room.Height(Lines.Seen(box.Content), room - look.LabelWidth - 2 * look.BoxAcross, look.Text, look.Leading) < height / 5;
        if (isSmall && keeps) place = place.PreventPageBreak();
        place.SemanticListItem().Layers(layers =>
        {
            // The label's tone goes on beside a text that goes over pages.
            layers.Layer().Repeat().SemanticIgnore().Row(row =>
            {
                row.ConstantItem(look.LabelWidth).Background(Look.Tint);
                row.RelativeItem();
            });
            layers.PrimaryLayer().Row(row =>
            {
                var label = row.ConstantItem(look.LabelWidth).PaddingVertical(look.BoxDown).PaddingHorizontal(look.LabelAcross).SemanticListLabel();
                if (box.Heard is { } heard) label = label.SemanticSpan(heard);
                lines.Draw(label.DefaultTextStyle(s => s.FontSize(look.Label).Bold()), [box.Spaced ? new SpacedText(box.Label) : box.Label], look.Label);
                lines.Draw(row.RelativeItem().PaddingVertical(look.BoxDown).PaddingHorizontal(look.BoxAcross).SemanticListItemBody(), box.Content, look.Text);
            });
        });
    }
}
