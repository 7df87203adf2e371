using System.Collections.Frozen;
using System.Reflection;

namespace ReformFlow.Core.Reports;

/// <summary>The templates that come with the product, by name.</summary>
public static class BuiltInTemplates
{
    const string Prefix = "ReformFlow.Core.Reports.";
    const string Suffix = ".json";
    static readonly Assembly _assembly = typeof(BuiltInTemplates).Assembly;

    static readonly FrozenDictionary<string, ReportTemplate> _byName = _assembly.GetManifestResourceNames()
        .Where(r => r.StartsWith(Prefix, StringComparison.Ordinal) && r.EndsWith(Suffix, StringComparison.Ordinal))
        .Select(Read).ToFrozenDictionary(t => t.Name);

    /// <summary>The names under which templates are found.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The template with a name, or null where none has it.</summary>
    public static ReportTemplate? Find(string name) => _byName.GetValueOrDefault(name);

    static ReportTemplate Read(string resource)
    {
        using var stream = _assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var reading = TemplateFile.Read(bytes);
        return reading.IsGood ? reading.Value! : throw new InvalidOperationException($"The built-in template {resource} is broken: {string.Join(" ", reading.Problems)}");
    }
}
