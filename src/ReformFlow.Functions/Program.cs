using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Functions.Commands;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Mail;
using ReformFlow.Functions.Reports;
using ReformFlow.Functions.Storage;
using ReformFlow.Functions.Web;

namespace ReformFlow.Functions;

/// <summary>The Azure edition's entry: a worker process that the Functions host starts, or a verb that an operator calls.</summary>
public static class FunctionsEntry
{
    /// <summary>Runs until the host stops it, and returns its exit code: 0 stopped or done, 1 not everything could be done, 2 wrong settings, a wrong call or file.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        if (CommandLine.IsCalled(arguments)) return await CommandLine.RunAsync(arguments, new ConfigurationBuilder().AddEnvironmentVariables().Build());
        try
        {
            using var host = Build(arguments);
            await host.Services.GetRequiredService<StorageAccount>().EnsureAsync(CancellationToken.None);
            await host.RunAsync();
            return 0;
        }
        catch (SettingsException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }

    /// <summary>The worker, ready to run. Nothing has been asked of the network yet.</summary>
    public static IHost Build(string[] arguments)
    {
        var builder = FunctionsApplication.CreateBuilder(arguments);
        builder.ConfigureFunctionsWebApplication();
        // The server's own lines hold each request's address, and a form's address holds its code.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new() { ValidateOnBuild = true, ValidateScopes = true }));
        AddAzure(builder.Services, AzureSettings.Read(builder.Configuration), Platform.Read(builder.Configuration));
        var host = builder.Build();
        // What goes wrong here ends the start; in a function it would be answered as an empty 200.
        _ = host.Services.GetRequiredService<WebPipeline>();
        return host;
    }

    static void AddAzure(IServiceCollection services, AzureSettings settings, Platform platform)
    {
        services.AddSingleton(settings.Access.SignIn(platform)).AddSingleton(settings.Access.Limits(platform));
        services.AddReformFlow();
        services.AddStorage(settings.Storage);
        if (settings.PublicSite is { } site) services.AddPublicSite(site);
        services.AddMail(settings.Mail);
        services.AddPdf(settings.Pdf);
        services.AddSingleton<IDoorbell, DurableDoorbell>();
        services.AddSingleton(settings.Site).AddSingleton(settings.Towns);
        services.AddSingleton(TimeProvider.System);
        // Several processes may work at once, and one that comes back is another: each takes only its own claims for its own.
        services.AddSingleton(new WorkerIdentity($"azure-{Guid.NewGuid():N}", TimeProvider.System.GetUtcNow()));
        services.AddSingleton<CycleActivities>().AddSingleton<Watchdog>().AddSingleton<WebPipeline>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
    }
}
