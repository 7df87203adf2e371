using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>A table of what the symbols of a scale mean, under the words that the report prints for them.</summary>
public sealed record DefinitionsPage : TemplatePage
{
    /// <summary>The scale (<c>appliesTo</c>) whose definitions are printed.</summary>
    public required string Scale { get; init; }
    public required IReadOnlyList<DefinitionRow> Rows { get; init; }

    /// <summary>The heads of the two columns.</summary>
    public string SymbolHead { get; init; } = "区分";
    public string DefinitionHead { get; init; } = "説明";

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (Rows.Count == 0) yield return new($"{path}.rows", "A table without rows shows nothing. List at least one.");
    }

    internal override Section? Compose(PrintedPlan plan)
    {
        var symbols = FormFields.Choices(plan.Template, plan.Plan, Scale);
        var rows = Rows.Select(r => (r.Label, Symbol: symbols.FirstOrDefault(s => s.Symbol == r.Symbol || s.Label == r.Symbol)))
            .Where(r => r.Symbol?.Definition is not null)
            .Select(r => new Row([Cell.OfRow([r.Label]), new([.. plan.WithMarks(r.Symbol!.Definition!)])])).ToList();
        return rows.Count == 0 ? null : new()
        {
            Name = "definitions",
            RunningFoot = plan.RunningFoot,
            Blocks =
            [
                .. Title is null ? Array.Empty<Block>() : [new Heading(2, Pattern.Fill(Title, plan, []), plan.AnchorOf(this, "definitions")) { StartsPage = true }],
                new Table(TitleIn(plan) ?? $"{SymbolHead}の{DefinitionHead}", [20, 80], 1, [new([Cell.OfColumn(Spacing.Of(SymbolHead)), Cell.OfColumn(Spacing.Of(DefinitionHead))]), .. rows]) { HideCaption = true, KeepTogether = true },
            ],
        };
    }
}

/// <summary>A symbol (or its label) of the scale, under the word that the table prints for it.</summary>
public sealed record DefinitionRow(string Label, string Symbol);
