using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Files;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Mail;
using ReformFlow.Functions.Organisation;
using ReformFlow.Functions.Reports;
using ReformFlow.Functions.Tests.Mail;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Functions.Web;

namespace ReformFlow.Functions.Tests;

/// <summary>The worker as it starts, with the sample's settings and without a host to talk to.</summary>
public sealed class ProgramTests
{
    [Fact]
    public void Worker_has_everything_that_its_functions_need()
    {
        using var host = FunctionsEntry.Build(Arguments());
        using var scope = host.Services.CreateScope();
        ActivatorUtilities.CreateInstance<DoorFunctions>(scope.ServiceProvider);
        ActivatorUtilities.CreateInstance<CycleFunctions>(scope.ServiceProvider);
        Assert.IsType<TableLog>(host.Services.GetRequiredService<ILog>());
        Assert.IsType<BlobFiles>(host.Services.GetRequiredService<IFiles>());
        Assert.IsType<TablePeople>(host.Services.GetRequiredService<IPeople>());
        Assert.IsType<SendGridMailSender>(host.Services.GetRequiredService<IMailSender>());
        Assert.Equal(PdfSetup.IsBuiltIn ? "QuestPdfReport" : nameof(WithoutPdf), host.Services.GetRequiredService<IReportPrinter>().GetType().Name);
        Assert.IsType<DurableDoorbell>(host.Services.GetRequiredService<IDoorbell>());
        Assert.Same(TimeProvider.System, host.Services.GetRequiredService<TimeProvider>());
        Assert.Equal(["mizuhono"], host.Services.GetRequiredService<Towns>().Keys);
        Assert.False(host.Services.GetRequiredService<SiteSettings>().HasOutbox);
    }

    [Fact]
    public void Worker_takes_events_accounts_and_ranges_where_its_settings_say_so()
    {
        using var sendGrid = new SignedPosts();
        using var host = FunctionsEntry.Build(
        [
            .. Arguments(), $"--ReformFlow:SendGrid:EventKey={sendGrid.PublicKey}", "--ReformFlow:SignIn=entra", "--ReformFlow:Entra:TenantId=11111111-2222-3333-4444-555555555555", "--ReformFlow:DeskRanges=203.0.113.0/24",
            "--WEBSITE_SITE_NAME=func-reformflow-x", "--WEBSITE_AUTH_ENABLED=True",
        ]);
        Assert.NotNull(host.Services.GetService<EventDoor>());
        Assert.Equal(new(false, new(new("11111111-2222-3333-4444-555555555555"), true)), host.Services.GetRequiredService<SignInChoice>());
        Assert.True(host.Services.GetRequiredService<AddressLimits>() is { Desk: not null, Forms: null });
    }

    [Fact]
    public void Worker_takes_none_of_them_unless_told()
    {
        using var host = FunctionsEntry.Build([.. Arguments(), "--WEBSITE_SITE_NAME=func-reformflow-x", "--WEBSITE_AUTH_ENABLED=True"]);
        Assert.Null(host.Services.GetService<EventDoor>());
        Assert.Equal(SignInChoice.Codes, host.Services.GetRequiredService<SignInChoice>());
        Assert.True(host.Services.GetRequiredService<AddressLimits>() is { Desk: null, Forms: null });
    }

    [Fact]
    public void Worker_does_not_tell_its_make()
    {
        using var host = FunctionsEntry.Build(Arguments());
        Assert.False(host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.AddServerHeader);
    }

    [Fact]
    public void Two_workers_take_none_of_each_other_s_claims_for_their_own()
    {
        using IHost one = FunctionsEntry.Build(Arguments()), other = FunctionsEntry.Build(Arguments());
        Assert.NotEqual(one.Services.GetRequiredService<WorkerIdentity>().Name, other.Services.GetRequiredService<WorkerIdentity>().Name);
    }

    [Fact]
    public void Worker_takes_pages_and_pipeline_from_its_root()
    {
        using var host = FunctionsEntry.Build(Arguments());
        Assert.Same(host.Services.GetRequiredService<WebPipeline>(), host.Services.CreateScope().ServiceProvider.GetRequiredService<WebPipeline>());
    }

    [Fact]
    public async Task Worker_with_wrong_settings_does_not_start() => Assert.Equal(2, await FunctionsEntry.Main([.. Arguments(), "--ReformFlow:LinkKey="]));

    [Fact]
    public void Sample_s_settings_as_they_stand_are_refused() => Assert.Throws<SettingsException>(() => FunctionsEntry.Build([.. Arguments(), $"--ReformFlow:LinkKey={SampleSettings.Read()[SampleSettings.LinkKey]}"]));

    // As the host starts a worker, and the settings as arguments, since an environment belongs to all tests.
    internal static string[] Arguments() =>
    [
        "--functions-uri=http://127.0.0.1:1", "--functions-worker-id=1", "--functions-request-id=1", "--functions-grpc-max-message-length=1000000",
        .. SampleSettings.Read().Select(s => $"--{s.Key.Replace("__", ":", StringComparison.Ordinal)}={(s.Key == SampleSettings.LinkKey ? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) : s.Value)}"),
    ];
}
