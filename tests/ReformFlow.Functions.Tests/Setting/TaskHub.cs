using DurableTask.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The official in-process test host, taken apart: a task hub in memory that outlives the host and worker which come and go.</summary>
sealed class TaskHub(Action<DurableTaskRegistry> tasks) : IAsyncDisposable
{
    SurvivingService _service = new();
    WebApplication? _sidecar;
    GrpcChannel? _channel;
    ServiceProvider? _clients;
    IHost? _worker;
    int _port;

    public DurableTaskClient Client => _clients!.GetRequiredService<DurableTaskClient>();

    /// <summary>Starts host and worker over what the hub holds.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, _port, listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<IOrchestrationService>(_service).AddSingleton<IOrchestrationServiceClient>(_service).AddSingleton<TaskHubGrpcServer>();
        _sidecar = builder.Build();
        _sidecar.MapGrpcService<TaskHubGrpcServer>();
        await _sidecar.StartAsync();
        var address = new Uri(_sidecar.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        _port = address.Port;

        if (_channel is null)
        {
            _channel = GrpcChannel.ForAddress(address);
            var clients = new ServiceCollection().AddLogging();
            clients.AddDurableTaskClient(client => client.UseGrpc(_channel).RegisterDirectly());
            _clients = clients.BuildServiceProvider();
        }
        var worker = Host.CreateEmptyApplicationBuilder(null);
        worker.Services.AddDurableTaskWorker(durable => durable.UseGrpc(_channel).AddTasks(tasks));
        _worker = worker.Build();
        await _worker.StartAsync();
    }

    /// <summary>Stops host and worker in the midst of their work; what they had taken and not finished comes again, as it does after a backend's visibility timeout.</summary>
    public async Task StopAsync()
    {
        await _worker!.StopAsync();
        _worker.Dispose();
        using (var atOnce = new CancellationTokenSource(TimeSpan.Zero)) await _sidecar!.StopAsync(atOnce.Token);
        await _sidecar.DisposeAsync();
        await _service.ReturnUnfinishedAsync();
    }

    /// <summary>Forgets every orchestration, as a storage account does that somebody deleted.</summary>
    public async Task ForgetAsync()
    {
        await StopAsync();
        _service = new();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _clients!.DisposeAsync();
        _channel!.Dispose();
    }
}
