using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ReformFlow.App.Cycles;
using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Local.Access;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Cycles;
using ReformFlow.Local.Files;
using ReformFlow.Local.Log;
using ReformFlow.Local.Mail;
using ReformFlow.Local.Organisation;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Web;

/// <summary>What the local edition is started with.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Port">Where forms and reports are served.</param>
/// <param name="DeskPort">Where the desk is served, on loopback only.</param>
/// <param name="FormAddress">The address that mails print; null for this machine's own.</param>
/// <param name="EveryInterface">Serve forms and reports on every network interface rather than on loopback.</param>
/// <param name="ClockStart">The first moment of a virtual clock; null for real time, or for the clock that the folder keeps.</param>
/// <param name="ClockSpeed">Virtual seconds in a second of idleness.</param>
/// <param name="Browser">The browser that prints; null to look for one.</param>
/// <param name="Smtp">The mail server; null puts mails into the outbox.</param>
public sealed record ServerOptions(
    string Data, int Port = 5080, int DeskPort = 5081, string? FormAddress = null, bool EveryInterface = false,
    DateTimeOffset? ClockStart = null, double ClockSpeed = 86_400, string? Browser = null, SmtpSettings? Smtp = null);

/// <summary>The local edition: the whole product in one process, on one machine.</summary>
public static class LocalServer
{
    /// <summary>Adds the product on this machine's folder: journal, files, people, outbox, browser print.</summary>
    public static void AddLocal(IServiceCollection services, ServerOptions options)
    {
        MakeFolder(options.Data);
        var own = $"http://localhost:{options.Port}";
        var clock = (TimeProvider?)VirtualClock.Open(options.Data, options.ClockStart, options.ClockSpeed) ?? TimeProvider.System;
        services.AddReformFlow();
        services.AddSingleton(clock);
        services.AddSingleton<Journal>(provider => new(options.Data, provider.GetRequiredService<ILogger<Journal>>()));
        services.AddSingleton<ILog>(provider => provider.GetRequiredService<Journal>());
        services.AddSingleton<IFiles>(new FolderFiles(options.Data));
        services.AddSingleton<IPeople>(new PeopleFile(options.Data));
        if (options.Smtp is { } smtp) services.AddSmtp(smtp);
        else
        {
            services.AddSingleton(new Outbox(Path.Combine(options.Data, "outbox")));
            services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<Outbox>());
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<Outbox>());
        }
        services.AddSingleton<IReportPrinter>(provider => ActivatorUtilities.CreateInstance<BrowserReportPrinter>(provider, new BrowserPrint(options.Browser)));
        services.AddSingleton<LocalDoorbell>();
        services.AddSingleton<IDoorbell>(provider => provider.GetRequiredService<LocalDoorbell>());
        services.AddSingleton(new Towns(options.Data));
        services.AddSingleton(new WorkerIdentity("local", clock.GetUtcNow()));
        services.AddSingleton(new SiteSettings(options.FormAddress ?? own, $"http://localhost:{options.DeskPort}", options.FormAddress ?? own, LinkKey.Open(options.Data), HasOutbox: options.Smtp is null));
    }

    /// <summary>The server, ready to run.</summary>
    public static WebApplication Build(ServerOptions options) => Build(options,
        services =>
        {
            AddLocal(services, options);
            services.AddHostedService<LocalWorker>();
        }, more: null);

    /// <summary>The same server around another town than this machine's folder.</summary>
    internal static WebApplication Build(ServerOptions options, Action<IServiceCollection> addTown, Action<IEndpointRouteBuilder>? more)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (options.EveryInterface) kestrel.ListenAnyIP(options.Port);
            else kestrel.ListenLocalhost(options.Port);
            kestrel.ListenLocalhost(options.DeskPort, MarkAsDesk);
        });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
        addTown(builder.Services);

        var app = builder.Build();
        if (app.Services.GetRequiredService<TimeProvider>() is VirtualClock clock)
            // A virtual clock stands still while somebody posts.
            app.Use(async (context, next) =>
            {
                if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) await next(context);
                else using (clock.Hold()) await next(context);
            });
        app.UseReformFlow(more);
        return app;
    }

    // Names, addresses and the link key lie below: nobody but the account that runs the server reads them.
    static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static void MarkAsDesk(ListenOptions listener) => listener.Use(next => connection =>
    {
        connection.Items[DeskDoorKeeper.Mark] = true;
        return next(connection);
    });
}
