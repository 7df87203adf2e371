using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Assets;
using ReformFlow.App.Commands;
using ReformFlow.App.Reports;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Commands;

/// <summary><c>compile</c>: turns a plan file with answers into its report, without a server.</summary>
static class CompileCommand
{
    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "A reform-plan/1 file with answers." };
        var template = new Option<string>("--template") { Description = $"A built-in template ({string.Join(", ", BuiltInTemplates.Names)}) or a report-template/1 file.", DefaultValueFactory = _ => "standard" };
        var texts = new Option<string?>("--texts") { Description = "An office-texts/1 file with the office's own texts." };
        var asOf = new Option<string?>("--as-of") { Description = "基準日: the day whose state the report tells, as 2026-06-30." };
        var number = new Option<string?>("--document-number") { Description = "資料番号, printed on the first page and at every foot." };
        var output = new Option<string>("--out") { Description = "The folder for report.html, report.pdf and report.json.", Required = true };
        var browser = new Option<string?>("--browser") { Description = "The browser that prints; else one is looked for." };
        var command = new Command("compile", "Turns a plan file with answers into report.html, report.pdf and report.json.") { plan, template, texts, asOf, number, output, browser };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(plan)!, parsed.GetValue(template)!, parsed.GetValue(texts), parsed.GetValue(asOf), parsed.GetValue(number), parsed.GetValue(output)!, parsed.GetValue(browser), cancellation));
        return command;
    }

    static async Task<int> RunAsync(string planPath, string templateName, string? textsPath, string? asOf, string? documentNumber, string output, string? browser, CancellationToken cancellation)
    {
        if (Given(planPath) is not { } planFile) return Verbs.Wrong;
        var builtIn = BuiltInTemplates.Find(templateName);
        if (builtIn is null && !File.Exists(templateName)) return Verbs.Refuse($"\"{templateName}\" is neither a built-in template ({string.Join(", ", BuiltInTemplates.Names)}) nor a file.");
        if ((builtIn is null ? Given(templateName) : new(templateName, [])) is not { } templateFile) return Verbs.Wrong;
        NamedFile? textsFile = null;
        if (textsPath is not null && (textsFile = Given(textsPath)) is null) return Verbs.Wrong;

        DateOnly? day = null;
        if (asOf is not null)
        {
            if (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given)) return Verbs.Refuse($"--as-of \"{asOf}\" is no day. Write it as 2026-06-30.");
            day = given;
        }

        // Whoever mends files wants to know of all of them at once.
        var files = ReportFiles.Read(planFile, templateFile, builtIn, textsFile);
        foreach (var (file, problems) in files.Problems) Verbs.Refuse(file, problems);
        if (!files.AreGood) return Verbs.Wrong;
        foreach (var (file, notices) in files.Notices) Verbs.Notice(file, notices);

        var document = ReportComposer.Compose(ReportSource.OfPlan(files.Template!, PermanentKeys.Give(files.Plan!)) with { Texts = files.Texts, AsOf = day, DocumentNumber = string.IsNullOrWhiteSpace(documentNumber) ? null : documentNumber.Trim() });
        var html = new ReportHtml();
        Directory.CreateDirectory(output);
        await WriteAsync("report.html", Encoding.UTF8.GetBytes(await html.RenderAsync(document, ReportStyle.OwnFonts)));
        await WriteAsync("report.json", Encoding.UTF8.GetBytes(StrictJson.Write(document)));
        var pdf = await new BrowserReportPrinter(new BrowserPrint(browser), html, new AssetFiles(), NullLogger<BrowserReportPrinter>.Instance).PrintOrSayWhyAsync(document, cancellation);
        if (pdf.Bytes is not null) await WriteAsync("report.pdf", pdf.Bytes);
        else Console.Error.WriteLine($"reformflow: report.pdf was not made. {pdf.Why}");
        Console.WriteLine($"Compiled {files.Plan!.Items.Count} items into {output}.");
        return pdf.Bytes is null ? 1 : 0;

        static NamedFile? Given(string path) => Verbs.ReadFile(path) is { } bytes ? new(path, bytes) : null;

        async Task WriteAsync(string name, byte[] bytes)
        {
            var path = Path.Combine(output, name);
            await File.WriteAllBytesAsync(path + ".new", bytes, cancellation);
            File.Move(path + ".new", path, overwrite: true);
        }
    }
}
