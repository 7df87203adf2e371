using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Commands;
using ReformFlow.App.Web;
using ReformFlow.Core.Plans;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Commands;

/// <summary><c>import</c>: validates a plan and an organisation and stores them in the deployment's data account.</summary>
/// <remarks>It appends to the log as the app does, so it may run beside it.</remarks>
static class ImportCommand
{
    public static Command Create(IConfiguration configuration)
    {
        var plan = new Argument<string>("PLAN") { Description = "A reform-plan/1 file." };
        var organisation = new Argument<string>("ORGANISATION") { Description = "An organisation/1 file; its municipality's key names the town." };
        var texts = new Option<string?>("--mail-texts") { Description = "A mail-texts/1 file with the municipality's own mail texts." };
        var key = new Option<string>("--plan") { Description = "The plan's key, where a town has several plans.", DefaultValueFactory = _ => Plan.MainKey };
        var template = new Option<string?>(NamedTemplate.Option) { Description = NamedTemplate.Description("What the plan's next cycles are proposed with") };
        var command = new Command("import", "Validates a plan and the organisation that answers for it, and stores both in the account that ReformFlow__Data__AccountName names.") { plan, organisation, texts, key, template };
        command.SetAction((parsed, cancellation) => RunAsync(
            new(parsed.GetValue(plan)!, parsed.GetValue(organisation)!, parsed.GetValue(texts), parsed.GetValue(key)!, parsed.GetValue(template)), configuration, cancellation));
        return command;
    }

    static async Task<int> RunAsync(ImportCall call, IConfiguration configuration, CancellationToken cancellation)
    {
        var settings = OperatorSettings.ForImport(configuration);
        if (await CommandLine.RefuseAsync(settings, cancellation) is { } refused) return refused;
        return await ImportVerb.RunAsync(call, async () =>
        {
            // The app may never have started, so nothing may be there yet.
            await settings.Storage.EnsureAsync(cancellation);
            return new ServiceCollection().AddLogging().AddReformFlow().AddStorage(settings.Storage).AddSingleton(TimeProvider.System).BuildServiceProvider();
        }, imported => $"\"{imported.Town}\" must stand in REFORMFLOW_TOWNS. Open the desk with signin.", cancellation);
    }
}
