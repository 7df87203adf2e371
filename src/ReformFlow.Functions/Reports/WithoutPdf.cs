using ReformFlow.App.Ports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports;

/// <summary>Prints nothing: where no licence is chosen, or QuestPDF was left out of the build, an edition holds its HTML and its data only.</summary>
/// <remarks>The desk's page says that there is no PDF.</remarks>
public sealed class WithoutPdf : IReportPrinter
{
    /// <inheritdoc/>
    public Task<byte[]?> PrintAsync(ReportDocument document, CancellationToken cancellation) => Task.FromResult<byte[]?>(null);
}
