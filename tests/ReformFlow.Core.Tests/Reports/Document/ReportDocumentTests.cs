using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports.Document;

public class ReportDocumentTests
{
    static readonly ReportDocument _document = new()
    {
        Title = "報告書",
        Municipality = "架空市",
        Period = "令和7年度（2025年度）",
        Sections =
        [
            new()
            {
                Name = "summary", RunningFoot = "報告書",
                Blocks =
                [
                    new Heading(2, "概要", "summary") { StartsPage = true },
                    new Paragraph(["　字下げ\n改行", new Note("確認中"), new Link("1", "item-i1")]),
                    new Table("件数", [1, 1], 1, [new([Cell.OfColumn("区分"), Cell.OfFigure([new Decrease("1")], [new("i1", "rating.status", new(SamplePlan.R7))])]) { StartsGroup = true }]),
                    new SheetGrid([new("進捗", [new Mark("○", "計画どおり")]) { Half = true }]),
                ],
            },
        ],
    };

    [Fact]
    public void A_document_is_written_and_read_again_without_loss()
    {
        var bytes = CanonicalJson.Write(_document);
        Assert.Equal(bytes, CanonicalJson.Write(JsonSerializer.Deserialize<ReportDocument>(bytes, StrictJson.Options)!));
    }

    [Fact]
    public void The_hash_names_the_content()
    {
        Assert.Matches("^[0-9a-f]{64}$", _document.Hash());
        Assert.Equal(_document.Hash(), (_document with { }).Hash());
        Assert.NotEqual(_document.Hash(), (_document with { IsDraft = true }).Hash());
    }
}
