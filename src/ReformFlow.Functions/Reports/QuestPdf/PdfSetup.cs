using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Ports;
using ReformFlow.Functions.Reports.QuestPdf;

namespace ReformFlow.Functions.Reports;

/// <summary>What prints reports, in a build with QuestPDF.</summary>
public static class PdfSetup
{
    /// <summary>True where QuestPDF is part of the build.</summary>
    public static bool IsBuiltIn => true;

    /// <summary>Adds the printer under the licence that the deployment names; without one no PDF is made.</summary>
    public static void AddPdf(this IServiceCollection services, PdfLicense license)
    {
        if (license == PdfLicense.None)
        {
            services.AddSingleton<IReportPrinter, WithoutPdf>();
            return;
        }
        services.AddSingleton<ReportFonts>();
        services.AddSingleton<IReportPrinter>(provider => ActivatorUtilities.CreateInstance<QuestPdfReport>(provider, license));
    }
}
