using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Sizes in points, by how closely a section is set and on which paper: those of the HTML edition's print style.</summary>
sealed record Look
{
    /// <summary>The faces, regular and bold: one for public documents, and one for the letters that it has not.</summary>
    public const string Face = "BIZ UDPGothic", RareFace = "Noto Sans JP";

    /// <summary>One tone that prints as a good grey, and what is made of it.</summary>
    public static readonly Color Ink = Color.FromHex("#1a1d21"), Tone = Color.FromHex("#1f3d63"), Quiet = Color.FromHex("#565d66"), Rule = Color.FromHex("#9aa1ab"),
        Tint = Color.FromHex("#eef1f5"), HeadTint = Color.FromHex("#eef0f3"), StrongTint = Color.FromHex("#d7dce3");

    /// <summary>Rules within a table and around it.</summary>
    public const float Thin = .4f, Thick = 1f;

    public float Text { get; init; } = 9.5f;
    public float Leading { get; init; } = 1.6f;
    public float TableText { get; init; } = 8.5f;
    public float TableLeading { get; init; } = 1.45f;
    public float CellAcross { get; init; } = Mm(1.2f);
    public float CellDown { get; init; } = Mm(.8f);
    public float Label { get; init; } = 9;
    public float LabelWidth { get; init; } = Mm(28);
    public float LabelAcross { get; init; } = Mm(2);
    public float BoxAcross { get; init; } = Mm(2.5f);
    public float BoxDown { get; init; } = Mm(1);
    public float Remark { get; init; } = 8.5f;

    /// <summary>Headings from level 1 on.</summary>
    public IReadOnlyList<float> Headings { get; init; } = [21, 16, 12, 10, 10, 10];

    /// <summary>The space above headings from level 1 on, and below them.</summary>
    public IReadOnlyList<(float Above, float Below)> Spaces { get; init; } = [(0, 0), (0, Mm(6)), (Mm(7), Mm(3)), (Mm(3.5f), Mm(1)), (Mm(4), Mm(1)), (Mm(4), Mm(1))];
    public float DiagramText { get; init; } = 12;
    public float DiagramGap { get; init; } = Mm(12);
    public float DiagramHeight { get; init; } = Mm(150);
    public float Subtitle { get; init; } = 15;

    /// <summary>The look of a section.</summary>
    public static Look Of(Section section)
    {
        var look = section.Density == Density.Compact ? Compact : new Look();
        if (section.Paper != Paper.A3) return look;
        // Pages that are made smaller for A4 still have letters that can be read.
        return look with { TableText = 10, DiagramText = 15, DiagramGap = Mm(17), DiagramHeight = Mm(215), Subtitle = 20, Headings = section.Name == "cover" ? [30, .. look.Headings.Skip(1)] : look.Headings };
    }

    static Look Compact { get; } = new()
    {
        Text = 8.5f, Leading = 1.4f, TableText = 8, TableLeading = 1.3f, CellAcross = Mm(1), CellDown = Mm(.4f),
        Label = 8, LabelWidth = Mm(25), LabelAcross = Mm(1.5f), BoxAcross = Mm(2), BoxDown = Mm(.5f), Remark = 7.5f,
        Headings = [21, 13, 9, 9, 10, 10], Spaces = [(0, 0), (0, Mm(2.5f)), (Mm(2), Mm(.5f)), (Mm(2), Mm(.5f)), (Mm(4), Mm(1)), (Mm(4), Mm(1))],
    };

    /// <summary>Millimetres in points.</summary>
    public static float Mm(float millimetres) => millimetres * 72 / 25.4f;

    /// <summary>The style of all that is not said otherwise.</summary>
    public TextStyle Style => TextStyle.Default.FontFamily(Face, RareFace).FontSize(Text).LineHeight(Leading).FontColor(Ink);
}
