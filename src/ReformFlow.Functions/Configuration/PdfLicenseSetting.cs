using ReformFlow.Functions.Reports;

namespace ReformFlow.Functions.Configuration;

/// <summary>Under which licence QuestPDF is used: whether a public body pays for it is nothing that a program could know, so it must be said.</summary>
static class PdfLicenseSetting
{
    const string Name = "Pdf__License";

    const string Remedy = "QuestPDF 2026.5.0 draws the PDF. Read https://www.questpdf.com/license/ and docs/decisions/0004-questpdf-stays-at-2026-5-0.md, decide with your purchasing office under which licence you use it, and write community, professional or enterprise; evaluation for trials; or none to publish without PDF.";

    public static PdfLicense Read(SettingsReader reader)
    {
        if (reader.Required(Name, Remedy) is not { } value) return PdfLicense.None;
        foreach (var license in Enum.GetValues<PdfLicense>())
            if (license.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)) return license;
        reader.Wrong(Name, $"«{value}» is none of the licences. {Remedy}");
        return PdfLicense.None;
    }
}
