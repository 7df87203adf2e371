using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Log;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Mail;
using ReformFlow.Functions.Storage;
using ReformFlow.Functions.Tests.Mail;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Local.Demo;

namespace ReformFlow.Functions.Tests.Cycles;

/// <summary>
/// The Azure edition with nothing of its own left out: orchestrations on the in-process host, tables and blobs on the emulator, mails over HTTP
/// to a stand-in for SendGrid, and clerks who find the link in their mail and hand in through the doors.
/// </summary>
public sealed partial class WholeEditionTests(Azurite azurite)
{
    const int Size = 10;

    [Fact]
    public async Task Whole_cycle_through_doors_mails_and_storage_writes_the_log_of_the_local_edition()
    {
        await using var sendGrid = await SendGridStandIn.StartedAsync();
        void AddPorts(IServiceCollection services) => services.AddStorage(azurite.Storage)
            .AddSingleton(new SendGridSettings("SG.test") { BaseAddress = sendGrid.Address, MailsPerSecond = 1_000 })
            .AddSingleton<IMailSender, SendGridMailSender>();
        await using var azure = await AzureTown.StartAsync(Size, AddPorts);
        await using var doors = await DoorHost.StartAsync(0, azure.Client, services =>
        {
            azure.Town.AddTo(services, "doors", azure.Clock);
            AddPorts(services);
            services.AddSingleton<IDoorbell, DurableDoorbell>();
        });
        using var http = new HttpClient { BaseAddress = doors.Address };
        azure.SubmitAsync = (process, department) => SubmitAsync(process, sendGrid, http, department);
        await azure.StartCycleAsync();

        await azure.LiveAsync();

        Same.Facts(await LocalTown.LiveAsync(Size), await azure.FactsAsync());
        var keys = sendGrid.Posted.Select(m => (string)m.Json["custom_args"]!["reformflow_key"]!).ToList();
        Assert.Equal(keys.Distinct(), keys);
        Assert.Equal(Size, keys.Count(k => StepKey.KindOf(k) == StepKind.Request));
        var report = await Page.GetAsync(http, $"/{SizedTown.Town}/report/{SizedTown.Cycle}/");
        Assert.Equal(HttpStatusCode.OK, report.Status);
        Assert.Contains("青葉市", report.Html);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(http, $"/{SizedTown.Town}/report/{SizedTown.Cycle}/report.pdf")).Status);
    }

    // As a clerk does it: from the mail to the form, to the check page, to the receipt.
    static async Task SubmitAsync(ServiceProvider process, SendGridStandIn sendGrid, HttpClient http, string department)
    {
        var mail = sendGrid.Posted.First(m => (string?)m.Json["personalizations"]![0]!["to"]![0]!["email"] == $"{department}@aoba.example");
        var form = new Uri(Link().Match((string)mail.Json["content"]![0]!["value"]!).Value).AbsolutePath;
        var cycle = (await process.GetRequiredService<CycleFinder>().StartedAsync(SizedTown.Town, SizedTown.Cycle, default))!;
        foreach (var item in cycle.ItemsOf(department))
        {
            var path = $"{form}/items/{item.Key}";
            var saved = await (await Page.GetAsync(http, path)).PostAsync(http, path, Sample.Full(cycle, item).Select(f => KeyValuePair.Create(f.Key, f.Value.Text)));
            Assert.Contains("保存しました", saved.Html);
        }
        var receipt = await (await Page.GetAsync(http, $"{form}/check")).PostAsync(http, $"{form}/check", []);
        Assert.EndsWith("/receipt", receipt.Address.AbsolutePath);
    }

    [GeneratedRegex(@"^https?://\S+/\S+/\S+/\S+/\S+$", RegexOptions.Multiline)]
    private static partial Regex Link();
}
