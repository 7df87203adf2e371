using QuestPDF.Infrastructure;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>The licence that a deployment has chosen, in QuestPDF's words.</summary>
static class QuestPdfLicense
{
    public static LicenseType Of(PdfLicense license) => license switch
    {
        PdfLicense.Community => LicenseType.Community,
        PdfLicense.Professional => LicenseType.Professional,
        PdfLicense.Enterprise => LicenseType.Enterprise,
        PdfLicense.Evaluation => LicenseType.Evaluation,
        _ => throw new ArgumentOutOfRangeException(nameof(license), license, "Without a licence nothing is drawn."),
    };
}
