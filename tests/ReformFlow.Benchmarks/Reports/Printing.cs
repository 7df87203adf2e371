using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Assets;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Functions.Reports;
using ReformFlow.Local.Reports;

namespace ReformFlow.Benchmarks.Reports;

/// <summary>The PDF of 42 items by both engines in the same run, and the memory that many of them leave behind.</summary>
static class Printing
{
    const int Rounds = 5, Documents = 200;

    /// <summary>The share of the browser's time that QuestPDF may take.</summary>
    const double Most = 0.5;

    /// <summary>How much the process may grow between the first fifty documents and the last, in MB.</summary>
    const long Growth = 50;

    /// <summary>Prints the ratio and the growth; false where one is above its bound. Without one of the engines it says so and judges nothing.</summary>
    public static async Task<bool> JudgeAsync()
    {
        var document = ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("standard")!, SizedPlan.Of(42)));
        if (!PdfSetup.IsBuiltIn)
        {
            Console.WriteLine("This build has no QuestPDF: the PDF is not measured.");
            return true;
        }
        var drawing = new ServiceCollection().AddSingleton<AssetFiles>().AddSingleton(TimeProvider.System);
        drawing.AddPdf(PdfLicense.Evaluation);
        var questPdf = drawing.BuildServiceProvider().GetRequiredService<IReportPrinter>();
        var browser = new BrowserReportPrinter(new BrowserPrint(null), new ReportHtml(), new AssetFiles(), NullLogger<BrowserReportPrinter>.Instance);

        var good = true;
        if (await browser.PrintAsync(document, default) is null) Console.WriteLine("No browser prints here: nothing to compare with.");
        else
        {
            await questPdf.PrintAsync(document, default);
            var (drawn, printed) = (await MedianAsync(questPdf, document), await MedianAsync(browser, document));
            Console.WriteLine($"42 items are drawn in {drawn.TotalMilliseconds:0} ms by QuestPDF and printed in {printed.TotalMilliseconds:0} ms by the browser: {drawn / printed:0.00} of its time; {Most} is the most.");
            good = drawn / printed <= Most;
        }

        long after50 = 0;
        for (var i = 1; i <= Documents; i++)
        {
            await questPdf.PrintAsync(document, default);
            if (i == 50) after50 = Held();
        }
        var grown = (Held() - after50) >> 20;
        Console.WriteLine($"From the 50th to the {Documents}th document the process grew by {grown} MB, to {Held() >> 20} MB; {Growth} is the most.");
        return good && grown <= Growth;
    }

    static async Task<TimeSpan> MedianAsync(IReportPrinter printer, ReportDocument document)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            await printer.PrintAsync(document, default);
            times.Add(watch.Elapsed);
        }
        return times.Order().ElementAt(Rounds / 2);
    }

    // What native code holds counts as well.
    static long Held()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
