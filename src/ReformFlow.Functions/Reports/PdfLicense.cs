namespace ReformFlow.Functions.Reports;

/// <summary>Under which licence a deployment uses QuestPDF; that is its own to know, and nothing is taken for granted.</summary>
public enum PdfLicense
{
    /// <summary>No PDF is made; an edition holds its HTML and its data.</summary>
    None,
    Community,
    Professional,
    Enterprise,

    /// <summary>For trials only.</summary>
    Evaluation,
}
