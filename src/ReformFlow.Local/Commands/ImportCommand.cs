using System.CommandLine;
using ReformFlow.App.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Commands;

/// <summary><c>import</c>: validates a plan and an organisation and stores them.</summary>
static class ImportCommand
{
    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "A reform-plan/1 file." };
        var organisation = new Argument<string>("ORGANISATION") { Description = "An organisation/1 file." };
        var data = new Option<string>("--data") { Description = "The data folder.", Required = true };
        var texts = new Option<string?>("--mail-texts") { Description = "A mail-texts/1 file with the municipality's own mail texts." };
        var key = new Option<string>("--plan") { Description = "The plan's key, where a town has several plans.", DefaultValueFactory = _ => Plan.MainKey };
        var template = TemplateOption.Create("What the plan's next cycles are proposed with");
        var command = new Command("import", "Validates a plan and the organisation that answers for it, and stores both.") { plan, organisation, data, texts, key, template };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(plan)!, parsed.GetValue(organisation)!, parsed.GetValue(texts), parsed.GetValue(key)!, parsed.GetValue(data)!, parsed.GetValue(template), cancellation));
        return command;
    }

    static async Task<int> RunAsync(string planPath, string organisationPath, string? textsPath, string key, string data, string? templateName, CancellationToken cancellation)
    {
        if (CommandLine.ReadFile(planPath) is not { } plan || CommandLine.ReadFile(organisationPath) is not { } organisation) return CommandLine.Wrong;
        byte[]? texts = null;
        if (textsPath is not null && (texts = CommandLine.ReadFile(textsPath)) is null) return CommandLine.Wrong;

        GivenTemplate? template = null;
        if (templateName is not null && (template = TemplateOption.Read(templateName)) is null) return CommandLine.Wrong;

        // Checked before the data folder is touched, so that a refusal leaves nothing behind.
        if (ImportTown.Check(plan, organisation, texts, key, template) is { Count: > 0 } problems) return CommandLine.Refuse("the import", problems);
        var services = new ServiceCollection().AddLogging();
        LocalServer.AddLocal(services, new(data));
        await using var provider = services.BuildServiceProvider();
        var reading = await provider.GetRequiredService<ImportTown>().RunAsync(plan, organisation, texts, key, cancellation, template);
        if (!reading.IsGood) return CommandLine.Refuse("the import", reading.Problems);
        var imported = reading.Value!;
        Console.WriteLine($"Imported plan \"{imported.Plan}\" of {imported.Town}: {imported.Items} items, {imported.Departments} departments write. Start the cycle at the desk: reformflow serve --data {data}");
        foreach (var notice in imported.Notices) Console.WriteLine($"  {notice}");
        return 0;
    }
}
