using System.Text;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Reports;
using ReformFlow.Core.Publication;

namespace ReformFlow.App.Publication;

/// <summary>What a cycle's public address answers beside the files of its editions. Every link is relative, so that the pages are the same wherever they lie.</summary>
public sealed class PublicPages(Archive archive, ILoggerFactory? loggers = null)
{
    /// <summary>The list of editions, below the cycle's address.</summary>
    public const string List = "editions";

    /// <summary>The address of an edition below its cycle's: its name, which is the hash of its document.</summary>
    public static string FolderOf(EditionMark edition) => $"{List}/{edition.Document}";

    const string ListLink = $"href=\"{List}\"";

    /// <summary>True for an edition that leads to the list by itself, since it corrects another.</summary>
    public static bool LeadsToList(ReadOnlySpan<byte> html) => html.IndexOf(Encoding.UTF8.GetBytes(ListLink)) >= 0;

    /// <summary>The page at the cycle's address: the edition as it was compiled, with the way to its other files and to the other editions; null where its file is gone.</summary>
    public async Task<byte[]?> IndexAsync(StartedCycle cycle, EditionMark edition, CancellationToken cancellation)
    {
        if (await archive.ReadAsync(cycle.Settings.Town, edition.Files[CompileEdition.Html], cancellation) is not { } html) return null;
        var page = Encoding.UTF8.GetString(html);
        const string Footer = "<footer>";
        // What departments and office wrote is encoded, so it holds no such tag.
        var at = page.LastIndexOf(Footer, StringComparison.Ordinal);
        if (at < 0) return html;
        var links = OtherFiles(edition).Select(n => $"<li><a href=\"{FolderOf(edition)}/{n}\">{Word(n)}</a></li>").ToList();
        if (!LeadsToList(html)) links.Add($"<li><a {ListLink}>公表した版</a></li>");
        return Encoding.UTF8.GetBytes(page.Insert(at, $"<nav aria-label=\"ほかの形式\"><ul>{string.Concat(links)}</ul></nav>\n    "));
    }

    /// <summary>The list of the cycle's published editions.</summary>
    public Task<string> ListAsync(StartedCycle cycle) => PageAsync<PublishedEditions>(new() { [nameof(PublishedEditions.Cycle)] = cycle });

    /// <summary>A page that leads from an edition's folder to the list: an edition's own link is made for the cycle's address.</summary>
    public Task<string> ToListAsync() => PageAsync<PublicNotice>(new()
    {
        [nameof(PublicNotice.Title)] = "公表した版", [nameof(PublicNotice.Text)] = "これまでに公表した版の一覧があります。", [nameof(PublicNotice.Link)] = $"../../{List}", [nameof(PublicNotice.LinkText)] = "公表した版の一覧を見る",
    });

    /// <summary>What a static site answers where it has nothing.</summary>
    public Task<string> NothingAsync() => PageAsync<PublicNotice>(new()
    {
        [nameof(PublicNotice.Title)] = "ページが見つかりません", [nameof(PublicNotice.Text)] = "アドレスが変わったか、まだ公表されていません。自治体のウェブサイトからお探しください。",
    });

    /// <summary>The names of an edition's files beside its page: what people print first, then what machines read.</summary>
    public static IEnumerable<string> OtherFiles(EditionMark edition) => edition.Files.Keys.Where(n => n != CompileEdition.Html).OrderDescending(StringComparer.Ordinal);

    /// <summary>A file's name in the words of a link.</summary>
    public static string Word(string name) => name switch { CompileEdition.Pdf => "PDF", CompileEdition.Json => "データ（JSON）", CompileEdition.Html => "画面で読む", _ => name };

    /// <summary>What a browser is told that a file is.</summary>
    public static string TypeOf(string name) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "html" => "text/html; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    };

    Task<string> PageAsync<T>(Dictionary<string, object?> values) where T : Microsoft.AspNetCore.Components.IComponent => ReportHtml.PageAsync<T>(values, loggers);
}
