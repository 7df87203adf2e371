using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReformFlow.Functions.Web;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The five doors behind a stand-in for host and worker: a server that finds the function as the host does and runs it as the worker does.</summary>
/// <remarks>
/// As the worker: forwarded headers are believed, an endpoint stands for each function, the function has a scope of its own and runs outside the
/// server's flow of execution, and what it throws never reaches the server. Missing is the way between host and worker, which forwards each request.
/// </remarks>
sealed class DoorHost : IAsyncDisposable
{
    readonly WebApplication _server;
    readonly HostRoutes _routes;
    readonly DurableTaskClient _client;

    DoorHost(WebApplication server, HostRoutes routes, DurableTaskClient client) => (_server, _routes, _client) = (server, routes, client);

    /// <summary>The doors that were knocked at, by path.</summary>
    public ConcurrentDictionary<string, string> Doors { get; } = new();

    public IServiceProvider Services => _server.Services;

    public Uri Address => new(_server.Urls.First());

    /// <param name="port">0 for any that is free.</param>
    public static async Task<DoorHost> StartAsync(int port, DurableTaskClient client, Action<IServiceCollection> addTown, Action<IEndpointRouteBuilder>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (port == 0) kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            else kestrel.ListenLocalhost(port);
        });
        addTown(builder.Services);
        builder.Services.AddMvc();
        builder.Services.AddSingleton(provider => new WebPipeline(provider, provider.GetRequiredService<IHttpContextAccessor>(), more));
        builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.All);
        var app = builder.Build();
        app.Services.GetRequiredService<WebPipeline>();

        var host = new DoorHost(app, await HostRoutes.ReadAsync(), client);
        app.Use(host.FindAsync);
        app.UseForwardedHeaders();
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            foreach (var function in host._routes.Functions) endpoints.MapMethods($"/{function.Route}", function.Methods, (RequestDelegate)host.RunAsync);
        });
        await app.StartAsync();
        return host;
    }

    Task FindAsync(HttpContext context, RequestDelegate next)
    {
        if (_routes.Find(context.Request.Path, context.Request.Method) is not { } function)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        Doors[context.Request.Path] = function.Name;
        context.Items[typeof(HttpFunction)] = function;
        return next(context);
    }

    async Task RunAsync(HttpContext context)
    {
        if (!context.Items.TryAdd(typeof(DoorHost), true)) throw new InvalidOperationException("This invocation has run already.");
        Task running;
        using (ExecutionContext.SuppressFlow()) running = Task.Run(() => InvokeAsync(context, (HttpFunction)context.Items[typeof(HttpFunction)]!));
        try
        {
            await running;
        }
        catch (Exception)
        {
            // The worker tells the host of it, over another way than the answer's.
        }
    }

    async Task InvokeAsync(HttpContext context, HttpFunction function)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, null) { RequestServices = scope.ServiceProvider });
        var doors = ActivatorUtilities.CreateInstance<DoorFunctions>(scope.ServiceProvider);
        var method = typeof(DoorFunctions).GetMethod(function.EntryPoint[(function.EntryPoint.LastIndexOf('.') + 1)..], BindingFlags.Public | BindingFlags.Instance)!;
        var result = await (Task<IActionResult>)method.Invoke(doors, [context.Request, _client])!;
        await result.ExecuteResultAsync(new(context, context.GetRouteData(), new ActionDescriptor()));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
