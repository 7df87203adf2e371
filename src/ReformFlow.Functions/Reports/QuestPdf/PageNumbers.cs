using System.Globalization;
using QuestPDF.Fluent;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>What is printed for a page: its number without the pages that are not counted, or that of the sheet.</summary>
/// <remarks>QuestPDF lays a document out before it draws it, and asks for numbers in both passes; what the first learned of the sections the second prints.</remarks>
sealed class PageNumbers(ReportDocument document)
{
    // Takes the room of a number while none is known.
    const string Unknown = "000";

    readonly int[] _first = new int[document.Sections.Count], _pages = new int[document.Sections.Count];
    readonly bool _areTheirOwn = document.Sections.All(s => s is { IsUncounted: false, SheetNumbers: false });

    /// <summary>The name under which the pages of a section are found.</summary>
    public static string Name(int section) => $"pages-{section}";

    /// <summary>Adds the number of the page that is being drawn, with what stands around it.</summary>
    public TextSpanDescriptor AddOwn(TextDescriptor text, Func<string, string>? around = null)
    {
        Learn(text);
        return text.CurrentPageNumber().Format(page => page is { } known ? (around ?? (n => n))(Printed(known)) : Unknown);
    }

    /// <summary>Adds the number of the page on which an anchor lies.</summary>
    public TextSpanDescriptor AddReference(TextDescriptor text, string anchor)
    {
        Learn(text);
        return text.BeginPageNumberOfSection(anchor).Format(page => page is { } known ? Printed(known) : Unknown);
    }

    /// <summary>How many sheets there are; zero before it is known.</summary>
    public int Sheets => Enumerable.Range(0, _pages.Length).Where(i => document.Sections[i].SheetNumbers).Sum(i => _pages[i]);

    string Printed(int page)
    {
        if (_areTheirOwn) return page.ToString(CultureInfo.InvariantCulture);
        var at = Array.FindLastIndex(_first, first => first > 0 && first <= page);
        var before = Enumerable.Range(0, Math.Max(at, 0)).ToList();
        var number = at >= 0 && document.Sections[at].SheetNumbers
            ? before.Where(i => document.Sections[i].SheetNumbers).Sum(i => _pages[i]) + page - _first[at] + 1
            : page - before.Where(i => document.Sections[i].IsUncounted).Sum(i => _pages[i]);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    // Spans without letters, so that each number is asked for after all that it depends on.
    void Learn(TextDescriptor text)
    {
        if (_areTheirOwn) return;
        for (var i = 0; i < _first.Length; i++)
        {
            var section = i;
            text.BeginPageNumberOfSection(Name(section)).Format(page => Note(_first, section, page));
            text.TotalPagesWithinSection(Name(section)).Format(pages => Note(_pages, section, pages));
        }
    }

    static string Note(int[] known, int section, int? value)
    {
        known[section] = value ?? known[section];
        return "";
    }
}
