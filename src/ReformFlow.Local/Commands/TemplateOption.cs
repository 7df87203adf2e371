using System.CommandLine;
using ReformFlow.App.Organisation;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports;

namespace ReformFlow.Local.Commands;

/// <summary><c>--template NAME|FILE</c>: a built-in template, or a file of one's own.</summary>
static class TemplateOption
{
    /// <summary>The option, with what it does in the verb at hand.</summary>
    public static Option<string?> Create(string what) => new("--template") { Description = $"{what}: a built-in one ({string.Join(", ", BuiltInTemplates.Names)}) or a report-template/1 file." };

    /// <summary>What was named; null after saying why it can't be used.</summary>
    public static GivenTemplate? Read(string nameOrFile)
    {
        if (BuiltInTemplates.Find(nameOrFile) is not null) return new(nameOrFile, null);
        if (File.Exists(nameOrFile)) return CommandLine.ReadFile(nameOrFile) is { } file ? new(nameOrFile, file) : null;
        CommandLine.Refuse($"\"{nameOrFile}\" is neither a built-in template ({string.Join(", ", BuiltInTemplates.Names)}) nor a file.");
        return null;
    }
}
