using System.Diagnostics;
using System.Text;
using ReformFlow.App.Assets;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Tests.Reports;

/// <summary>One report, printed once for all tests that look at it; null where no browser is.</summary>
public sealed class PrintedReport : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reformflow-tests-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "報告書 100%.pdf");

    /// <summary>The bytes as text: what describes the document stands uncompressed in the file.</summary>
    public string? Objects { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var print = new BrowserPrint(null);
        try
        {
            print.FindBrowser();
        }
        catch (BrowserMissingException)
        {
            return;
        }

        var fonts = Directory.CreateDirectory(System.IO.Path.Combine(_folder.FullName, "fonts"));
        foreach (var asset in new AssetFiles().All.Where(asset => asset.Name.EndsWith(".ttf", StringComparison.Ordinal)))
            await File.WriteAllBytesAsync(System.IO.Path.Combine(fonts.FullName, System.IO.Path.GetFileName(asset.Name)), asset.Bytes.ToArray());
        // A name that must survive its way into an address.
        var html = System.IO.Path.Combine(_folder.FullName, "報告書 #1 100%25.html");
        await File.WriteAllTextAsync(html, Html);
        await print.PrintAsync(html, Path, TestContext.Current.CancellationToken);
        Objects = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The text of every page, or null where poppler is not installed.</summary>
    public async Task<string[]?> PagesAsync()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", Path, "-"])
            {
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return text.TrimEnd('\f').Split('\f');
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    static string Html => $$"""
        <!doctype html>
        <html lang="ja-JP"><head><meta charset="utf-8"><title>令和7年度 進捗状況報告書</title><style>
        @font-face { font-family: Text; font-weight: 400; src: url(fonts/BIZUDPGothic-Regular.ttf) }
        @font-face { font-family: Text; font-weight: 700; src: url(fonts/BIZUDPGothic-Bold.ttf) }
        @font-face { font-family: Rare; font-weight: 400; src: url(fonts/NotoSansJP-Regular.ttf) }
        @page { size: A4; margin: 20mm; @bottom-center { content: "- " counter(page) " / " counter(pages) " -"; font: 9pt Text } }
        @page cover { @bottom-center { content: none } }
        @page appendix { size: A4 landscape; counter-increment: appendix; @bottom-center { content: "資料" counter(appendix); font: 9pt Text } }
        body { font: 10.5pt/1.6 Text, Rare; line-break: strict }
        h2 { break-before: page }
        table { width: 100%; border-collapse: collapse } td, th { border: 1px solid }
        tr { break-inside: avoid }
        .cover { page: cover } .appendix { page: appendix } .narrow { width: 7em }
        </style></head><body>
        <section class="cover"><h1>令和7年度 行政改革</h1></section>
        <h2>第1章 概要</h2><p>髙橋・﨑山・𠮷田</p>
        <p class="narrow">あいうえおかき。あいうえおか「き」。キャッチャーッと、ラーー。</p>
        <h3>一覧</h3>
        <table><thead><tr><th scope="col">番号</th><th scope="col">見出し行</th></tr></thead><tbody>
        {{string.Concat(Enumerable.Range(1, 60).Select(row => $"<tr><td>{row}</td><td>始{row}<br>収納率の向上<br>終{row}</td></tr>"))}}
        </tbody></table>
        <section class="appendix"><h2>資料編</h2></section>
        </body></html>
        """;
}
