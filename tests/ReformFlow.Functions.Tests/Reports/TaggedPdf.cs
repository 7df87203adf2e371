using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace ReformFlow.Functions.Tests.Reports;

/// <summary>A PDF by its tags, as a screen reader goes through it.</summary>
/// <param name="Pages">All that is drawn on each page.</param>
/// <param name="Texts">The tagged texts in their order; what is repeated on every page has no tags.</param>
/// <param name="Outline">The headings that a reader lists beside the pages.</param>
sealed record TaggedPdf(
    IReadOnlyList<string> Pages, IReadOnlyList<TaggedText> Texts, IReadOnlyList<OutlineEntry> Outline,
    string Title, string Language, IReadOnlyDictionary<string, string?> Conforms, IReadOnlyDictionary<string, byte[]> Attachments)
{
    static readonly string _modules = typeof(TaggedPdf).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AzuriteModules").Value!;

    /// <summary>Reads a file with the library that browsers show PDF files with.</summary>
    public static async Task<TaggedPdf> ReadAsync(byte[] pdf)
    {
        using var reader = await StartAsync(pdf, "node", Path.Combine(AppContext.BaseDirectory, "Reports", "read-pdf.mjs"));
        return (await JsonSerializer.DeserializeAsync<TaggedPdf>(reader.StandardOutput.BaseStream, JsonSerializerOptions.Web))!;
    }

    /// <summary>Of each row of the file's tables which of its cells are heads (H) and which data (D); a row that goes over two pages is one.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(byte[] pdf)
    {
        using var reader = await StartAsync(pdf, "pdfinfo", "-struct");
        var rows = new List<string>();
        while (await reader.StandardOutput.ReadLineAsync() is { } line)
            if (line.Trim() is "TR") rows.Add("");
            else if (line.TrimStart() is ['T', 'H' or 'D', ..] cell && (cell.Length == 2 || !char.IsLetterOrDigit(cell[2]))) rows[^1] += cell[1];
        return rows;
    }

    static async Task<Process> StartAsync(byte[] pdf, string tool, params string[] arguments)
    {
        // The tool reads it while this process goes on; what is in the folder for such files goes when the tests end.
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        try
        {
            return Process.Start(new ProcessStartInfo(tool, [.. arguments, file]) { RedirectStandardOutput = true, Environment = { ["PDFJS_MODULES"] = _modules } })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{tool} is not installed: nothing reads the PDF.");
            throw;
        }
    }

    static readonly DirectoryInfo _folder = MakeFolder();

    static DirectoryInfo MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("reformflow-read-pdf-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    }

    /// <summary>All texts in one, without spaces; a page's number, which only an engine knows, as one letter.</summary>
    public string Unspaced => string.Concat(Texts.Select(t => Reports.Unspaced.Of(t.Text) is { Length: > 0 } text && (t.Has("Link") || t.Has("TOCI")) && text.All(char.IsAsciiDigit) ? SeenHtml.Page.ToString() : Reports.Unspaced.Of(t.Text)));
}

/// <summary>A text with the roles that stand above it, from the document down.</summary>
/// <param name="Heard">The words in which it is heard, where those are others.</param>
sealed record TaggedText(string Roles, string Text, string? Heard)
{
    public bool Has(string role) => Roles.Split(' ').Contains(role);
}

/// <summary>An entry of a PDF's outline.</summary>
sealed record OutlineEntry(int Depth, string Title, int Page);

/// <summary>Texts as they are compared: engines put spaces and breaks where they want.</summary>
static class Unspaced
{
    public static string Of(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
