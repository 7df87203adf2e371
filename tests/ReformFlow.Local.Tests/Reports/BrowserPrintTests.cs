using System.Text;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Tests.Reports;

// What the PDF of a report must hold, from a real browser:
// title, language, tags, outline, embedded fonts with the fallback for rare kanji, page numbers by kind of page,
// repeated table heads, whole rows, Japanese line breaking.
// What must never happen, from scripts that play a bad browser: half a file, a lost older file, left-overs, an endless wait.
public sealed class BrowserPrintTests(PrintedReport report) : IClassFixture<PrintedReport>, IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reformflow-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("/Lang (ja-JP)")]
    [InlineData("/Marked true")]
    [InlineData("/StructTreeRoot")]
    [InlineData("/DisplayDocTitle true")]
    [InlineData("/S /Table")]
    [InlineData("/S /TH")]
    [InlineData("/S /H2")]
    public void Pdf_can_be_read_aloud(string mark) => Assert.Contains(mark, Objects(), StringComparison.Ordinal);

    [Theory]
    [InlineData("令和7年度 進捗状況報告書")]
    [InlineData("令和7年度 行政改革")]
    [InlineData("第1章 概要")]
    [InlineData("一覧")]
    [InlineData("資料編")]
    public void Pdf_has_its_title_and_its_headings_as_outline(string title) => Assert.Contains(
        $"/Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}>", Objects(), StringComparison.Ordinal);

    [Theory]
    [InlineData("+BIZUDPGothic-Regular")]
    [InlineData("+BIZUDPGothic-Bold")]
    [InlineData("+NotoSansJP-Regular")]
    public void Pdf_embeds_the_product_fonts(string font) => Assert.Contains(font, Objects(), StringComparison.Ordinal);

    [Fact]
    public async Task Rare_kanji_stay_text()
    {
        var pages = await PagesAsync();
        Assert.Contains("髙橋・﨑山・𠮷田", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_numbers_follow_the_kind_of_page()
    {
        var pages = await PagesAsync();
        Assert.DoesNotContain($"/{pages.Length}-", Tight(pages[0]), StringComparison.Ordinal);
        Assert.Contains($"-2/{pages.Length}-", Tight(pages[1]), StringComparison.Ordinal);
        Assert.Contains("資料1", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_head_repeats_on_every_page()
    {
        var pages = await PagesAsync();
        Assert.True(pages.Length > 4, $"{pages.Length} pages");
        Assert.All(pages[1..^1], page => Assert.Contains("見出し行", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_are_not_torn()
    {
        var pages = await PagesAsync();
        Assert.All(Enumerable.Range(1, 60), row => Assert.Equal(
            Array.FindIndex(pages, page => Lines(page).Any(line => line.EndsWith($"始{row}", StringComparison.Ordinal))),
            Array.FindIndex(pages, page => Lines(page).Any(line => line.EndsWith($"終{row}", StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task Lines_break_as_japanese_does()
    {
        var pages = await PagesAsync();
        Assert.DoesNotContain(Lines(pages[1]), line => "。、」ーッャ".Contains(line[0], StringComparison.Ordinal) || line[^1] == '「');
    }

    [Fact]
    public async Task Missing_browser_is_named_with_its_remedy()
    {
        var problem = await Assert.ThrowsAsync<BrowserMissingException>(() => PrintAsync("/nowhere/chromium"));
        Assert.Contains("/nowhere/chromium", problem.Message, StringComparison.Ordinal);
        Assert.Contains(BrowserFinder.Variable, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_page_is_not_printed_as_an_error_page() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => new BrowserPrint(Script("exit 0")).PrintAsync(
            Path.Combine(_folder.FullName, "gone.html"), PdfPath, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Failing_browser_tells_its_exit_code_and_last_words()
    {
        var problem = await Assert.ThrowsAsync<PrintFailedException>(() => PrintAsync(Script("echo No usable sandbox >&2; exit 3")));
        Assert.Equal(3, problem.ExitCode);
        Assert.Contains("No usable sandbox", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("printf '%%PDF-1.4 and then the disk was full' > \"$pdf\"")]
    [InlineData("printf '<html>no PDF at all, but long enough %%%%EOF' > \"$pdf\"")]
    public async Task Half_a_pdf_never_takes_the_place_of_a_whole_one(string write)
    {
        await File.WriteAllTextAsync(PdfPath, "the older one");
        await Assert.ThrowsAsync<PrintFailedException>(() => PrintAsync(Script(write)));
        Assert.Equal("the older one", await File.ReadAllTextAsync(PdfPath));
        Assert.Empty(_folder.GetFiles("*.part"));
    }

    [Fact]
    public async Task Whole_pdf_takes_the_place_of_an_older_one()
    {
        await File.WriteAllTextAsync(PdfPath, "the older one");
        await PrintAsync(Script("printf '%%PDF-1.4 the newer one, whole\\n%%%%EOF\\n' > \"$pdf\""));
        Assert.StartsWith("%PDF-1.4 the newer", await File.ReadAllTextAsync(PdfPath), StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles("*.part"));
    }

    [Fact]
    public async Task Browser_that_hangs_is_stopped_at_the_time_limit()
    {
        var print = new BrowserPrint(Script("sleep 60")) { TimeLimit = TimeSpan.FromMilliseconds(300) };
        var problem = await Assert.ThrowsAsync<PrintFailedException>(() => print.PrintAsync(HtmlPath, PdfPath, TestContext.Current.CancellationToken));
        Assert.Contains("did not finish", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_print_ends_as_cancelled()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BrowserPrint(Script("sleep 60")).PrintAsync(HtmlPath, PdfPath, cancellation.Token));
    }

    [Fact]
    public async Task Profile_is_deleted_after_the_print()
    {
        var seen = Path.Combine(_folder.FullName, "profile");
        await Assert.ThrowsAsync<PrintFailedException>(() => PrintAsync(Script($"echo x > \"$profile/state\"; printf %s \"$profile\" > '{seen}'")));
        Assert.False(Directory.Exists(await File.ReadAllTextAsync(seen)));
    }

    string PdfPath => Path.Combine(_folder.FullName, "report.pdf");

    string HtmlPath => Path.Combine(_folder.FullName, "report.html");

    Task PrintAsync(string browser)
    {
        File.WriteAllText(HtmlPath, "<!doctype html>");
        return new BrowserPrint(browser).PrintAsync(HtmlPath, PdfPath, TestContext.Current.CancellationToken);
    }

    /// <summary>A browser of one line, which finds the addresses it was given in $pdf and $profile.</summary>
    string Script(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The bad browsers are shell scripts.");
        var path = Path.Combine(_folder.FullName, "browser");
        File.WriteAllText(path, $$"""
            #!/bin/sh
            for word; do case "$word" in --print-to-pdf=*) pdf=${word#*=} ;; --user-data-dir=*) profile=${word#*=} ;; esac; done
            {{line}}
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(HtmlPath, "<!doctype html>");
        return path;
    }

    string Objects()
    {
        Assert.SkipUnless(report.Objects is not null, "No browser that can print is on this machine.");
        return report.Objects!;
    }

    async Task<string[]> PagesAsync()
    {
        Objects();
        var pages = await report.PagesAsync();
        Assert.SkipUnless(pages is not null, "pdftotext (poppler-utils) is not on this machine.");
        return pages!;
    }

    // The reader of PDF text guesses spaces from distances.
    static string Tight(string page) => page.Replace(" ", "", StringComparison.Ordinal);

    static string[] Lines(string page) => page.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
