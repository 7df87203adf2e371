using ReformFlow.App.Organisation;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Commands;

/// <summary><c>--template NAME|FILE</c>: a built-in template, or a file of one's own.</summary>
public static class NamedTemplate
{
    /// <summary>The option's name.</summary>
    public const string Option = "--template";

    /// <summary>What the option takes, after what it does in the verb at hand.</summary>
    public static string Description(string what) => $"{what}: a built-in one ({string.Join(", ", BuiltInTemplates.Names)}) or a report-template/1 file.";

    /// <summary>What was named; null after saying why it can't be used.</summary>
    public static GivenTemplate? Read(string nameOrFile)
    {
        if (BuiltInTemplates.Find(nameOrFile) is not null) return new(nameOrFile, null);
        if (File.Exists(nameOrFile)) return Verbs.ReadFile(nameOrFile) is { } file ? new(nameOrFile, file) : null;
        Verbs.Refuse($"\"{nameOrFile}\" is neither a built-in template ({string.Join(", ", BuiltInTemplates.Names)}) nor a file.");
        return null;
    }
}
