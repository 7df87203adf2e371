using System.CommandLine;
using ReformFlow.App.Commands;
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
        var template = new Option<string?>(NamedTemplate.Option) { Description = NamedTemplate.Description("What the plan's next cycles are proposed with") };
        var command = new Command("import", "Validates a plan and the organisation that answers for it, and stores both.") { plan, organisation, data, texts, key, template };
        command.SetAction((parsed, cancellation) => RunAsync(
            new(parsed.GetValue(plan)!, parsed.GetValue(organisation)!, parsed.GetValue(texts), parsed.GetValue(key)!, parsed.GetValue(template)), parsed.GetValue(data)!, cancellation));
        return command;
    }

    static Task<int> RunAsync(ImportCall call, string data, CancellationToken cancellation) => ImportVerb.RunAsync(call, () =>
    {
        var services = new ServiceCollection().AddLogging();
        LocalServer.AddLocal(services, new(data));
        return Task.FromResult(services.BuildServiceProvider());
    }, _ => $"Start the cycle at the desk: reformflow serve --data {data}", cancellation);
}
