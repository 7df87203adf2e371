using System.Text.Json.Serialization;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>One page of a template, or several of one kind: the kind's parameters, and the class that composes it. The set of kinds is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CoverPage), "cover")]
[JsonDerivedType(typeof(OfficeTextPage), "officeText")]
[JsonDerivedType(typeof(SummaryPage), "summary")]
[JsonDerivedType(typeof(ContentsPage), "contents")]
[JsonDerivedType(typeof(CountsPage), "counts")]
[JsonDerivedType(typeof(DefinitionsPage), "definitions")]
[JsonDerivedType(typeof(SystemDiagramPage), "systemDiagram")]
[JsonDerivedType(typeof(ItemListPage), "itemList")]
[JsonDerivedType(typeof(ItemSheets), "itemSheets")]
[JsonDerivedType(typeof(ItemTablePage), "itemTable")]
[JsonDerivedType(typeof(ChangeListPage), "changes")]
[JsonDerivedType(typeof(EffectsPage), "effects")]
[JsonDerivedType(typeof(OverviewPage), "overview")]
[JsonDerivedType(typeof(ReviewsPage), "reviews")]
[JsonDerivedType(typeof(UnansweredPage), "unanswered")]
public abstract record TemplatePage
{
    /// <summary>The page's own heading; each kind has a usual one.</summary>
    public string? Title { get; init; }

    /// <summary>It goes on where the page before it ended, on the same paper.</summary>
    public bool Continues { get; init; }
    public Paper Paper { get; init; }
    public Orientation Orientation { get; init; }

    /// <summary>The edge at which its pages are bound.</summary>
    public Binding Binding { get; init; }

    /// <summary>The rating that it counts; null for kinds that count none.</summary>
    internal virtual string? CountedRating => null;

    /// <summary>The places that the office's own texts can fill on it.</summary>
    internal virtual IEnumerable<string> Places => [];

    /// <summary>The same in a plan at hand: a slot for each part that a place has there, with the words under which people know it.</summary>
    internal virtual IEnumerable<OfficeTextSlot> Slots(PrintedPlan plan) => Places.Select(place => new OfficeTextSlot(place, TitleIn(plan) ?? place));

    /// <summary>The page's own heading as it is printed in a plan.</summary>
    private protected string? TitleIn(PrintedPlan plan) => Title is null ? null : Pattern.Fill(Title, plan, []);

    /// <summary>What is printed; null where there is nothing to print.</summary>
    internal abstract Section? Compose(PrintedPlan plan);

    /// <summary>The same as sections, of which a kind may have several.</summary>
    internal virtual IEnumerable<Section> Sections(PrintedPlan plan) => Compose(plan) is { } section ? [section] : [];

    /// <summary>What is wrong with the parameters, beside their shape.</summary>
    /// <param name="template">The whole template, whose fields and scales they name.</param>
    /// <param name="path">Where the page stands in the file.</param>
    internal virtual IEnumerable<Problem> Problems(ReportTemplate template, string path) => [];
}
