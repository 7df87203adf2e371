using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Ports;

namespace ReformFlow.Functions.Reports;

/// <summary>What prints reports, in a build without QuestPDF: nothing.</summary>
public static class PdfSetup
{
    /// <summary>True where QuestPDF is part of the build.</summary>
    public static bool IsBuiltIn => false;

    /// <summary>Adds what stands in the printer's place.</summary>
    public static void AddPdf(this IServiceCollection services, PdfLicense license) => services.AddSingleton<IReportPrinter, WithoutPdf>();
}
