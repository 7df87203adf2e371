using System.Net;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
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

/// <summary>The local edition: the whole product in one process, on one machine.</summary>
public static class LocalServer
{
    /// <summary>How long a server that is told to stop may go on with what it has begun; then its claims grow old and are asked again.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(75);

    /// <summary>Adds the product on this machine's folder: journal, files, people, outbox, browser print.</summary>
    public static void AddLocal(IServiceCollection services, ServerOptions options)
    {
        MakeFolder(options.Data);
        var clock = (TimeProvider?)VirtualClock.Open(options.Data, options.ClockStart, options.ClockSpeed) ?? TimeProvider.System;
        services.AddReformFlow();
        services.AddSingleton(clock);
        services.AddSingleton<Journal>(provider => new(options.Data, provider.GetRequiredService<ILogger<Journal>>()));
        services.AddSingleton<ILog>(provider => provider.GetRequiredService<Journal>());
        services.AddSingleton<IFiles>(new FolderFiles(options.Data));
        services.AddSingleton<IPeople>(new PeopleFile(options.Data));
        services.AddMail(options);
        services.AddSingleton<IReportPrinter>(provider => ActivatorUtilities.CreateInstance<BrowserReportPrinter>(provider, new BrowserPrint(options.Browser) { Scratch = new(Path.Combine(options.Data, Scratch.FolderName)) }));
        services.AddSingleton<LocalDoorbell>();
        services.AddSingleton<IDoorbell>(provider => provider.GetRequiredService<LocalDoorbell>());
        services.AddSingleton(new Towns(options.Data));
        services.AddSingleton(new WorkerIdentity("local", clock.GetUtcNow()));
        services.AddSingleton(new OwnClosures(options.Towns.ToDictionary(t => t.Key, t => t.Closures)));
        services.AddSingleton(options.Site(LinkKey.Open(options.Data)));
    }

    /// <summary>The server, ready to run.</summary>
    public static WebApplication Build(ServerOptions options) => Build(options,
        services =>
        {
            AddLocal(services, options);
            services.AddSingleton(options).AddHostedService<NamedMembers>();
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
            else if (options.Listen is { } own && !IPAddress.IsLoopback(own)) kestrel.Listen(own, options.Port);
            else kestrel.ListenLocalhost(options.Port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
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
}
