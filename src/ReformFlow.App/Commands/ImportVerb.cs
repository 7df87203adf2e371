using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Organisation;

namespace ReformFlow.App.Commands;

/// <summary>The files that <c>import</c> is called with.</summary>
/// <param name="Texts">A <c>mail-texts/1</c> file, or null.</param>
/// <param name="Key">The plan's key.</param>
/// <param name="Template">A built-in template's name or a file, or null.</param>
public sealed record ImportCall(string Plan, string Organisation, string? Texts, string Key, string? Template);

/// <summary><c>import</c>: validates a plan and an organisation and stores them in the ports of the edition at hand.</summary>
public static class ImportVerb
{
    /// <summary>Reads the files, tells every problem at once, and takes them in where there is none.</summary>
    /// <param name="open">Opens the ports; called only when the files are good, so that a refusal leaves nothing behind.</param>
    /// <param name="next">What to do when all is taken in.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ImportCall call, Func<Task<ServiceProvider>> open, Func<ImportTown.Imported, string> next, CancellationToken cancellation)
    {
        if (Verbs.ReadFile(call.Plan) is not { } plan || Verbs.ReadFile(call.Organisation) is not { } organisation) return Verbs.Wrong;
        byte[]? texts = null;
        if (call.Texts is not null && (texts = Verbs.ReadFile(call.Texts)) is null) return Verbs.Wrong;
        GivenTemplate? template = null;
        if (call.Template is not null && (template = NamedTemplate.Read(call.Template)) is null) return Verbs.Wrong;

        const string What = "the import";
        if (ImportTown.Check(plan, organisation, texts, call.Key, template) is { Count: > 0 } problems) return Verbs.Refuse(What, problems);
        await using var ports = await open();
        var reading = await ports.GetRequiredService<ImportTown>().RunAsync(plan, organisation, texts, call.Key, cancellation, template);
        if (!reading.IsGood) return Verbs.Refuse(What, reading.Problems);
        var imported = reading.Value!;
        Console.WriteLine($"Imported plan \"{imported.Plan}\" of {imported.Town}: {imported.Items} items, {imported.Departments} departments write. {next(imported)}");
        foreach (var notice in imported.Notices) Console.WriteLine($"  {notice}");
        return 0;
    }
}
