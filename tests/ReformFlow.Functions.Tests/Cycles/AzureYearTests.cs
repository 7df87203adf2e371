using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.EndToEnd.Tests.Year;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Mail;
using ReformFlow.Functions.Reports;
using ReformFlow.Functions.Storage;
using ReformFlow.Functions.Tests.Mail;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Cycles;

/// <summary>The sample city's year in the Azure edition: doors, orchestrations, storage on the emulator, mails over HTTP to a stand-in for SendGrid.</summary>
public sealed class AzureYearTests : IAsyncLifetime
{
    // An account of its own: others know the sample city too.
    readonly Azurite _azurite = new();

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task Year_in_the_Azure_edition_sends_the_mails_of_its_rehearsal()
    {
        await using var sendGrid = await SendGridStandIn.StartedAsync();
        await using var town = await AzureYearTown.StartAsync(_azurite.Storage, sendGrid);

        await new SampleYear(town).LiveAsync();

        await SampleYearFacts.CheckAsync(town);
    }

    sealed class AzureYearTown : OrchestratedTown, IYearTown
    {
        readonly SendGridStandIn _sendGrid;
        DoorHost _doors = null!;
        DateTimeOffset _passedTo = SampleYear.Begin;

        AzureYearTown(StorageAccount storage, SendGridStandIn sendGrid)
            : base(SampleYear.Town, SampleYear.Begin, (services, time) => AddTo(services, time, storage, sendGrid, "activities")) => _sendGrid = sendGrid;

        public static async Task<AzureYearTown> StartAsync(StorageAccount storage, SendGridStandIn sendGrid)
        {
            var town = new AzureYearTown(storage, sendGrid);
            await town.BeginAsync();
            town._doors = await DoorHost.StartAsync(0, town.Client, services =>
            {
                AddTo(services, town.Clock, storage, sendGrid, "doors");
                services.AddSingleton<IDoorbell, DurableDoorbell>();
            });
            return town;
        }

        public Uri Site => _doors.Address;
        public IReadOnlyList<ReadMail> Mails => [.. _sendGrid.Posted.Select(m => m.Json).Select(m => new ReadMail(
            (string)m["custom_args"]![SendGridMail.KeyArgument]!, (string)m["personalizations"]![0]!["to"]![0]!["email"]!,
            (string)m["subject"]!, (string)m["content"]![0]!["value"]!))];
        public ILog Log => Process.GetRequiredService<ILog>();
        public IFiles Files => Process.GetRequiredService<IFiles>();
        public IPeople People => Process.GetRequiredService<IPeople>();

        public async Task ImportAsync(byte[] plan, byte[] organisation, string planKey)
        {
            var reading = await Process.GetRequiredService<ImportTown>().RunAsync(plan, organisation, null, planKey, default);
            Assert.True(reading.IsGood, string.Join('\n', reading.Problems));
        }

        public async Task<IDisposable> PassToAsync(DateTimeOffset moment)
        {
            // What was started or missed meanwhile, the watchdog finds within five minutes.
            await WatchAfterAsync(_passedTo);
            _passedTo = moment;
            return await WaitUntilAsync(moment);
        }

        public override async ValueTask DisposeAsync()
        {
            await _doors.DisposeAsync();
            await base.DisposeAsync();
        }

        static void AddTo(IServiceCollection services, TimeProvider time, StorageAccount storage, SendGridStandIn sendGrid, string worker)
        {
            services.AddReformFlow();
            services.AddStorage(storage).AddSingleton(time);
            services.AddSingleton(new SendGridSettings("SG.test") { BaseAddress = sendGrid.Address, MailsPerSecond = 1_000 }).AddSingleton<IMailSender, SendGridMailSender>();
            services.AddSingleton<IReportPrinter, WithoutPdf>().AddSingleton(new WorkerIdentity(worker, time.GetUtcNow()));
            services.AddSingleton(new SiteSettings("http://forms.example.jp", "http://forms.example.jp", "http://forms.example.jp", new byte[32]));
        }
    }
}
