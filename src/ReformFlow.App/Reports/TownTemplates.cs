using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Reports;

/// <summary>A template as it is offered for a choice.</summary>
/// <param name="IsOwn">True for the town's own, false for one that comes with the product.</param>
public sealed record OfferedTemplate(string Name, string Title, bool IsOwn);

/// <summary>The report templates (様式) with which a town can start cycles: those that come with the product, and its own.</summary>
public sealed class TownTemplates(Streams streams, Archive archive)
{
    /// <summary>What cycles are proposed with until somebody has chosen another.</summary>
    public const string Usual = "standard";

    /// <summary>Every template of a town, the usual one first.</summary>
    public static IReadOnlyList<OfferedTemplate> Of(OfficeHead office) =>
    [
        .. BuiltInTemplates.Names.OrderBy(n => n != Usual).Select(n => new OfferedTemplate(n, BuiltInTemplates.Find(n)!.Title, false)),
        .. office.Templates.Select(t => new OfferedTemplate(t.Name, t.Title, true)),
    ];

    /// <summary>The name of the template that a plan's next cycle is proposed with: the one chosen last.</summary>
    public static string ProposedFor(OfficeHead office, string plan) =>
        office.Proposed.GetValueOrDefault(plan) is { } name && Of(office).Any(t => t.Name == name) ? name : Usual;

    /// <summary>The fact that a template was chosen for a plan, where it is another than the one it is proposed with.</summary>
    public static IEnumerable<TemplateProposed> Chosen(OfficeHead office, string plan, string name) =>
        (office.Proposed.GetValueOrDefault(plan) ?? Usual) == name ? [] : [new(plan, name)];

    /// <summary>The template with a name, or null where the town has none.</summary>
    public async Task<ReportTemplate?> FindAsync(string town, OfficeHead office, string name, CancellationToken cancellation) =>
        BuiltInTemplates.Find(name) ?? (office.Templates.FirstOrDefault(t => t.Name == name) is { } own ? await archive.TemplateAsync(town, own.File, cancellation) : null);

    /// <summary>Reads a file that an office brings: a template of its own, or every problem.</summary>
    public static Reading<ReportTemplate> Read(byte[] file)
    {
        var reading = TemplateFile.Read(file);
        if (!reading.IsGood) return reading;
        List<Problem> problems = [];
        // Names are how people choose; two of one name could not be told apart.
        if (BuiltInTemplates.Find(reading.Value!.Name) is not null) problems.Add(new("$.name", $"\"{reading.Value.Name}\" is the name of a template that comes with the product. Give yours a name of its own."));
        // A name stands in an address, too.
        if (reading.Value.Name.Trim() is not { Length: > 0 and <= 60 } name || name != reading.Value.Name || name.Any(c => c is '/' or '\\' || char.IsControl(c)) || name.All(c => c == '.'))
            problems.Add(new("$.name", "A template is chosen by its name. Give it one of 1 to 60 characters, without slashes and without blanks at its ends."));
        return problems.Count > 0 ? new(null, problems) : reading;
    }

    /// <summary>Checks and stores a template of the town's own; every problem, or none and it can be chosen from now on.</summary>
    public async Task<IReadOnlyList<Problem>> StoreAsync(string town, byte[] file, string by, CancellationToken cancellation)
    {
        var reading = Read(file);
        if (!reading.IsGood) return reading.Problems;
        var stored = new TemplateStored(reading.Value!.Name, reading.Value.Title, await archive.StoreAsync(town, file, cancellation));
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), by, head => head.Templates.Contains(stored) ? [] : [stored], cancellation);
        return [];
    }
}
