using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Assets;
using ReformFlow.App.Ports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Functions.Reports;

namespace ReformFlow.Functions.Tests.Reports;

/// <summary>Draws PDF files with QuestPDF; tests are skipped, and say why, in a build without it.</summary>
static class Drawn
{
    static readonly DateTimeOffset _now = new(2026, 7, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>What the deployed app prints with.</summary>
    public static IReportPrinter Printer(PdfLicense license = PdfLicense.Evaluation)
    {
        var services = new ServiceCollection();
        services.AddSingleton<AssetFiles>().AddSingleton<TimeProvider>(new FixedTime(_now)).AddPdf(license);
        return services.BuildServiceProvider().GetRequiredService<IReportPrinter>();
    }

    /// <summary>The document's PDF.</summary>
    public static async Task<byte[]> PdfAsync(ReportDocument document)
    {
        SkipWithoutQuestPdf();
        return (await Printer().PrintAsync(document, TestContext.Current.CancellationToken))!;
    }

    /// <summary>Skips where the edition was built without its PDF.</summary>
    public static void SkipWithoutQuestPdf() => Assert.SkipUnless(PdfSetup.IsBuiltIn, "The Azure edition was built without QuestPDF (-p:QuestPdf=false): the package could not be restored here, so nothing draws its PDF.");

    sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
