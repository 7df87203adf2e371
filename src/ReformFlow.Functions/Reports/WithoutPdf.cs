using ReformFlow.App.Ports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports;

/// <summary>Prints nothing: the Azure edition has no engine for PDF yet, so an edition there holds its HTML and its data only.</summary>
/// <remarks>A browser is what prints locally; a function app has none. The desk's page says that there is no PDF.</remarks>
public sealed class WithoutPdf : IReportPrinter
{
    /// <inheritdoc/>
    public Task<byte[]?> PrintAsync(ReportDocument document, CancellationToken cancellation) => Task.FromResult<byte[]?>(null);
}
