using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Mail;
using ReformFlow.Local.Web;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>The sample city's year in the local edition: the server of <c>reformflow serve</c>, its journal, its outbox, its worker.</summary>
public sealed class LocalYearTests
{
    [Fact]
    public async Task Year_in_the_local_edition_sends_the_mails_of_its_rehearsal()
    {
        await using var town = await LocalYearTown.StartAsync();

        await new SampleYear(town).LiveAsync();

        await SampleYearFacts.CheckAsync(town);
    }

    sealed class LocalYearTown : IYearTown, IAsyncDisposable
    {
        readonly string _data = Directory.CreateTempSubdirectory("reformflow-year-").FullName;
        readonly WebApplication _server;

        LocalYearTown()
        {
            var port = FreePort();
            Site = new($"http://localhost:{port}");
            // Printing is looked at elsewhere, and takes seconds for each draft.
            _server = LocalServer.Build(new(_data, port, ClockStart: SampleYear.Begin, ClockSpeed: 20 * 86_400, Browser: "/nowhere/browser"));
        }

        public static async Task<LocalYearTown> StartAsync()
        {
            var town = new LocalYearTown();
            await town._server.StartAsync();
            return town;
        }

        public Uri Site { get; }
        public IReadOnlyList<ReadMail> Mails => [.. Get<Outbox>().Mails().Select(m => new ReadMail(m.Key, m.To, m.Subject, m.Body))];
        public ILog Log => Get<ILog>();
        public IFiles Files => Get<IFiles>();
        public IPeople People => Get<IPeople>();

        public async Task ImportAsync(byte[] plan, byte[] organisation, string planKey)
        {
            var reading = await Get<ImportTown>().RunAsync(plan, organisation, null, planKey, default);
            Assert.True(reading.IsGood, string.Join('\n', reading.Problems));
        }

        public Task<IDisposable> PassToAsync(DateTimeOffset moment) => ((VirtualClock)Get<TimeProvider>()).WaitUntilAsync(moment);

        public async ValueTask DisposeAsync()
        {
            // The worker ends before the journal under it.
            await _server.StopAsync();
            await _server.DisposeAsync();
            Directory.Delete(_data, recursive: true);
        }

        T Get<T>() where T : notnull => _server.Services.GetRequiredService<T>();

        static int FreePort()
        {
            using var one = new TcpListener(IPAddress.Loopback, 0);
            one.Start();
            return ((IPEndPoint)one.LocalEndpoint).Port;
        }
    }
}
