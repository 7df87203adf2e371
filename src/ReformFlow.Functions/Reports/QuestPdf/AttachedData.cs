using QuestPDF.Fluent;
using ReformFlow.App.Reports;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>The edition's data within its PDF: who has the file has the figures too, as PDF/A-3 allows.</summary>
static class AttachedData
{
    /// <summary>The PDF with the document as <c>report.json</c>, what the edition prints and nothing else.</summary>
    public static byte[] To(byte[] pdf, ReportDocument document)
    {
        // QuestPDF changes files, and nothing in memory.
        var folder = Directory.CreateTempSubdirectory("reformflow-pdf-");
        try
        {
            var (drawn, data, whole) = (Path.Combine(folder.FullName, "drawn.pdf"), Path.Combine(folder.FullName, CompileEdition.Json), Path.Combine(folder.FullName, CompileEdition.Pdf));
            File.WriteAllBytes(drawn, pdf);
            File.WriteAllBytes(data, CanonicalJson.Write(document));
            DocumentOperation.LoadFile(drawn).AddAttachment(new()
            {
                FilePath = data,
                AttachmentName = CompileEdition.Json,
                MimeType = "application/json",
                Description = "この報告書のデータ",
                Relationship = DocumentOperation.DocumentAttachmentRelationship.Data,
            }).Save(whole);
            return File.ReadAllBytes(whole);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
