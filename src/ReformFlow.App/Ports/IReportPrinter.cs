using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Ports;

/// <summary>Makes the PDF of a report. A browser that prints the HTML edition, or QuestPDF.</summary>
public interface IReportPrinter
{
    /// <summary>The PDF's bytes, or null where this machine can't print; everything else works without.</summary>
    Task<byte[]?> PrintAsync(ReportDocument document, CancellationToken cancellation);
}
